import { screenLock } from '../../../facts/screen-lock.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf } from './cells.ts';

const policiesSystem = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';
const desktopNames = "('ScreenSaveActive','ScreenSaverIsSecure','ScreenSaveTimeOut','SCRNSAVE.EXE')";

/** People, not services: local and domain accounts, and accounts of Entra ID. */
const personSid = /^S-1-(5-21|12-1)-[0-9-]+$/i;

const sidOf = (row: Row): string => (row.key ?? '').split('\\')[1] ?? '';
const cellOf = (rows: readonly Row[], name: string): string | undefined =>
  rows.find((row) => row.name?.toLowerCase() === name.toLowerCase())?.data?.trim();

/** What the screen saver of one signed-in person does: a policy outranks what the person chose. */
function windowsUser(sid: string, desktop: readonly Row[], policy: readonly Row[], names: readonly Row[]) {
  const chosen = desktop.filter((row) => sidOf(row) === sid);
  const forced = policy.filter((row) => sidOf(row) === sid);
  const value = (name: string) => cellOf(forced, name) ?? cellOf(chosen, name);
  const user = names.find((row) => row.uuid === sid)?.username || sid;
  // Windows writes ScreenSaveActive into every profile: without any value the key itself could not be read.
  if (chosen.length === 0 && forced.length === 0) return { user, seconds: null, passwordRequired: null };
  const starts = value('ScreenSaveActive') !== '0' && (value('SCRNSAVE.EXE') ?? '') !== '';
  return {
    user,
    seconds: starts ? intOf(value('ScreenSaveTimeOut')) : 0,
    // Not set means that the password is not asked for.
    passwordRequired: flagOf(value('ScreenSaverIsSecure') ?? '0'),
  };
}

/** Seconds from idle to locked on macOS: the screen saver first, then the grace until the password is asked for. */
const withGrace = (idle: number | null, grace: number): number | null => (idle === null || idle <= 0 ? idle : idle + grace);

export const screenLockQuestions = [
  question({
    id: 'screen-lock/windows',
    kind: screenLock,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry', 'users'],
    sql: {
      machine: `SELECT data FROM registry WHERE path = '${policiesSystem}\\InactivityTimeoutSecs'`,
      probe: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${policiesSystem}'`,
      hives: "SELECT name FROM registry WHERE key = 'HKEY_USERS'",
      desktop: `SELECT key, name, data FROM registry WHERE key LIKE 'HKEY_USERS\\%\\Control Panel\\Desktop' AND name IN ${desktopNames}`,
      policy: `SELECT key, name, data FROM registry
        WHERE key LIKE 'HKEY_USERS\\%\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop' AND name IN ${desktopNames}`,
      names: 'SELECT uuid, username FROM users',
    },
    translate({ machine, probe, hives, desktop, policy, names }) {
      const sids = hives!.map((row) => row.name ?? '').filter((sid) => personSid.test(sid));
      if (seenOf(probe) === 0 && sids.length === 0) {
        return unreadable('画面ロックのレジストリを読めませんでした。', 'The registry on screen locking could not be read.');
      }
      const seconds = intOf(machine![0]?.data);
      const limited = seconds !== null && seconds > 0;
      return {
        machineSeconds: limited ? seconds : null,
        machinePasswordRequired: limited ? true : null,
        users: sids.sort().map((sid) => windowsUser(sid, desktop!, policy!, names!)),
      };
    },
  }),
  question({
    id: 'screen-lock/macos',
    kind: screenLock,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['managed_policies', 'users', 'preferences'],
    sql: {
      managed: `SELECT name, value FROM managed_policies WHERE domain = 'com.apple.screensaver' AND username = ''
        AND name IN ('idleTime','askForPassword','askForPasswordDelay')`,
      users: `SELECT username FROM users WHERE CAST(uid AS INTEGER) >= 500 AND shell NOT LIKE '%/false' AND shell NOT LIKE '%/nologin'`,
      idle: `SELECT u.username, p.value FROM users u JOIN preferences p ON p.username = u.username
        WHERE CAST(u.uid AS INTEGER) >= 500 AND p.domain = 'com.apple.screensaver' AND p.key = 'idleTime' AND p.host = 'current'`,
    },
    translate({ managed, users, idle }) {
      if (users!.length === 0 && managed!.length === 0) {
        return unreadable('画面ロックの設定を読めませんでした。', 'The settings of screen locking could not be read.');
      }
      const policy = (name: string) => managed!.find((row) => row.name === name)?.value;
      const grace = Math.max(0, intOf(policy('askForPasswordDelay')) ?? 0);
      const machineIdle = intOf(policy('idleTime'));
      return {
        machineSeconds: machineIdle !== null && machineIdle > 0 ? withGrace(machineIdle, grace) : null,
        machinePasswordRequired: flagOf(policy('askForPassword')),
        // Whether a person's own setting asks for the password is not visible to an agent that runs as root.
        users: users!
          .map((row) => ({
            user: row.username ?? '',
            seconds: withGrace(intOf(idle!.find((set) => set.username === row.username)?.value), grace),
            passwordRequired: null,
          }))
          .sort((a, b) => (a.user < b.user ? -1 : 1)),
      };
    },
  }),
];
