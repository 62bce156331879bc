import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import { BodyRefused, bodyLimits, type HeldByCall } from './body-limits.ts';
import { refuseShape } from './body-shape.ts';

export { BodyRefused, bodyLimits, HeldByCall, HeldBytes } from './body-limits.ts';

/** Packed or unpacked. */
const unpackAtOnceBytesMax = 256 * 1024;
/** A head and a tail without anything between them. */
const gzipBytesMin = 18;

export interface Reading {
  readonly wireBytesMax: number;
  readonly plainBytesMax: number;
  readonly held: HeldByCall;
  /** Asked before a large body is parsed; false means that nobody known sends it, and its content is not looked at. */
  readonly isKnown: (text: string) => Promise<boolean>;
}

/**
 * Reads and unpacks a call's text; null where a large body comes from nobody known. Invalid UTF-8 is replaced, and told by
 * `replaced`, so that good lines are not lost.
 */
export async function readText(request: IncomingMessage, reading: Reading): Promise<{ text: string; replaced: boolean } | null> {
  const bytes = await readBytes(request, reading);
  refuseShape(bytes);
  let text: string;
  let replaced = false;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('utf-8').decode(bytes);
    replaced = true;
  }
  return bytes.length > bodyLimits.smallBytesMax && !(await reading.isKnown(text)) ? null : { text, replaced };
}

/** The JSON of a call; `changed` says that something in it had to be replaced before it can be stored. */
export function parseBody(text: string): { value: Record<string, unknown>; changed: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BodyRefused('bad-json', 'the body is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new BodyRefused('bad-json', 'the body is not a JSON object');
  const { value: kept, changed } = storable(text, value);
  return { value: kept as Record<string, unknown>, changed };
}

async function readBytes(request: IncomingMessage, { wireBytesMax, plainBytesMax, held }: Reading): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > wireBytesMax) throw tooLarge(wireBytesMax);
  const packed = request.headers['content-encoding'] === 'gzip';
  if (!packed && request.headers['content-encoding'] !== undefined && request.headers['content-encoding'] !== 'identity') {
    throw new BodyRefused('bad-encoding', 'only gzip is understood', 415);
  }
  const wire = await readWire(request, packed ? wireBytesMax : Math.min(wireBytesMax, plainBytesMax), held);
  return packed ? unpack(wire, plainBytesMax, held) : wire;
}

function readWire(request: IncomingMessage, wireBytesMax: number, held: HeldByCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(
      () => end(new BodyRefused('slow-body', `the body took longer than ${bodyLimits.readTimeoutMs} ms`, 408)),
      bodyLimits.readTimeoutMs,
    );
    const end = (error: Error | null) => {
      clearTimeout(timer);
      request.off('data', onData);
      if (error) reject(error);
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > wireBytesMax) return end(tooLarge(wireBytesMax));
      if (!held.take(chunk.length)) return end(busy());
      chunks.push(chunk);
    };
    request.on('data', onData);
    request.on('end', () => end(null));
    request.on('aborted', () => end(new BodyRefused('aborted', 'the connection broke')));
    request.on('error', () => end(new BodyRefused('aborted', 'the connection broke')));
  });
}

/**
 * What an agent sends each minute is small, and unpacked at once: handing it to another thread costs more than the work.
 * The last four bytes of gzip say how much it unfolds to. It is taken at its word and no further: who says less than is
 * true gets no more unpacked than that.
 */
async function unpack(wire: Buffer, plainBytesMax: number, held: HeldByCall): Promise<Buffer> {
  const told = wire.length < gzipBytesMin ? 0 : wire.readUInt32LE(wire.length - 4);
  const plain = Math.min(told, plainBytesMax);
  if (!held.take(plain)) throw busy();
  const limit = { maxOutputLength: Math.max(1, plain) };
  try {
    return Math.max(wire.length, plain) <= unpackAtOnceBytesMax ? gunzipSync(wire, limit) : await promisify(gunzip)(wire, limit);
  } catch (error) {
    if (told > plainBytesMax && (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(plainBytesMax);
    throw new BodyRefused('bad-gzip', 'the body is not whole gzip');
  }
}

const busy = () => new BodyRefused('busy', 'too much is under way; please keep it and send it again', 503);
const tooLarge = (max: number) => new BodyRefused('too-large', `the body is larger than ${max} bytes`, 413);

/**
 * The value without what PostgreSQL cannot hold, since one such character would keep the good lines beside it from being
 * stored, again and again: NUL (the agent pads some strings with it) is dropped, halves of characters become U+FFFD, and a
 * number beyond all numbers (1e999) becomes text. `changed` says that more than NULs went.
 */
function storable(text: string, value: object): { value: unknown; changed: boolean } {
  if (!/\\u0000|\\u[dD][89a-fA-F]|[eE]\+?\d{3}|\d{300}/.test(text)) return { value, changed: false };
  let changed = false;
  const kept = (item: unknown): unknown => {
    if (typeof item === 'string') {
      const whole = item.toWellFormed();
      if (whole !== item) changed = true;
      return whole.includes('\u0000') ? whole.replaceAll('\u0000', '') : whole;
    }
    if (typeof item === 'number' && !Number.isFinite(item)) {
      changed = true;
      return String(item);
    }
    if (Array.isArray(item)) return item.map(kept);
    if (item !== null && typeof item === 'object')
      return Object.fromEntries(Object.entries(item).map(([name, part]) => [kept(name) as string, kept(part)]));
    return item;
  };
  return { value: kept(value), changed };
}
