import { guestAccess } from '../../../facts/guest-access.ts';
import { question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

const loginwindow = '/Library/Preferences/com.apple.loginwindow.plist';
const smbServer = '/Library/Preferences/SystemConfiguration/com.apple.smb.server.plist';
const smbConf = '/etc/samba/smb.conf';

const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';
const lanmanServer = `${services}\\LanmanServer\\Parameters`;
const lanmanClient = `${services}\\LanmanWorkstation\\Parameters`;
const lanmanPolicy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\LanmanWorkstation';

/** What Windows shares with those who give no name, out of its own settings; nothing set is the safe default. */
function openSmb(rows: readonly Row[]): string[] {
  const value = (name: string) => rows.filter((row) => row.name?.toLowerCase() === name).map((row) => (row.data ?? '').trim());
  const named = value('nullsessionshares')
    .flatMap((data) => data.split(/[,\s\u0000]+/))
    .filter((share) => share !== '');
  return sortedOnce([
    ...named,
    ...(value('restrictnullsessaccess').includes('0') ? ['RestrictNullSessAccess = 0'] : []),
    ...(value('allowinsecureguestauth').includes('1') ? ['AllowInsecureGuestAuth = 1'] : []),
  ]).slice(0, 50);
}

const notRead = () => unreadable('ゲスト利用の設定を読めませんでした。', 'The settings of guest access could not be read.');

const said = (row: Row): string => (row.value ?? '').trim().toLowerCase();
/** The section of smb.conf that a line stands in: /files/etc/samba/smb.conf/target[3]/guest\ ok. */
const section = (node: string): string => node.match(/\/target(\[\d+\])?/)?.[0] ?? '';

/** Shares that smb.conf opens to guests, by name. The four labels are one and the same setting in Samba. */
function sambaShares(rows: readonly Row[]): string[] {
  const open = rows.filter((row) => ['guest ok', 'public', 'guest only', 'only guest'].includes(row.label ?? ''));
  const names = new Map(rows.filter((row) => row.label === 'target').map((row) => [section(row.node ?? ''), row.value ?? '']));
  return sortedOnce(
    open.filter((row) => ['yes', 'true', '1', 'on'].includes(said(row))).map((row) => names.get(section(row.node ?? '')) ?? '?'),
  );
}

export const guestAccessQuestions = [
  question({
    id: 'guest-access/windows',
    kind: guestAccess,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['security_profile_info', 'registry'],
    sql: {
      policy: 'SELECT enable_guest_account, lsa_anonymous_name_lookup FROM security_profile_info',
      // Shares open to sessions without a name, and signing in to other machines' shares as a guest.
      smb: `SELECT name, data FROM registry WHERE (key = '${lanmanServer}' AND name IN ('RestrictNullSessAccess', 'NullSessionShares'))
        OR (key IN ('${lanmanClient}', '${lanmanPolicy}') AND name = 'AllowInsecureGuestAuth')`,
      smbSeen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${lanmanServer}'`,
    },
    translate({ policy, smb, smbSeen }) {
      if (policy!.length === 0) return notRead();
      return {
        guestAccount: flagOf(policy![0]!.enable_guest_account),
        anonymousLookup: flagOf(policy![0]!.lsa_anonymous_name_lookup),
        guestShares: openSmb(smb!),
        sharesComplete: seenOf(smbSeen) > 0,
      };
    },
  }),
  question({
    id: 'guest-access/macos',
    kind: guestAccess,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['plist'],
    sql: {
      guest: `SELECT value FROM plist WHERE path = '${loginwindow}' AND key = 'GuestEnabled'`,
      probe: `SELECT COUNT(*) AS seen FROM plist WHERE path = '${loginwindow}'`,
      smb: `SELECT value FROM plist WHERE path = '${smbServer}' AND key = 'AllowGuestAccess'`,
    },
    translate({ guest, probe, smb }) {
      if (seenOf(probe) === 0) return notRead();
      const shared = smb!.length === 0 ? false : flagOf(smb![0]!.value);
      return {
        // macOS writes the key only once somebody has changed it; without it there is no guest.
        guestAccount: guest!.length === 0 ? false : flagOf(guest![0]!.value),
        anonymousLookup: null,
        guestShares: shared === true ? ['SMB'] : [],
        sharesComplete: shared !== null,
      };
    },
  }),
  question({
    id: 'guest-access/linux',
    kind: guestAccess,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file', 'augeas'],
    sql: {
      files: `SELECT path FROM file WHERE path IN ('${smbConf}', '/etc/passwd')`,
      settings: `SELECT node, label, value FROM augeas WHERE path = '${smbConf}'
        AND label IN ('target','guest ok','public','guest only','only guest','include','config backend')`,
    },
    translate({ files, settings }) {
      if (!files!.some((row) => row.path === '/etc/passwd')) return notRead();
      const installed = files!.some((row) => row.path === smbConf);
      // The file is there and nothing of it is understood: the agent's lenses are missing or the file is broken.
      if (installed && !settings!.some((row) => row.label === 'target')) return notRead();
      const more = settings!.some((row) => row.label === 'include' || (row.label === 'config backend' && said(row) !== 'file'));
      return { guestAccount: null, anonymousLookup: null, guestShares: sambaShares(settings!), sharesComplete: !more };
    },
  }),
];
