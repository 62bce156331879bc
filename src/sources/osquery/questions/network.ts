import { dnsResolvers } from '../../../facts/dns-resolvers.ts';
import { type Platform, platforms } from '../../../facts/kind.ts';
import { listeningPorts } from '../../../facts/listening-ports.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { attachmentQuestions } from './attachments.ts';
import { seenOf, sortedOnce } from './cells.ts';
import { firewallQuestions } from './firewall.ts';
import { proxyQuestions } from './web-proxy.ts';

/**
 * The sockets themselves, not the table of listening ports: on Windows and macOS that one takes every IPv6 connection
 * for a listener. Loopback is not reachable from outside. A Linux container's ports count only where the host opens them.
 */
const sockets = (platform: Platform) => `SELECT DISTINCT s.local_port, p.name, p.path FROM process_open_sockets s
  LEFT JOIN processes p ON p.pid = s.pid WHERE s.protocol = 6 AND s.state = 'LISTEN' AND s.local_address NOT LIKE '127.%'
  AND s.local_address NOT LIKE '::ffff:127.%' AND s.local_address <> '::1'${
    platform === 'linux'
      ? " AND s.net_namespace = COALESCE((SELECT NULLIF(net_namespace, '') FROM process_namespaces WHERE pid = 1), s.net_namespace)"
      : ''
  }`;

/** Above this the system gives out ports by itself, other ones after each start. */
const firstDynamicPort = 49_152;
const systemProgram = /^([A-Z]:\\Windows\\System32\\|\/usr\/libexec\/|\/System\/Library\/)/i;

/** The system's own services on ports that change with each start; their number says nothing and cannot be listed. */
function isPassing(row: Row, platform: Platform): boolean {
  return platform !== 'linux' && (intOf(row.local_port) ?? 0) >= firstDynamicPort && systemProgram.test(row.path ?? '');
}

const listening = (platform: Platform) =>
  question({
    id: `listening-ports/${platform}`,
    kind: listeningPorts,
    platform,
    cadence: 'hourly',
    tables: ['process_open_sockets', 'processes', ...(platform === 'linux' ? ['process_namespaces'] : [])],
    sql: { found: sockets(platform), probe: 'SELECT COUNT(*) AS seen FROM process_open_sockets' },
    translate({ found, probe }) {
      // A device without a single socket does not exist.
      if (seenOf(probe) === 0) return unreadable('待受けポートを読めませんでした。', 'The listening ports could not be read.');
      const each = new Map<string, { port: number | null; program: string }>();
      for (const row of found!.filter((socket) => !isPassing(socket, platform))) {
        const port = portOf(row.local_port);
        const program = programOf(row);
        each.set(`${String(port ?? 0).padStart(5, '0')} ${program}`, { port, program });
      }
      return { ports: [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port) };
    },
  });

/** The file's name; the process calls itself what it likes (node: «MainThread») and Linux cuts that at 15 characters. */
const programOf = (row: Row): string => row.path?.split(/[/\\]/).at(-1) || (row.name ?? '');

function portOf(cell: string | undefined): number | null {
  const port = intOf(cell);
  return port !== null && port >= 1 && port <= 65_535 ? port : null;
}

const notRead = () => unreadable('DNSサーバの設定を読めませんでした。', 'The settings of DNS could not be read.');

const posixResolvers = (platform: Platform) =>
  question({
    id: `dns-resolvers/${platform}`,
    kind: dnsResolvers,
    platform,
    cadence: 'hourly',
    tables: ['dns_resolvers'],
    sql: { found: "SELECT DISTINCT address FROM dns_resolvers WHERE type = 'nameserver'" },
    translate: ({ found }) => (found!.length === 0 ? notRead() : { servers: sortedOnce(found!.map((row) => (row.address ?? '').trim())) }),
  });

export const networkQuestions = [
  ...firewallQuestions,
  ...attachmentQuestions,
  ...proxyQuestions,
  ...platforms.map(listening),
  posixResolvers('linux'),
  posixResolvers('macos'),
  question({
    id: 'dns-resolvers/windows',
    kind: dnsResolvers,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['interface_details'],
    // Only adapters that are connected (2): Windows keeps the servers of the others.
    sql: {
      found: "SELECT dns_server_search_order FROM interface_details WHERE connection_status = '2' AND dns_server_search_order <> ''",
    },
    translate({ found }) {
      const servers = found!.flatMap((row) => (row.dns_server_search_order ?? '').split(/[,\s]+/)).filter((server) => server !== '');
      return servers.length === 0 ? notRead() : { servers: sortedOnce(servers) };
    },
  }),
];
