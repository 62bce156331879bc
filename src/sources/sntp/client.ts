import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { readAnswer, type TimeRead, timeQuestion } from './packet.ts';

export const ntpPort = 123;
const timeoutMs = 2_000;

export interface AskTime {
  readonly host: string;
  readonly port?: number;
  readonly clock: Clock;
  /** For tests. */
  readonly timeoutMs?: number;
}

/**
 * Asks one NTP server once for the time. Never throws: what cannot be believed comes as `refused`. What is not an answer to this
 * very question is passed over until the time is up.
 */
export async function askTime({ host, port = ntpPort, clock, timeoutMs: limitMs = timeoutMs }: AskTime): Promise<TimeRead> {
  const family = isIP(host);
  const address = family > 0 ? { address: host, family } : await lookup(host).catch(() => null);
  if (address === null) return { refused: 'unreachable' };
  const socket = createSocket(address.family === 6 ? 'udp6' : 'udp4');
  const nonce = randomBytes(8);
  return new Promise((resolve) => {
    let isOver = false;
    let last: TimeRead = { refused: 'timeout' };
    const end = (read: TimeRead) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.close();
      resolve(read);
    };
    const timer = setTimeout(() => end(last), limitMs);
    socket.on('error', () => end({ refused: 'unreachable' }));
    // Connected: the system hands over only what comes from the address and port that were asked.
    socket.connect(port, address.address, () => {
      const sentAt = clock.now().getTime();
      const counted = performance.now();
      socket.on('message', (packet) => {
        const read = readAnswer(packet, nonce, sentAt, sentAt + (performance.now() - counted));
        if ('refused' in read && (read.refused === 'foreign' || read.refused === 'malformed')) last = read;
        else end(read);
      });
      socket.send(timeQuestion(nonce), (error) => error && end({ refused: 'unreachable' }));
    });
  });
}
