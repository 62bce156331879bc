import { wirelessNetworks } from '../../../facts/wireless-networks.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { isoOf, seenOf } from './cells.ts';

const profiles = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles\\%';
const wirelessType = '71';
const connections = '/etc/NetworkManager/system-connections';

const notRead = () => unreadable('無線LANの記録を読めませんでした。', 'The record of wireless networks could not be read.');

interface Network {
  readonly ssid: string;
  readonly security: 'open' | 'wep' | 'wpa' | 'wpa2' | null;
  readonly lastUsed: string | null;
}
const order = (a: Network, b: Network): number => (`${a.ssid} ${a.lastUsed}` < `${b.ssid} ${b.lastUsed}` ? -1 : 1);

/** The day in a SYSTEMTIME that the registry shows as 16 bytes in hex, low byte first: year, month, weekday, day … */
export function dayOfSystemTime(cell: string | undefined): string | null {
  if (cell === undefined || !/^[0-9A-Fa-f]{32}$/.test(cell)) return null;
  const word = (index: number) => Number.parseInt(cell.slice(index * 4 + 2, index * 4 + 4) + cell.slice(index * 4, index * 4 + 2), 16);
  const [year, month, day] = [word(0), word(1), word(3)];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 2000 || year > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** The words that macOS uses: «WPA2 Personal», «WPA/WPA2 Personal», «Open», «Enhanced Open», «WEP» … */
function macSecurity(text: string): Network['security'] {
  if (/WEP/i.test(text)) return 'wep';
  if (/WPA[23]|^(Personal|Enterprise)$/i.test(text)) return 'wpa2';
  if (/WPA/i.test(text)) return 'wpa';
  return /\b(Open|None|OWE)\b/i.test(text) ? 'open' : null;
}

const macNetwork = (row: Row, lastUsed: string | null): Network => ({
  ssid: row.network_name ?? '',
  security: macSecurity(row.security_type ?? ''),
  lastUsed,
});

const keyManagement: Readonly<Record<string, Network['security']>> = { none: 'wep', ieee8021x: 'wep', owe: 'open' };
const strong = /^(wpa-psk|sae|wpa-eap|wpa-eap-suite-b-192)$/;

/** NetworkManager writes a name that is not plain ASCII as its bytes: «228;186;139;». */
export function ssidOfKeyfile(value: string): string {
  if (!/^(\d{1,3};)+$/.test(value)) return value.replaceAll('\\;', ';');
  return Buffer.from(value.split(';').filter(Boolean).map(Number)).toString('utf8');
}

/** One saved connection, from the few labels asked for; null where it is no wireless network to join. */
function linuxNetwork(rows: readonly Row[]): Network | null {
  const value = (label: string) => rows.find((row) => row.label === label)?.value?.trim();
  if (!['wifi', '802-11-wireless'].includes(value('type') ?? '') || value('mode') === 'ap') return null;
  const key = value('key-mgmt');
  const security = key === undefined ? 'open' : strong.test(key) ? 'wpa2' : (keyManagement[key] ?? null);
  return { ssid: ssidOfKeyfile(value('ssid') ?? ''), security, lastUsed: null };
}

export const wirelessQuestions = [
  question({
    id: 'wireless-networks/windows',
    kind: wirelessNetworks,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    sql: {
      found: `SELECT key, name, data FROM registry WHERE key LIKE '${profiles}' AND name IN ('ProfileName','NameType','DateLastConnected')`,
      probe: `SELECT COUNT(*) AS seen FROM registry WHERE key LIKE '${profiles}'`,
    },
    translate({ found, probe }) {
      if (seenOf(probe) === 0) return notRead();
      const networks: Network[] = [];
      let complete = true;
      for (const key of new Set(found!.map((row) => row.key ?? ''))) {
        const value = (name: string) => found!.find((row) => row.key === key && row.name === name)?.data;
        if (intOf(value('NameType')) === null) complete = false;
        if (value('NameType') !== wirelessType) continue;
        networks.push({ ssid: value('ProfileName') ?? '', security: null, lastUsed: dayOfSystemTime(value('DateLastConnected')) });
      }
      return { complete, radio: null, securityReported: false, networks: networks.sort(order) };
    },
  }),
  question({
    id: 'wireless-networks/macos',
    kind: wirelessNetworks,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['wifi_networks', 'wifi_status'],
    sql: {
      found: 'SELECT network_name, security_type, last_connected FROM wifi_networks',
      // The one in use now; its name stays empty without full disk access.
      current: "SELECT network_name, security_type FROM wifi_status WHERE network_name <> ''",
    },
    translate({ found, current }) {
      // Empty without full disk access, which looks the same as a Mac that knows no network.
      if (found!.length === 0) return notRead();
      const past = found!.map((row) => macNetwork(row, isoOf(row.last_connected)?.slice(0, 10) ?? null));
      const now = current!.map((row) => macNetwork(row, null));
      const isNew = ({ ssid, security }: Network) => !past.some((each) => each.ssid === ssid && each.security === security);
      return { complete: true, radio: null, securityReported: true, networks: [...past, ...now.filter(isNew)].sort(order) };
    },
  }),
  question({
    id: 'wireless-networks/linux',
    kind: wirelessNetworks,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file', 'augeas'],
    sql: {
      interfaces: "SELECT COUNT(*) AS seen FROM file WHERE path LIKE '/sys/class/net/%'",
      radios: "SELECT COUNT(*) AS seen FROM file WHERE path LIKE '/sys/class/ieee80211/%'",
      files: `SELECT path FROM file WHERE path LIKE '${connections}/%' AND type = 'regular'`,
      // By node, for a pattern on the path does not reach into the files. Never without the list of labels: psk lies beside them.
      settings: `SELECT path, label, value FROM augeas WHERE node LIKE '/files${connections}/%%' AND label IN ('type','mode','ssid','key-mgmt')`,
      elsewhere: `SELECT COUNT(*) AS seen FROM (SELECT path FROM file WHERE path LIKE '/run/NetworkManager/system-connections/%'
        UNION ALL SELECT path FROM file WHERE path LIKE '/etc/wpa_supplicant/%.conf'
        UNION ALL SELECT path FROM file WHERE path LIKE '/var/lib/iwd/%')`,
    },
    translate({ interfaces, radios, files, settings, elsewhere }) {
      if (seenOf(interfaces) === 0 || intOf(elsewhere![0]?.seen) === null) return notRead();
      const radio = seenOf(radios) > 0;
      const understood = files!.map((file) => settings!.filter((row) => row.path === file.path));
      return {
        // A radio without any saved network is likely to keep them where the agent does not look.
        complete: seenOf(elsewhere) === 0 && understood.every((rows) => rows.some((row) => row.label === 'type')) && files!.length > 0,
        radio,
        securityReported: true,
        networks: understood
          .map(linuxNetwork)
          .filter((network) => network !== null)
          .sort(order),
      };
    },
  }),
];
