import { accountPasswords } from '../../../facts/account-passwords.ts';
import { automaticLogon } from '../../../facts/automatic-logon.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, isoOf, seenOf } from './cells.ts';

// Only the switches and the name are asked for: the same key can hold the password in the clear.
const winlogon = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
const lsa = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa';
const loginwindow = '/Library/Preferences/com.apple.loginwindow.plist';

const logonUnreadable = () => unreadable('自動ログインの設定を読めませんでした。', 'The setting of automatic login could not be read.');
const passwordUnreadable = () => unreadable('パスワードの設定を読めませんでした。', 'The settings of passwords could not be read.');

const byUser = (a: { user: string }, b: { user: string }): number => (a.user < b.user ? -1 : 1);

const linuxStates: Readonly<Record<string, 'set' | 'locked' | 'empty'>> = {
  active: 'set',
  locked: 'locked',
  not_set: 'locked',
  empty: 'empty',
};

/** A policy number as Windows tells it; -1 stands for «not told». */
function policyNumber(cell: string | undefined): number | null {
  const number = intOf(cell);
  return number === null || number < 0 ? null : number;
}

export const logonQuestions = [
  question({
    id: 'automatic-logon/windows',
    kind: automaticLogon,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    sql: {
      found: `SELECT name, data FROM registry WHERE key = '${winlogon}' AND name IN ('AutoAdminLogon','ForceAutoLogon','DefaultUserName')`,
      probe: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${winlogon}'`,
    },
    translate({ found, probe }) {
      if (seenOf(probe) === 0) return logonUnreadable();
      const value = (name: string) => found!.find((row) => row.name?.toLowerCase() === name)?.data?.trim();
      const switches = ['autoadminlogon', 'forceautologon'].map((name) => flagOf(value(name) || '0'));
      const enabled = switches.includes(true) || (switches.includes(null) ? null : false);
      return { enabled, user: enabled === true ? value('defaultusername') || null : null };
    },
  }),
  question({
    id: 'automatic-logon/macos',
    kind: automaticLogon,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['plist'],
    sql: {
      found: `SELECT value FROM plist WHERE path = '${loginwindow}' AND key = 'autoLoginUser'`,
      probe: `SELECT COUNT(*) AS seen FROM plist WHERE path = '${loginwindow}'`,
    },
    translate({ found, probe }) {
      if (seenOf(probe) === 0) return logonUnreadable();
      const user = found!.map((row) => row.value?.trim() ?? '').find((name) => name !== '') ?? null;
      return { enabled: found!.length > 0 && user === null ? null : user !== null, user };
    },
  }),
  question({
    id: 'account-passwords/linux',
    kind: accountPasswords,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['users', 'shadow'],
    sql: {
      // Joined to shadow by name, so that an account without a line there shows up as not known.
      accounts: `SELECT u.username, s.password_status FROM users u LEFT JOIN shadow s ON s.username = u.username
        WHERE u.shell NOT LIKE '%nologin' AND u.shell NOT LIKE '%/false'`,
      probe: 'SELECT COUNT(*) AS seen FROM shadow',
    },
    translate({ accounts, probe }) {
      if (seenOf(probe) === 0 || accounts!.length === 0) return passwordUnreadable();
      const account = (row: Row) => ({
        user: row.username ?? '',
        password: Object.hasOwn(linuxStates, row.password_status ?? '') ? linuxStates[row.password_status!]! : null,
      });
      return { accounts: accounts!.map(account).sort(byUser), minLength: null, blankOnlyAtConsole: null };
    },
  }),
  question({
    id: 'account-passwords/windows',
    kind: accountPasswords,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['security_profile_info', 'registry'],
    sql: {
      policy: 'SELECT minimum_password_length FROM security_profile_info',
      blank: `SELECT data FROM registry WHERE path = '${lsa}\\LimitBlankPasswordUse'`,
    },
    translate({ policy, blank }) {
      if (policy!.length === 0) return passwordUnreadable();
      return {
        accounts: null,
        minLength: policyNumber(policy![0]!.minimum_password_length),
        blankOnlyAtConsole: flagOf(blank![0]?.data),
      };
    },
  }),
  question({
    id: 'account-passwords/macos',
    kind: accountPasswords,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['users', 'account_policy_data'],
    sql: {
      accounts: `SELECT u.username, a.password_last_set_time FROM users u LEFT JOIN account_policy_data a ON a.uid = u.uid
        WHERE CAST(u.uid AS INTEGER) >= 500 AND u.shell NOT LIKE '%/false' AND u.shell NOT LIKE '%/nologin'`,
    },
    translate({ accounts }) {
      if (accounts!.length === 0) return passwordUnreadable();
      // The day of the last change shows that a password was given; its absence shows nothing.
      const account = (row: Row) => ({
        user: row.username ?? '',
        password: isoOf(row.password_last_set_time) === null ? null : ('set' as const),
      });
      return { accounts: accounts!.map(account).sort(byUser), minLength: null, blankOnlyAtConsole: null };
    },
  }),
];
