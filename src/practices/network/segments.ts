import { isIPv4 } from 'node:net';

/** A range of IPv4 addresses: its lowest address as a number and the length of its prefix. */
export interface Range {
  readonly text: string;
  readonly start: number;
  readonly prefix: number;
}

/** «192.168.10.0/24» as a range; null where the text is a name or no range. Bits behind the prefix do not matter. */
export function rangeOf(text: string): Range | null {
  const [address = '', length = ''] = text.trim().split('/');
  if (!isIPv4(address) || !/^([89]|[12]\d|3[0-2])$/.test(length)) return null;
  const prefix = Number(length);
  const host = address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
  return { text: text.trim(), start: maskedBy(host, prefix), prefix };
}

const maskedBy = (host: number, prefix: number): number => (host & (-1 << (32 - prefix))) >>> 0;

/** Whether a network lies inside a range, or is the range itself. */
export const isWithin = (network: Range, range: Range): boolean =>
  network.prefix >= range.prefix && maskedBy(network.start, range.prefix) === range.start;

/** The ranges of a company list; names that are no range are left out. */
export const rangesOf = (list: readonly string[]): Range[] => list.map(rangeOf).filter((range) => range !== null);
