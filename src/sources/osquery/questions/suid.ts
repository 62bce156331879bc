import { suidPrograms } from '../../../facts/suid-programs.ts';
import { question, type Row, unreadable } from '../question.ts';

/** On most systems /bin is a link to /usr/bin: one program is named once, by its own place. */
const ownPlace = (path: string): string => path.replace(/^\/(s?bin)\//, '/usr/$1/');

function programs(rows: readonly Row[]) {
  const each = new Map<string, Row[]>();
  for (const row of rows) {
    const path = ownPlace(row.path ?? '');
    each.set(path, [...(each.get(path) ?? []), row]);
  }
  return [...each]
    .map(([path, found]) => ({
      path,
      user: found[0]!.username ?? '',
      group: found[0]!.groupname ?? '',
      asUser: found.some((row) => (row.permissions ?? '').includes('S')),
      asGroup: found.some((row) => (row.permissions ?? '').includes('G')),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Walking the folders of programs takes the device one to two seconds. */
export const suidQuestions = [
  question({
    id: 'suid-programs/linux',
    kind: suidPrograms,
    platform: 'linux',
    cadence: 'daily',
    tables: ['suid_bin', 'os_version'],
    sql: {
      found: 'SELECT DISTINCT path, username, groupname, permissions FROM suid_bin',
      system: 'SELECT platform FROM os_version',
    },
    translate({ found, system }) {
      // Every Linux has at least su or passwd among them.
      if (found!.length === 0) return unreadable('プログラムのフォルダを読めませんでした。', 'The folders of programs could not be read.');
      return { system: (system![0]?.platform ?? '').trim().toLowerCase(), programs: programs(found!) };
    },
  }),
];
