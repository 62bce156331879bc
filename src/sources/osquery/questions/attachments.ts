import { isIPv4 } from 'node:net';
import { type Platform, platforms } from '../../../facts/kind.ts';
import { networkAttachments } from '../../../facts/network-attachments.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, sortedOnce } from './cells.ts';

/** Networks that live inside the device: containers, virtual machines, subsystems. */
export const insideDevice =
  /^(lo\d*|docker|br-[0-9a-f]{12}|veth|virbr|lxcbr|lxdbr|cni|flannel|cali|podman|bridge\d|vmnet|vboxnet|vEthernet|VirtualBox|VMware)/i;

/** «192.0.2.17» and «255.255.255.0» → «192.0.2.0/24»; null where they are no IPv4 network of other machines. */
export function networkOf(address: string | undefined, mask: string | undefined): string | null {
  const [host, bits] = [numberOf(address), numberOf(mask)];
  if (host === null || bits === null || /^(127\.|169\.254\.|0\.)/.test(address!)) return null;
  const prefix = Math.clz32(~bits >>> 0);
  // A mask is ones and then zeros; /32 is a single address, behind which there is no segment.
  if ((bits << prefix) >>> 0 !== 0 || prefix === 0 || prefix >= 32) return null;
  const network = (host & bits) >>> 0;
  return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join('.')}/${prefix}`;
}

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && isIPv4(text) ? text.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0) : null;

export function addressIsIn(address: string | undefined, network: string): boolean {
  const [base, prefix] = network.split('/') as [string, string];
  const [host, start, size] = [numberOf(address), numberOf(base), Number(prefix)];
  return host !== null && start !== null && (host & (-1 << (32 - size))) >>> 0 === start;
}

const forwardingSql: Readonly<Record<Platform, string>> = {
  linux: "SELECT current_value AS value FROM system_controls WHERE name = 'net.ipv4.ip_forward'",
  macos: "SELECT current_value AS value FROM system_controls WHERE name = 'net.inet.ip.forwarding'",
  windows: `SELECT data AS value FROM registry WHERE name = 'IPEnableRouter'
    AND key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'`,
};

function networksOf(addresses: readonly Row[], routes: readonly Row[], nameOf: (row: Row) => string) {
  const each = new Map<string, { network: string; interface: string; gateway: boolean }>();
  for (const row of addresses) {
    const network = networkOf(row.address, row.mask);
    const name = nameOf(row);
    if (network === null || insideDevice.test(name)) continue;
    const gateway = routes.some((route) => addressIsIn(route.gateway, network));
    each.set(`${network} ${name}`, { network, interface: name.slice(0, 100), gateway });
  }
  return sortedOnce([...each.keys()]).map((key) => each.get(key)!);
}

const attachments = (platform: Platform) =>
  question({
    id: `network-attachments/${platform}`,
    kind: networkAttachments,
    platform,
    cadence: 'hourly',
    tables: ['interface_addresses', 'routes', platform === 'windows' ? 'registry' : 'system_controls'],
    sql: {
      addresses: `SELECT DISTINCT interface, address, mask${platform === 'windows' ? ', friendly_name' : ''} FROM interface_addresses`,
      routes: "SELECT DISTINCT gateway FROM routes WHERE gateway <> '' AND type <> 'local'",
      forwarding: forwardingSql[platform],
    },
    translate({ addresses, routes, forwarding }) {
      // Loopback is always there.
      if (addresses!.length === 0) return unreadable('ネットワークの設定を読めませんでした。', 'The network settings could not be read.');
      // Windows keeps the value only where somebody set it; without it, it does not forward.
      const said = forwarding!.map((row) => (platform === 'windows' ? intOf(row.value) === 1 : flagOf(row.value)));
      const forwards = said.includes(true) ? true : said.includes(false) || platform === 'windows' ? false : null;
      // On Windows the interface is a number; people know its other name.
      const nameOf = (row: Row) => (platform === 'windows' ? row.friendly_name || row.interface || '' : (row.interface ?? ''));
      return { networks: networksOf(addresses!, routes!, nameOf), forwards };
    },
  });

export const attachmentQuestions = platforms.map(attachments);
