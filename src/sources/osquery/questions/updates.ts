import { updateState } from '../../../facts/update-state.ts';
import { intOf, question, unreadable } from '../question.ts';
import { isoOf, newest, seenOf } from './cells.ts';
import { newestHotfix } from './hotfix.ts';
import { buildQuestions } from './os-build.ts';
import { packageSourceQuestions } from './package-sources.ts';
import { rebootQuestions } from './reboot.ts';

const nothing = { installedAt: null, historySince: null, checkedAt: null, automaticAt: null, automaticTimer: null, waiting: null };

/** KB numbers that come daily or monthly with virus definitions and tools: they say nothing of the state of the system. */
const notSystem = ['KB2267602', 'KB4052623', 'KB890830', 'KB2461484', 'KB915597', 'KB5007651']
  .map((kb) => `AND title NOT LIKE '%${kb}%'`)
  .join(' ');

const windows = question({
  id: 'update-state/windows',
  kind: updateState,
  platform: 'windows',
  cadence: 'hourly',
  tables: ['windows_update_history', 'patches'],
  sql: {
    // The history is emptied by a repair of Windows Update; the system's list of hotfixes outlives that.
    hotfixes: 'SELECT DISTINCT installed_on FROM patches',
    history: `SELECT MAX(CASE WHEN operation = 'Installation' AND result_code = 'Succeeded' AND title LIKE '%KB%' ${notSystem}
      THEN date END) AS installed, MIN(date) AS since, COUNT(*) AS seen FROM windows_update_history WHERE date > 0`,
  },
  translate({ history, hotfixes }) {
    const hotfixAt = newestHotfix(hotfixes!.map((row) => row.installed_on));
    if (seenOf(history) === 0 && hotfixAt === null) {
      return unreadable(
        'Windows Updateの履歴が空で(消去された可能性があります)、更新プログラムの一覧の日付も読めません。',
        'The history of Windows Update is empty (it may have been cleared), and the list of hotfixes tells no date.',
      );
    }
    return { ...nothing, installedAt: isoOf(history![0]?.installed), historySince: isoOf(history![0]?.since), hotfixAt };
  },
});

const macos = question({
  id: 'update-state/macos',
  kind: updateState,
  platform: 'macos',
  cadence: 'hourly',
  tables: ['plist', 'package_install_history'],
  sql: {
    settings: `SELECT key, value FROM plist WHERE path = '/Library/Preferences/com.apple.SoftwareUpdate.plist'
      AND key IN ('LastSuccessfulDate', 'LastFullSuccessfulDate', 'LastRecommendedUpdatesAvailable')`,
    installed: "SELECT MAX(time) AS installed FROM package_install_history WHERE name LIKE 'macOS %'",
  },
  translate({ settings, installed }) {
    const cell = (key: string) => settings!.find((row) => row.key === key)?.value;
    const checkedAt = newest([isoOf(cell('LastSuccessfulDate')), isoOf(cell('LastFullSuccessfulDate'))]);
    const waiting = intOf(cell('LastRecommendedUpdatesAvailable'));
    if (checkedAt === null && waiting === null) {
      return unreadable('ソフトウェアアップデートの状態を読めませんでした。', 'The state of Software Update could not be read.');
    }
    return { ...nothing, installedAt: isoOf(installed![0]?.installed), checkedAt, waiting };
  },
});

/** apt leaves a stamp when unattended-upgrade ended well; dnf leaves none, so its timer and the newest package stand in. */
const linux = question({
  id: 'update-state/linux',
  kind: updateState,
  platform: 'linux',
  cadence: 'hourly',
  tables: ['file', 'rpm_packages', 'systemd_units'],
  sql: {
    files: `SELECT path, mtime FROM file WHERE path IN ('/var/lib/apt/periodic/unattended-upgrades-stamp',
      '/var/lib/apt/periodic/upgrade-stamp', '/var/lib/apt/periodic/update-success-stamp', '/var/lib/apt/lists',
      '/var/cache/dnf/last_makecache', '/var/cache/dnf/expired_repos.json', '/var/cache/libdnf5/expired_repos.json')`,
    packages: 'SELECT MAX(install_time) AS installed FROM rpm_packages',
    timer: "SELECT active_state FROM systemd_units WHERE id = 'dnf-automatic-install.timer'",
    seen: 'SELECT COUNT(*) AS seen FROM systemd_units',
  },
  translate({ files, packages, timer, seen }) {
    const changed = (...paths: string[]) =>
      newest(files!.filter((row) => paths.some((path) => row.path?.startsWith(path))).map((row) => isoOf(row.mtime)));
    const body = {
      ...nothing,
      installedAt: isoOf(packages![0]?.installed),
      checkedAt: changed('/var/lib/apt/lists', '/var/lib/apt/periodic/update-success', '/var/cache/'),
      automaticAt: changed('/var/lib/apt/periodic/unattended-upgrades', '/var/lib/apt/periodic/upgrade'),
      automaticTimer: seenOf(seen) === 0 ? null : timer!.some((row) => row.active_state === 'active'),
    };
    if (body.installedAt === null && body.checkedAt === null && body.automaticAt === null) {
      return unreadable('パッケージの更新の記録が見つかりませんでした。', 'No record of package updates was found.');
    }
    return body;
  },
});

export const updateQuestions = [windows, macos, linux, ...buildQuestions, ...rebootQuestions, ...packageSourceQuestions];
