import type { Platform } from '../../../facts/kind.ts';
import { installedPrograms, runningPrograms } from '../../../facts/listed-programs.ts';
import { type AskedValues, question, type Row, sqlList, sqlText } from '../question.ts';

/** The names of the two company lists, lower case, each once. */
function names(values: AskedValues, ...ids: string[]): string[] {
  const all = ids.flatMap((id) => values[id] as readonly string[]).map((name) => name.trim().toLowerCase());
  return [...new Set(all.filter((name) => name !== ''))].sort();
}

/**
 * Running programs are matched by process name, by the file's own name and by the first word of the command line: Linux
 * cuts the process name at 15 characters, and a program can be started under another name.
 */
function runningSql(values: AskedValues): string {
  const list = sqlList(names(values, 'forbiddenSoftware').flatMap((name) => [name, name.slice(0, 15), `${name}.exe`]));
  const file = (column: string) => `lower(regex_match(${column}, '[^/\\\\]+$', 0))`;
  return `SELECT DISTINCT name, path, regex_match(cmdline, '^[^ ]+', 0) AS command FROM processes
    WHERE lower(name) IN ${list} OR ${file('path')} IN ${list} OR ${file("regex_match(cmdline, '^[^ ]+', 0)")} IN ${list}`;
}

const running = (platform: Platform) =>
  question({
    id: `running-programs/${platform}`,
    kind: runningPrograms,
    platform,
    cadence: 'minute',
    tables: ['processes'],
    values: ['forbiddenSoftware'],
    sql: { processes: runningSql },
    translate: ({ processes }, _round, values) => ({
      asked: names(values, 'forbiddenSoftware'),
      running: processes!
        .map((row) => ({ name: row.name ?? '', path: row.path || row.command || '' }))
        .sort((a, b) => `${a.name} ${a.path}`.localeCompare(`${b.name} ${b.path}`)),
    }),
  });

const lists = ['forbiddenSoftware', 'unapprovedUtilities'] as const;
const program = (row: Row) => ({ name: row.name ?? '', version: row.version ?? '' });

/** On Windows and macOS names carry versions and editions («qBittorrent 5.0»), so part of a name is enough there. */
const like = (values: AskedValues) =>
  names(values, ...lists)
    .map((name) => `lower(name) LIKE ${sqlText(`${name}%`)}`)
    .join(' OR ') || '0';

export const programQuestions = [
  running('linux'),
  running('windows'),
  running('macos'),
  question({
    id: 'installed-programs/linux',
    kind: installedPrograms,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['deb_packages', 'rpm_packages'],
    values: lists,
    sql: {
      found: (values) =>
        `SELECT name, version FROM deb_packages WHERE status LIKE '%ok installed%' AND lower(name) IN ${sqlList(names(values, ...lists))}
         UNION SELECT name, version FROM rpm_packages WHERE lower(name) IN ${sqlList(names(values, ...lists))}`,
      seen: 'SELECT (SELECT COUNT(*) FROM deb_packages) + (SELECT COUNT(*) FROM rpm_packages) AS seen',
    },
    translate: ({ found, seen }, _round, values) => ({
      asked: names(values, ...lists),
      installed: found!.map(program),
      listReadable: Number(seen![0]?.seen ?? 0) > 0,
    }),
  }),
  question({
    id: 'installed-programs/windows',
    kind: installedPrograms,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['programs'],
    values: lists,
    sql: { found: (values) => `SELECT name, version FROM programs WHERE ${like(values)}`, seen: 'SELECT COUNT(*) AS seen FROM programs' },
    translate: ({ found, seen }, _round, values) => ({
      asked: names(values, ...lists),
      installed: found!.map(program),
      listReadable: Number(seen![0]?.seen ?? 0) > 0,
    }),
  }),
  question({
    id: 'installed-programs/macos',
    kind: installedPrograms,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['apps'],
    values: lists,
    sql: {
      found: (values) => `SELECT name, bundle_short_version AS version FROM apps WHERE ${like(values)}`,
      seen: 'SELECT COUNT(*) AS seen FROM apps',
    },
    translate: ({ found, seen }, _round, values) => ({
      asked: names(values, ...lists),
      installed: found!.map(program),
      listReadable: Number(seen![0]?.seen ?? 0) > 0,
    }),
  }),
];
