import { openFolders, sharingNames, sharingServices } from '../../../facts/open-folders.ts';
import { type AskedValues, question, type Row, sqlText, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

const openMax = 50;
/** Names of groups that take in people without a name, as Windows writes them in Japanese and English. */
const everybody = ['everyone', 'anonymous logon', 'guests', 'guest', 'nt authority\\anonymous logon', 'builtin\\guests'];

const foldersOf = (values: AskedValues): string[] =>
  sortedOnce((values.sharedFolders as readonly string[]).map((folder) => folder.trim().replace(/\/+$/, ''))).filter((folder) =>
    folder.startsWith('/'),
  );

/** The folders themselves and what lies directly in them. */
const linuxSql = (values: AskedValues): string => {
  const folders = foldersOf(values);
  if (folders.length === 0) return "SELECT path, mode, '' AS folder FROM file WHERE path = ''";
  return folders
    .map(
      (folder) => `SELECT path, mode, ${sqlText(folder)} AS folder FROM file WHERE path = ${sqlText(folder)} AND type = 'directory'
        UNION ALL SELECT path, mode, ${sqlText(folder)} AS folder FROM file WHERE path LIKE ${sqlText(`${folder}/%`)} AND type = 'directory'`,
    )
    .join(' UNION ALL ');
};

const isOpen = (mode: string): boolean => /^[0-7]{3,4}$/.test(mode) && (Number.parseInt(mode.slice(-1), 8) & 2) !== 0;

/** Columns of sharing_preferences by our names. */
const columns: Readonly<Record<(typeof sharingNames)[number], string>> = {
  screen: 'screen_sharing',
  file: 'file_sharing',
  printer: 'printer_sharing',
  login: 'remote_login',
  management: 'remote_management',
  events: 'remote_apple_events',
  internet: 'internet_sharing',
  bluetooth: 'bluetooth_sharing',
};

const shareName = (row: Row): string => `${row.name ?? ''} (${row.path ?? ''})`.slice(0, 400);

export const openFolderQuestions = [
  question({
    id: 'open-folders/linux',
    kind: openFolders,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file'],
    values: ['sharedFolders'],
    sql: { folders: linuxSql, probe: "SELECT COUNT(*) AS seen FROM file WHERE path = '/etc/passwd'" },
    translate({ folders, probe }) {
      if (seenOf(probe) === 0) return unreadable('ファイルの一覧を読めませんでした。', 'Files could not be listed.');
      // The agent ends the path of a folder that a pattern found with a slash.
      const open = folders!
        .filter((row) => isOpen(row.mode ?? ''))
        .map((row) => ({ folder: (row.path ?? '').replace(/(?<=.)\/$/, ''), to: row.mode ?? '' }));
      const looked = sortedOnce(folders!.filter((row) => row.path === row.folder).map((row) => row.path ?? ''));
      return { looked, open: open.sort((a, b) => (a.folder < b.folder ? -1 : 1)).slice(0, openMax), readable: true };
    },
  }),
  question({
    id: 'open-folders/windows',
    kind: openFolders,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['shared_resources', 'ntfs_acl_permissions', 'services'],
    sql: {
      // Shares that end in $ are the administrators' own.
      shares: "SELECT name, path FROM shared_resources WHERE type = 0 AND name NOT LIKE '%$'",
      rights: `SELECT s.name, s.path, n.principal, n.access FROM shared_resources s CROSS JOIN ntfs_acl_permissions n ON n.path = s.path
        WHERE s.type = 0 AND s.name NOT LIKE '%$' AND n.type LIKE '%rant%'`,
      probe: "SELECT COUNT(*) AS seen FROM shared_resources WHERE name = 'IPC$'",
      server: "SELECT status FROM services WHERE name = 'LanmanServer'",
    },
    translate({ shares, rights, probe, server }) {
      const looked = sortedOnce(shares!.map(shareName)).slice(0, openMax);
      // The built-in share is always there while sharing runs at all.
      const readable = seenOf(probe) > 0 || shares!.length > 0 || server!.some((row) => row.status === 'STOPPED');
      const of = (row: Row) => ({ folder: shareName(row), to: (row.principal ?? '').slice(0, 200) });
      const open = rights!.filter((row) => everybody.includes((row.principal ?? '').trim().toLowerCase())).map(of);
      const once = new Map(open.map((each) => [`${each.folder} ${each.to}`, each]));
      const complete = shares!.every((share) => rights!.some((row) => row.path === share.path));
      const sorted = [...once.values()].sort((a, b) => (`${a.folder} ${a.to}` < `${b.folder} ${b.to}` ? -1 : 1));
      return { looked, open: sorted.slice(0, openMax), readable: readable && complete };
    },
  }),
  question({
    id: 'sharing-services/macos',
    kind: sharingServices,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['sharing_preferences'],
    sql: { settings: `SELECT ${Object.values(columns).join(', ')} FROM sharing_preferences` },
    translate({ settings }) {
      const [row] = settings!;
      if (row === undefined) return unreadable('共有の設定を読めませんでした。', 'The settings of sharing could not be read.');
      const by = (flag: boolean | null) => sharingNames.filter((name) => flagOf(row[columns[name]]) === flag);
      return { on: by(true), unread: by(null) };
    },
  }),
];
