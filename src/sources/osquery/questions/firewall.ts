import { sha256Hex } from '../../../base/hash.ts';
import { hostFirewall } from '../../../facts/host-firewall.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

const notRead = () => unreadable('ファイアウォールの状態を読めませんでした。', 'The state of the firewall could not be read.');

const local = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';

/** The three profiles, with the names that the private one has in the registry and in policies. */
const windowsProfiles = [
  { name: 'Domain', keys: ['DomainProfile'] },
  { name: 'Private', keys: ['PrivateProfile', 'StandardProfile'] },
  { name: 'Public', keys: ['PublicProfile'] },
] as const;

function profileOn(rows: readonly Row[], root: string, keys: readonly string[]): string | undefined {
  return keys.map((key) => rows.find((row) => row.key?.toLowerCase() === `${root}\\${key}`.toLowerCase())?.data).find((data) => data);
}

/**
 * No table reads /etc/ufw/ufw.conf, and the unit is active even while ufw is switched off. But ufw itself writes only
 * two words into the file it ships, so the digest of the file tells which of the few possible texts it is.
 */
const ufwConf = (enabled: string, level: string) => `# /etc/ufw/ufw.conf
#

# Set to yes to start on boot. If setting this remotely, be sure to add a rule
# to allow your remote connection before starting ufw. Eg: 'ufw allow 22/tcp'
ENABLED=${enabled}

# Please use the 'ufw' command to set the loglevel. Eg: 'ufw logging medium'.
# See 'man ufw' for details.
LOGLEVEL=${level}
`;
const ufwDigests = (enabled: string) => ['off', 'low', 'medium', 'high', 'full'].map((level) => sha256Hex(ufwConf(enabled, level)));
const ufwOn = new Set(ufwDigests('yes'));
const ufwOff = new Set(ufwDigests('no'));

function linuxParts(units: readonly Row[], unitsSeen: boolean, ufw: string, chains: readonly Row[], root: boolean) {
  const active = (name: string): boolean | null =>
    unitsSeen ? units.some((row) => row.id === `${name}.service` && row.active_state === 'active') : null;
  const ufwEnabled = ufwOn.has(ufw) ? true : ufwOff.has(ufw) ? false : null;
  const input = chains.filter((row) => row.chain === 'INPUT');
  const drops = input.some((row) => ['DROP', 'REJECT'].includes(row.policy ?? '') || ['DROP', 'REJECT'].includes(row.target ?? ''));
  return [
    { name: 'firewalld', on: active('firewalld') },
    // Only the old tables are visible here; a system that uses nftables beneath shows none at all.
    { name: 'iptables', on: drops ? true : root ? false : null },
    // The unit loads a set of rules once; what the rules say is not visible, and the set that Debian ships is empty.
    { name: 'nftables', on: active('nftables') === false ? false : null },
    { name: 'ufw', on: active('ufw') === true ? ufwEnabled : active('ufw') },
  ];
}

export const firewallQuestions = [
  question({
    id: 'host-firewall/windows',
    kind: hostFirewall,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry', 'services', 'windows_security_products'],
    sql: {
      local: `SELECT key, data FROM registry WHERE key LIKE '${local}\\%Profile' AND name = 'EnableFirewall'`,
      policy: `SELECT key, data FROM registry WHERE key LIKE '${policy}\\%Profile' AND name = 'EnableFirewall'`,
      service: "SELECT status FROM services WHERE name = 'MpsSvc'",
      products: "SELECT name, state FROM windows_security_products WHERE type = 'Firewall'",
    },
    translate({ local: chosen, policy: forced, service, products }) {
      if (chosen!.length === 0 && forced!.length === 0) return notRead();
      const status = service![0]?.status;
      const others = products!.filter((row) => row.state?.toLowerCase() === 'on' && !/^(Microsoft|Windows)\b/.test(row.name ?? ''));
      return {
        parts: [
          ...windowsProfiles.map(({ name, keys }) => ({
            name,
            on: flagOf(profileOn(forced!, policy, keys) ?? profileOn(chosen!, local, keys)),
          })),
          { name: 'MpsSvc', on: status === undefined || status === '' ? null : status === 'RUNNING' },
        ],
        others: sortedOnce(others.map((row) => row.name ?? '')),
      };
    },
  }),
  question({
    id: 'host-firewall/macos',
    kind: hostFirewall,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['alf'],
    sql: { alf: 'SELECT global_state FROM alf' },
    translate({ alf }) {
      if (alf!.length === 0) return notRead();
      const state = intOf(alf![0]!.global_state);
      return { parts: [{ name: 'alf', on: state === null || state < 0 ? null : state > 0 }], others: [] };
    },
  }),
  question({
    id: 'host-firewall/linux',
    kind: hostFirewall,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['systemd_units', 'hash', 'iptables', 'osquery_info', 'processes'],
    sql: {
      units: "SELECT id, active_state FROM systemd_units WHERE id IN ('ufw.service','firewalld.service','nftables.service')",
      // Empty where the agent reaches no D-Bus.
      probe: 'SELECT COUNT(*) AS seen FROM systemd_units',
      ufw: "SELECT sha256 FROM hash WHERE path = '/etc/ufw/ufw.conf'",
      chains: "SELECT DISTINCT chain, policy, target FROM iptables WHERE filter_name = 'filter' AND chain = 'INPUT'",
      agent: 'SELECT p.euid FROM osquery_info i JOIN processes p ON p.pid = i.pid',
    },
    translate: ({ units, probe, ufw, chains, agent }) => ({
      parts: linuxParts(units!, seenOf(probe) > 0, ufw![0]?.sha256 ?? '', chains!, agent![0]?.euid === '0'),
      others: [],
    }),
  }),
];
