import { fileExtensions } from '../../../facts/file-extensions.ts';
import { intOf, question, unreadable } from '../question.ts';
import { flagOf } from './cells.ts';

/** Security identifiers of people: of a computer or a domain, and of Microsoft Entra ID. */
const person = /^S-1-(5-21|12-1)-[\d-]+$/;

export const extensionQuestions = [
  question({
    id: 'file-extensions/windows',
    kind: fileExtensions,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry', 'users'],
    sql: {
      hives: "SELECT name AS sid FROM registry WHERE key = 'HKEY_USERS' AND type = 'subkey'",
      values: `SELECT key, COUNT(*) AS seen, MAX(CASE WHEN name = 'HideFileExt' THEN data END) AS hidden FROM registry
        WHERE key LIKE 'HKEY_USERS\\%\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced' GROUP BY key`,
      users: 'SELECT uuid, username FROM users',
    },
    translate({ hives, values, users }) {
      const sids = hives!.map((row) => row.sid ?? '').filter((sid) => person.test(sid));
      if (sids.length === 0) {
        return unreadable('サインイン中の利用者がいないため、設定を読めません。', 'Nobody is signed in, so that no settings can be read.');
      }
      const people = sids.map((sid) => {
        const row = values!.find((value) => value.key?.split('\\')[1] === sid);
        const hidden = row?.hidden ?? '';
        // Where Explorer's settings are there and this one is not, Windows hides extensions; where none are there, nothing is known.
        const shown = hidden !== '' ? (intOf(hidden) === null ? null : intOf(hidden) === 0) : (intOf(row?.seen) ?? 0) > 0 ? false : null;
        return { user: users!.find((user) => user.uuid === sid)?.username || sid, shown };
      });
      return { users: people.sort((a, b) => a.user.localeCompare(b.user)) };
    },
  }),
  question({
    id: 'file-extensions/macos',
    kind: fileExtensions,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['users', 'file', 'plist'],
    sql: {
      // People who have signed in at the screen have a folder of settings; an account without one has none to read.
      people: `SELECT u.username, u.directory FROM users u JOIN file f ON f.path = u.directory || '/Library/Preferences'
        WHERE CAST(u.uid AS INTEGER) >= 501 AND u.directory LIKE '/Users/%'`,
      values: `SELECT u.username, COUNT(*) AS seen, MAX(CASE WHEN p.key = 'AppleShowAllExtensions' THEN p.value END) AS shown
        FROM users u CROSS JOIN plist p ON p.path = u.directory || '/Library/Preferences/.GlobalPreferences.plist'
        WHERE CAST(u.uid AS INTEGER) >= 501 AND u.directory LIKE '/Users/%' GROUP BY u.username`,
    },
    translate({ people, values }) {
      if (people!.length === 0) return unreadable('利用者の設定を読めませんでした。', "No user's settings could be read.");
      const rows = people!.map(({ username: user = '' }) => {
        const row = values!.find((value) => value.username === user);
        const shown = row?.shown ?? '';
        return { user, shown: shown !== '' ? flagOf(shown) : (intOf(row?.seen) ?? 0) > 0 ? false : null };
      });
      return { users: rows.sort((a, b) => a.user.localeCompare(b.user)) };
    },
  }),
];
