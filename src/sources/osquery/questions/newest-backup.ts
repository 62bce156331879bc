import type { Platform } from '../../../facts/kind.ts';
import { newestBackup } from '../../../facts/newest-backup.ts';
import { type AskedValues, question, type Row, sqlText, timeOf, unreadable } from '../question.ts';
import { isoOfText, seenOf, sortedOnce } from './cells.ts';

const dayMs = 86_400_000;
const windowDays = 31;

/** The company's folders that can exist on the platform. Windows writes a drive letter, the others begin at the root. */
const foldersOf = (values: AskedValues, platform: Platform): string[] =>
  sortedOnce((values.backupFolders as readonly string[]).map((folder) => folder.trim().replace(/[\\/]+$/, ''))).filter((folder) =>
    platform === 'windows' ? /^[A-Za-z]:/.test(folder) : folder.startsWith('/'),
  );

/** For each folder whether it is there, how many files lie in it, and how new the newest is. */
const folderSql = (platform: Platform) => (values: AskedValues) => {
  const separator = platform === 'windows' ? '\\' : '/';
  const one = (folder: string) =>
    `SELECT ${sqlText(folder)} AS folder, (SELECT COUNT(*) FROM file WHERE path = ${sqlText(folder)} AND type = 'directory') AS there,
      (SELECT MAX(mtime) FROM file WHERE path LIKE ${sqlText(`${folder}${separator}%`)} AND type = 'regular' AND size > 0) AS newest`;
  const folders = foldersOf(values, platform);
  return folders.length === 0
    ? "SELECT path AS folder, 0 AS there, mtime AS newest FROM file WHERE path = ''"
    : folders.map(one).join(' UNION ALL ');
};

interface Found {
  readonly at: string;
  readonly where: string;
}
const fromFolders = (rows: readonly Row[]): Found[] =>
  rows.flatMap((row) => {
    const at = timeOf(row.newest);
    return row.there === '1' && at !== null ? [{ at: at.toISOString(), where: row.folder ?? '' }] : [];
  });
const lookedAt = (rows: readonly Row[]): string[] => sortedOnce(rows.filter((row) => row.there === '1').map((row) => row.folder ?? ''));

function body(found: readonly Found[], looked: readonly string[], readable: boolean) {
  const [best] = found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return { at: best?.at ?? null, where: best?.where ?? null, looked: sortedOnce(looked), readable };
}

export const newestBackupQuestions = [
  question({
    id: 'newest-backup/linux',
    kind: newestBackup,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file'],
    values: ['backupFolders'],
    sql: { folders: folderSql('linux'), probe: "SELECT COUNT(*) AS seen FROM file WHERE path = '/etc/passwd'" },
    translate({ folders, probe }) {
      if (seenOf(probe) === 0) return unreadable('ファイルの一覧を読めませんでした。', 'Files could not be listed.');
      return body(fromFolders(folders!), lookedAt(folders!), true);
    },
  }),
  question({
    id: 'newest-backup/macos',
    kind: newestBackup,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['file', 'time_machine_backups', 'plist'],
    values: ['backupFolders'],
    sql: {
      folders: folderSql('macos'),
      machine: 'SELECT MAX(backup_date) AS newest, COUNT(*) AS seen FROM time_machine_backups',
      // Without Full Disk Access neither the backups nor this file can be read.
      probe: "SELECT COUNT(*) AS seen FROM plist WHERE path = '/Library/Preferences/com.apple.TimeMachine.plist'",
    },
    translate({ folders, machine, probe }) {
      const at = timeOf(machine![0]?.newest);
      const found = at === null ? [] : [{ at: at.toISOString(), where: 'Time Machine' }];
      const seen = seenOf(probe) > 0;
      return body([...found, ...fromFolders(folders!)], [...(seen ? ['Time Machine'] : []), ...lookedAt(folders!)], seen);
    },
  }),
  question({
    id: 'newest-backup/windows',
    kind: newestBackup,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['file', 'windows_eventlog', 'services'],
    values: ['backupFolders'],
    sql: {
      folders: folderSql('windows'),
      // 4: a backup of Windows Server Backup ended well; 14: it ended.
      events: `SELECT MAX(datetime) AS newest FROM windows_eventlog WHERE channel = 'Microsoft-Windows-Backup' AND eventid = 4
        AND timestamp = '${windowDays * dayMs}'`,
      service: "SELECT COUNT(*) AS seen FROM services WHERE name = 'wbengine'",
    },
    translate({ folders, events, service }) {
      const at = isoOfText(events![0]?.newest);
      const product = 'Windows Server Backup';
      const looked = [...(seenOf(service) > 0 ? [product] : []), ...lookedAt(folders!)];
      return body([...(at === null ? [] : [{ at, where: product }]), ...fromFolders(folders!)], looked, true);
    },
  }),
];
