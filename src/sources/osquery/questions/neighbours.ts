import { type Platform, platforms } from '../../../facts/kind.ts';
import { macOf, type Neighbour, neighboursKind, neighboursMax } from '../../../facts/neighbours.ts';
import { type Question, question, type Row, unreadable } from '../question.ts';
import { addressIsIn, insideDevice, networkOf } from './attachments.ts';

const networksOf = (addresses: readonly Row[], platform: Platform): string[] => {
  const nameOf = (row: Row) => (platform === 'windows' ? row.friendly_name || row.interface || '' : (row.interface ?? ''));
  const all = addresses.filter((row) => !insideDevice.test(nameOf(row))).map((row) => networkOf(row.address, row.mask));
  return [...new Set(all.filter((network) => network !== null))].sort().slice(0, 50);
};

/** Who stands in the same segments, from the table in which the system keeps network cards by address (IPv4 only). */
const neighbours = (platform: Platform): Question =>
  question({
    id: `neighbours/${platform}`,
    kind: neighboursKind,
    platform,
    cadence: 'hourly',
    tables: ['arp_cache', 'interface_addresses', 'routes'],
    sql: {
      seen: `SELECT DISTINCT address, mac FROM arp_cache LIMIT ${neighboursMax + 1}`,
      addresses: `SELECT DISTINCT interface, address, mask${platform === 'windows' ? ', friendly_name' : ''} FROM interface_addresses`,
      routes: "SELECT DISTINCT gateway FROM routes WHERE gateway <> '' AND destination = '0.0.0.0'",
    },
    translate({ seen, addresses, routes }) {
      // Loopback is always there.
      if (addresses!.length === 0) return unreadable('ネットワークの設定を読めませんでした。', 'The network settings could not be read.');
      const networks = networksOf(addresses!, platform);
      const own = new Set(addresses!.map((row) => row.address));
      const around = seen!.slice(0, neighboursMax).flatMap((row): Neighbour[] => {
        const mac = macOf(row.mac);
        const network = networks.find((each) => addressIsIn(row.address, each));
        return mac === null || network === undefined || own.has(row.address) ? [] : [{ network, mac, address: row.address! }];
      });
      const gateways = new Set(routes!.map((row) => row.gateway));
      const gatewayOf = (network: string) => around.find((each) => each.network === network && gateways.has(each.address))?.mac ?? null;
      return { body: { networks: networks.map((network) => ({ network, gateway: gatewayOf(network) })) }, neighbours: around };
    },
  });

export const neighbourQuestions: readonly Question[] = platforms.map(neighbours);
