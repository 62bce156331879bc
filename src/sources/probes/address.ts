import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/**
 * Where the server may be sent to by an administrator. It stands in the company's own network, and what it measures stands there too:
 * private addresses and itself (loopback) are what it is for. Never looked at: link-local addresses, behind which clouds answer
 * with the machine's own keys (169.254.169.254, fe80::/10, fd00:ec2::254), and what is no single machine (broadcast, multicast, 0.0.0.0).
 * A probe keeps nothing of an answer but its time and status; of /metrics only the numbers of known names.
 */
const refused4 = new BlockList();
// Apart: a list holds every IPv4 address against ::ffff:0:0/96 too.
const refused6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.192', 32],
  ['100.100.100.200', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  refused4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  // IPv4 in other clothes: it is judged only where it is written plainly.
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const)
  refused6.addSubnet(net, bits, 'ipv6');

export const mayLookAt = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !refused4.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && !refused6.check(address, 'ipv6');
};

export type ProbeProblem =
  | 'refused-address'
  | 'no-such-name'
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'tls'
  | 'status'
  | 'redirect'
  | 'too-large'
  | 'not-metrics'
  | 'broken';
export class ProbeFailed extends Error {
  readonly problem: ProbeProblem;
  readonly detail: string;
  constructor(problem: ProbeProblem, detail = '') {
    super(`${problem} ${detail}`);
    this.problem = problem;
    this.detail = detail.slice(0, 100);
  }
}

/** The one address that is then connected to: a name that is looked up twice may answer differently the second time. */
export async function addressOf(host: string, resolve: (host: string) => Promise<readonly string[]> = resolved): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = isIP(bare) !== 0 ? [bare] : await resolve(bare);
  if (found.length === 0) throw new ProbeFailed('no-such-name', bare);
  // One bad address among good ones is a name that is made to point inside.
  if (!found.every(mayLookAt)) throw new ProbeFailed('refused-address', bare);
  return found[0]!;
}

async function resolved(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    throw new ProbeFailed('no-such-name', host);
  }
}

export type Address = { readonly kind: 'http'; readonly url: URL } | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** What an administrator typed, or null where it is no address that is looked at. */
export function readAddress(kind: 'exporter' | 'http' | 'tcp', text: string): Address | null {
  if (kind === 'tcp') {
    const [, host, port] = /^(?:tcp:\/\/)?(\[[0-9a-fA-F:.]+\]|[^\s/:@[\]]{1,253}):(\d{1,5})$/.exec(text) ?? [];
    return host === undefined || Number(port) < 1 || Number(port) > 65_535 || !isHost(host)
      ? null
      : { kind: 'tcp', host, port: Number(port) };
  }
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return isHost(url.hostname) ? { kind: 'http', url } : null;
}

const isHost = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 ? mayLookAt(bare) : /^[\p{L}\p{N}]([\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u.test(bare) && !/^[\d.]+$/.test(bare);
};
