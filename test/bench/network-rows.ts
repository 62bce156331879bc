import type { Row } from '../../src/sources/osquery/question.ts';
import type { Host } from './rows.ts';

/** Computers in one segment, and how many of its neighbours each one has spoken with within the hour. */
const segmentSize = 200;
const neighboursSeen = 25;

const segmentOf = (host: Host): number => Math.floor(host.number / segmentSize);
const addressOf = (segment: number, at: number): string => `10.${20 + (segment >> 8)}.${segment & 255}.${at + 10}`;

/** The network card of a computer. */
export const macOfHost = (number: number): string =>
  `00:1b:21:${[16, 8, 0].map((shift) => ((number >> shift) & 255).toString(16).padStart(2, '0')).join(':')}`;

/** Addresses, routes and the neighbours that the system remembers. */
export function networkRows(host: Host, part: string): readonly Row[] | null {
  const segment = segmentOf(host);
  const gateway = addressOf(segment, -9);
  switch (part) {
    case 'neighbours#addresses':
    case 'network-attachments#addresses':
      return [
        { interface: 'lo', address: '127.0.0.1', mask: '255.0.0.0', friendly_name: 'Loopback' },
        { interface: 'eth0', address: addressOf(segment, host.number % segmentSize), mask: '255.255.255.0', friendly_name: 'イーサネット' },
      ];
    case 'neighbours#routes':
    case 'network-attachments#routes':
      return [{ gateway }];
    case 'network-attachments#forwarding':
      return [{ value: '0' }];
    case 'neighbours#seen':
      return [
        {
          address: gateway,
          mac: `00:1b:22:00:${(segment >> 8).toString(16).padStart(2, '0')}:${(segment & 255).toString(16).padStart(2, '0')}`,
        },
        ...Array.from({ length: neighboursSeen }, (_, at) => {
          const other = (host.number % segmentSize) + at * 7 + ((host.drift + host.number) % 5);
          const number = segment * segmentSize + (other % segmentSize);
          return { address: addressOf(segment, number % segmentSize), mac: macOfHost(number) };
        }),
      ];
    default:
      return null;
  }
}
