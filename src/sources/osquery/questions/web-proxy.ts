import { webProxy } from '../../../facts/web-proxy.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { seenOf } from './cells.ts';

const settings = '\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const machine = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const person = /^S-1-(5-21|12-1)-[\d-]+$/;
const textMax = 300;

/** The proxy and the script out of one key's values. */
function proxyOf(rows: readonly Row[]): { proxy: string | null; script: string | null } {
  const data = (name: string) => rows.find((row) => row.name === name)?.data?.trim() ?? '';
  const proxy = intOf(data('ProxyEnable')) === 1 ? data('ProxyServer').slice(0, textMax) : '';
  return { proxy: proxy || null, script: data('AutoConfigURL').slice(0, textMax) || null };
}

export const proxyQuestions = [
  question({
    id: 'web-proxy/windows',
    kind: webProxy,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry', 'users'],
    sql: {
      hives: "SELECT name AS sid FROM registry WHERE key = 'HKEY_USERS' AND type = 'subkey'",
      values: `SELECT key, name, data FROM registry WHERE key LIKE 'HKEY_USERS\\%${settings}'`,
      // With 0 here the settings of the whole device count for everybody.
      perUser: `SELECT data FROM registry WHERE key = '${policy}' AND name = 'ProxySettingsPerUser'`,
      machine: `SELECT name, data FROM registry WHERE key = '${machine}' AND name IN ('ProxyEnable', 'ProxyServer', 'AutoConfigURL')`,
      machineSeen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${machine}'`,
      users: 'SELECT uuid, username FROM users',
    },
    translate({ hives, values, perUser, machine: whole, machineSeen, users }) {
      if (intOf(perUser![0]?.data) === 0) return { users: [{ user: '*', ...proxyOf(whole!), readable: seenOf(machineSeen) > 0 }] };
      const sids = hives!.map((row) => row.sid ?? '').filter((sid) => person.test(sid));
      if (sids.length === 0) {
        return unreadable('サインイン中の利用者がいないため、設定を読めません。', 'Nobody is signed in, so that no settings can be read.');
      }
      const people = sids.map((sid) => {
        const own = values!.filter((row) => row.key?.split('\\')[1] === sid);
        return { user: users!.find((row) => row.uuid === sid)?.username || sid, ...proxyOf(own), readable: own.length > 0 };
      });
      return { users: people.sort((a, b) => a.user.localeCompare(b.user)) };
    },
  }),
];
