import { installerPolicy } from '../../../facts/installer-policy.ts';
import { sourceTrees } from '../../../facts/source-trees.ts';
import { collecting } from '../collecting.ts';
import { type AskedValues, intOf, type Question, question, sqlText, unreadable } from '../question.ts';
import { seenOf, sortedOnce } from './cells.ts';

const monthOf = (column: string) => `CASE WHEN ${column} > 0 THEN strftime('%Y-%m', CAST(${column} AS INTEGER), 'unixepoch') ELSE '' END`;
const fileOf = (path: string) => `lower(regex_match(${path}, '[^\\\\]+$', 0))`;
/** Where a Windows program lay. Whose profile it was is not told. */
const placeOf = (path: string) => `CASE WHEN ${path} LIKE '%\\Users\\%' THEN 'user' WHEN ${path} LIKE '%\\Program Files%' THEN 'programs'
  WHEN ${path} LIKE '%\\Windows\\%' THEN 'system' ELSE 'other' END`;

/**
 * Programs that ran, by the name of their file: what Windows itself writes down of starts, apps of a Mac with the month in which they
 * were opened last, and on Linux what runs now from where nobody installs. Months only, so that a look an hour later says the same.
 * Daily: reading the record of starts unpacks each of its files.
 */
const executed: readonly Question[] = [
  collecting({
    collection: 'executed-programs',
    platform: 'windows',
    cadence: 'daily',
    tables: ['prefetch', 'background_activities_moderator', 'userassist', 'file'],
    attributes: ['via', 'place', 'month'],
    // What lies in System32 comes with Windows and would be half of the list.
    select: `SELECT lower(filename) AS key, 'prefetch' AS via, '' AS place, ${monthOf('max(last_run_time)')} AS month FROM prefetch p
        WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.path = 'C:\\Windows\\System32\\' || p.filename) GROUP BY 1
      UNION ALL SELECT ${fileOf('path')}, 'bam', ${placeOf('path')}, ${monthOf('max(last_execution_time)')} FROM background_activities_moderator
        WHERE path LIKE '%.exe' AND path NOT LIKE '%\\Windows\\%' GROUP BY 1, 3
      UNION ALL SELECT ${fileOf('path')}, 'desktop', ${placeOf('path')}, ${monthOf('max(last_execution_time)')} FROM userassist
        WHERE path LIKE '%.exe' AND path NOT LIKE '%\\Windows\\%' GROUP BY 1, 3`,
    seen: `SELECT (SELECT COUNT(*) FROM file WHERE path LIKE 'C:\\Windows\\Prefetch\\%.pf') + (SELECT COUNT(*) FROM background_activities_moderator) AS n`,
  }),
  collecting({
    collection: 'executed-programs',
    platform: 'macos',
    cadence: 'daily',
    tables: ['apps', 'processes'],
    attributes: ['via', 'place', 'month'],
    select: `SELECT name AS key, 'app' AS via, CASE WHEN path LIKE '/Applications/%' OR path LIKE '/System/%' THEN 'programs'
          WHEN path LIKE '/Volumes/%' THEN 'volume' WHEN path LIKE '/Users/%' THEN 'user' ELSE 'other' END AS place,
          ${monthOf('max(last_opened_time)')} AS month FROM apps WHERE name <> '' GROUP BY 1, 3
      UNION ALL SELECT DISTINCT name, 'process', CASE WHEN path LIKE '/Volumes/%' THEN 'volume' ELSE 'user' END, '' FROM processes
        WHERE path LIKE '/Volumes/%' OR path LIKE '/Users/%/Downloads/%' OR path LIKE '/Users/%/Desktop/%'`,
    seen: 'SELECT (SELECT COUNT(*) FROM apps) * (SELECT COUNT(*) FROM processes) AS n',
  }),
  collecting({
    collection: 'executed-programs',
    platform: 'linux',
    cadence: 'daily',
    tables: ['processes'],
    attributes: ['via', 'place', 'month'],
    select: `SELECT DISTINCT regex_match(path, '[^/]+$', 0) AS key, 'process' AS via, CASE WHEN path LIKE '/home/%' OR path LIKE '/root/%' THEN 'user'
        WHEN path LIKE '/media/%' OR path LIKE '/mnt/%' THEN 'volume' ELSE 'temporary' END AS place, '' AS month FROM processes
      WHERE path LIKE '/home/%' OR path LIKE '/root/%' OR path LIKE '/tmp/%' OR path LIKE '/var/tmp/%' OR path LIKE '/dev/shm/%'
        OR path LIKE '/media/%' OR path LIKE '/mnt/%'`,
    seen: "SELECT COUNT(*) AS n FROM processes WHERE path <> ''",
  }),
];

const places = (values: AskedValues): string[] => sortedOnce((values.sourceTreePlaces as readonly string[]).map((place) => place.trim()));

