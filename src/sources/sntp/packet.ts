/**
 * NTP packets as a simple client needs them: RFC 4330 (SNTP version 4), RFC 5905 (NTP version 4). All numbers are big endian.
 */

/** Why an answer is not believed. */
export const timeRefusals = [
  /** The name could not be resolved, or nothing could be sent. */
  'unreachable',
  'timeout',
  'malformed',
  /** It does not bring back what was sent: an answer to somebody else, a replay or a forgery. */
  'foreign',
  /** The server says that its own clock is not synchronised (leap 3, stratum 0 or 16, or an impossible root distance). */
  'unsynchronised',
  /** The server asks not to be asked (RATE, DENY, RSTR …). */
  'kiss-of-death',
  'implausible',
] as const;
export type TimeRefusal = (typeof timeRefusals)[number];

export interface TimeAnswer {
  /** What must be added to this computer's clock to get the server's: positive where this computer is behind. In ms. */
  readonly offsetMs: number;
  /** Of the round trip, without the time that the server took. In ms. */
  readonly delayMs: number;
  /** The true offset lies within `offsetMs` ± this, as far as the server tells the truth: half the delay and its root distance. */
  readonly boundMs: number;
  readonly stratum: number;
}
export type TimeRead = TimeAnswer | { readonly refused: TimeRefusal; readonly code?: string };

export const packetBytes = 48;
/** RFC 5905 calls it MAXDIST: a server that far from its reference is no reference. */
const rootDistanceMaxMs = 1500;
/** A server answers within its own clock; one that says it took longer than this is broken. */
const serverTookMaxMs = 5000;

const modes = { client: 3, server: 4 } as const;
const version = 4;
const secondsTo1970 = 2_208_988_800;
/** Era 1 begins on 2036-02-07; RFC 4330 §3: where the highest bit is clear, the seconds count from there. */
const eraSeconds = 4_294_967_296;

/** A question. `nonce` (8 bytes) stands where the sender's time would: nothing of this computer is told. */
export function timeQuestion(nonce: Buffer): Buffer {
  if (nonce.length !== 8) throw new RangeError('a nonce has 8 bytes');
  const packet = Buffer.alloc(packetBytes);
  packet[0] = (version << 3) | modes.client;
  nonce.copy(packet, 40);
  return packet;
}

/** A time stamp as ms since 1970, fractions included; null where it is empty. */
export function msOfStamp(packet: Buffer, at: number): number | null {
  const seconds = packet.readUInt32BE(at);
  const fraction = packet.readUInt32BE(at + 4);
  if (seconds === 0 && fraction === 0) return null;
  const era = seconds < eraSeconds / 2 ? eraSeconds : 0;
  return (seconds + era - secondsTo1970 + fraction / eraSeconds) * 1000;
}

/** The other way round, for servers of tests. */
export function writeStamp(packet: Buffer, at: number, ms: number): void {
  const seconds = ms / 1000 + secondsTo1970;
  packet.writeUInt32BE(Math.floor(seconds) % eraSeconds, at);
  packet.writeUInt32BE(Math.floor((seconds - Math.floor(seconds)) * eraSeconds), at + 4);
}

/** 16.16 fixed point seconds as ms. */
const msOfShort = (packet: Buffer, at: number): number => (packet.readUInt32BE(at) / 65_536) * 1000;

/**
 * What an answer says, or why it is not believed. `sentMs` and `receivedMs` are by this computer's clock; the second must be
 * made of the first and of what only counts, so that a clock that is set in between does no harm.
 */
export function readAnswer(packet: Buffer, nonce: Buffer, sentMs: number, receivedMs: number): TimeRead {
  if (packet.length < packetBytes) return { refused: 'malformed' };
  const [leap, answeredVersion, mode] = [packet[0]! >> 6, (packet[0]! >> 3) & 7, packet[0]! & 7];
  if (mode !== modes.server || answeredVersion < 3 || answeredVersion > 4) return { refused: 'malformed' };
  if (!packet.subarray(24, 32).equals(nonce)) return { refused: 'foreign' };
  const stratum = packet[1]!;
  if (stratum === 0) {
    const code = packet
      .subarray(12, 16)
      .toString('latin1')
      .replaceAll(/[^A-Z0-9]/g, '');
    // Without a code it is no kiss: a server that was started and knows no time yet.
    return code === '' ? { refused: 'unsynchronised' } : { refused: 'kiss-of-death', code };
  }
  const rootMs = msOfShort(packet, 4) / 2 + msOfShort(packet, 8);
  if (leap === 3 || stratum > 15 || rootMs > rootDistanceMaxMs) return { refused: 'unsynchronised' };
  const [arrivedMs, leftMs] = [msOfStamp(packet, 32), msOfStamp(packet, 40)];
  if (arrivedMs === null || leftMs === null) return { refused: 'malformed' };
  const tookMs = leftMs - arrivedMs;
  const roundMs = receivedMs - sentMs;
  // One millisecond of grace: our own clock counts whole ones.
  if (tookMs < 0 || tookMs > serverTookMaxMs || roundMs < 0 || tookMs > roundMs + 1) return { refused: 'implausible' };
  const offsetMs = (arrivedMs - sentMs + (leftMs - receivedMs)) / 2;
  const delayMs = Math.max(0, roundMs - tookMs);
  return { offsetMs, delayMs, boundMs: delayMs / 2 + rootMs + 1, stratum };
}