/**
 * A file that is in each bookkeeping of source code: a folder that a pattern finds bears a slash at its end, which the pattern then does
 * not mean. A `.git` that is a file itself belongs to a second working tree.
 */
const bookkeeping = [['.git', 'HEAD'], ['.git'], ['.svn', 'wc.db'], ['.svn', 'entries'], ['.hg', 'requires']] as const;

/** The bookkeeping of source code in a place and in the folders one below it. `file` reads a `%` as one folder. */
function treesSql(values: AskedValues): string {
  const paths = places(values).flatMap((place) => {
    const sign = place.startsWith('/') ? '/' : '\\';
    const folder = place.replace(/[/\\]+$/, '');
    return bookkeeping.map((own) => own.join(sign)).flatMap((own) => [`${folder}${sign}${own}`, `${folder}${sign}%${sign}${own}`]);
  });
  const each = paths.map((path) => `SELECT path FROM file WHERE path LIKE ${sqlText(path)}`);
  return each.length === 0 ? "SELECT '' AS path WHERE 0" : each.join(' UNION ');
}

/** Compilers and their like that came without a package. */
const strayTools: Readonly<Record<'linux' | 'windows', readonly string[]>> = {
  linux: [
    ...['go/bin/go', 'bin/gcc', 'bin/g++', 'bin/clang', 'bin/make', 'bin/rustc', 'bin/javac', 'bin/git'].map(
      (tool) => `/usr/local/${tool}`,
    ),
    '/root/.cargo/bin/rustc',
    '/home/%/.cargo/bin/rustc',
    '/opt/%/bin/javac',
    '/opt/%/bin/gcc',
  ],
  windows: ['C:\\Users\\%\\.cargo\\bin\\rustc.exe', 'C:\\msys64\\usr\\bin\\gcc.exe', 'C:\\MinGW\\bin\\gcc.exe', 'C:\\Go\\bin\\go.exe'],
};

const trees = (platform: 'linux' | 'windows', always: string) =>
  question({
    id: `source-trees/${platform}`,
    kind: sourceTrees,
    platform,
    cadence: 'daily',
    tables: ['file'],
    values: ['sourceTreePlaces'],
    sql: {
      trees: treesSql,
      tools: strayTools[platform].map((path) => `SELECT path FROM file WHERE path LIKE ${sqlText(path)}`).join(' UNION '),
      seen: `SELECT COUNT(*) AS seen FROM file WHERE path = ${sqlText(always)}`,
    },
    translate({ trees: found, tools, seen }, _round, values) {
      // One folder each, by the folder that holds it: what is within .git is nobody's matter.
      const folders = found!.map(({ path }) => (path ?? '').replace(/[/\\]\.(git|svn|hg)([/\\][A-Za-z.]*)?$/, ''));
      const capped = (list: readonly string[]) => sortedOnce(list.filter((path) => path !== '')).slice(0, treesMax);
      return {
        places: places(values),
        trees: capped(folders),
        tools: capped(tools!.map(({ path }) => path ?? '')),
        seen: seenOf(seen) > 0,
      };
    },
  });
const treesMax = 50;

const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft';
const installer = question({
  id: 'installer-policy/windows',
  kind: installerPolicy,
  platform: 'windows',
  cadence: 'hourly',
  tables: ['registry'],
  sql: {
    machine: `SELECT name, data FROM registry WHERE path = '${policies}\\Windows\\Installer\\AlwaysInstallElevated'`,
    users: `SELECT path, data FROM registry WHERE path LIKE 'HKEY_USERS\\%\\Software\\Policies\\Microsoft\\Windows\\Installer\\AlwaysInstallElevated'`,
    store: `SELECT name, data FROM registry WHERE path IN ('${policies}\\WindowsStore\\RemoveWindowsStore', '${policies}\\WindowsStore\\RequirePrivateStoreOnly', '${policies}\\WindowsStore\\DisableStoreApps')`,
    // There on every Windows: tells «not set» from «not read».
    seen: `SELECT COUNT(*) AS seen FROM registry WHERE path = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\CurrentBuild'`,
  },
  translate({ machine, users, store, seen }) {
    if (seenOf(seen) === 0) return unreadable('レジストリを読めませんでした。', 'The registry could not be read.');
    const isOn = (data: string | undefined) => intOf(data) === 1;
    const on = (name: string) => store!.some((row) => row.name?.toLowerCase() === name.toLowerCase() && isOn(row.data));
    return {
      elevatedMachine: machine!.some(({ data }) => isOn(data)),
      elevatedUsers: users!.filter(({ data }) => isOn(data)).length,
      store: on('RemoveWindowsStore') || on('DisableStoreApps') ? 'closed' : on('RequirePrivateStoreOnly') ? 'private' : 'open',
      seen: true,
    } as const;
  },
});

export const softwareControlQuestions: readonly Question[] = [
  ...executed,
  trees('linux', '/etc/passwd'),
  trees('windows', 'C:\\Windows\\System32\\kernel32.dll'),
  installer,
];
