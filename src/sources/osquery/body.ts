import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';

/** What one call may weigh. Logs of a thousand lines are larger than most servers allow, and a refused log is sent for ever. */
export const bodyLimits = {
  /** On the wire. */
  wireBytesMax: { log: 16 * 1024 * 1024, write: 16 * 1024 * 1024, other: 1024 * 1024 },
  /** After decompression: a gzip bomb stops here. */
  plainBytesMax: 64 * 1024 * 1024,
  depthMax: 64,
  /** The agent itself gives up after 16 s. */
  readTimeoutMs: 30_000,
} as const;

/** A body that cannot be taken, with the name of the counter and the sentence for the agent's log. */
export class BodyRefused extends Error {
  readonly counter: string;
  readonly status: number;
  constructor(counter: string, message: string, status = 400) {
    super(message);
    this.counter = counter;
    this.status = status;
  }
}

/** Reads, unpacks and parses a call's JSON. Invalid UTF-8 is replaced, and told by `replaced`, so that good lines are not lost. */
export async function readJson(
  request: IncomingMessage,
  wireBytesMax: number,
): Promise<{ value: Record<string, unknown>; replaced: boolean }> {
  const bytes = await readBytes(request, wireBytesMax);
  let text: string;
  let replaced = false;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('utf-8').decode(bytes);
    replaced = true;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BodyRefused('bad-json', 'the body is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new BodyRefused('bad-json', 'the body is not a JSON object');
  refuseDepth(value);
  const { value: kept, changed } = storable(text, value);
  return { value: kept as Record<string, unknown>, replaced: replaced || changed };
}

async function readBytes(request: IncomingMessage, wireBytesMax: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > wireBytesMax) throw tooLarge(wireBytesMax);
  const packed = request.headers['content-encoding'] === 'gzip';
  if (!packed && request.headers['content-encoding'] !== undefined && request.headers['content-encoding'] !== 'identity') {
    throw new BodyRefused('bad-encoding', 'only gzip is understood', 415);
  }
  return new Promise((resolve, reject) => {
    const unpack = packed ? createGunzip() : null;
    const chunks: Buffer[] = [];
    let wire = 0;
    let plain = 0;
    const timer = setTimeout(
      () => end(new BodyRefused('slow-body', `the body took longer than ${bodyLimits.readTimeoutMs} ms`, 408)),
      bodyLimits.readTimeoutMs,
    );
    const end = (error: Error | null) => {
      clearTimeout(timer);
      request.off('data', onWire);
      unpack?.destroy();
      if (error) reject(error);
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    };
    const onPlain = (chunk: Buffer) => {
      plain += chunk.length;
      if (plain > bodyLimits.plainBytesMax) end(tooLarge(bodyLimits.plainBytesMax));
      else chunks.push(chunk);
    };
    const onWire = (chunk: Buffer) => {
      wire += chunk.length;
      if (wire > wireBytesMax) end(tooLarge(wireBytesMax));
      else if (unpack) unpack.write(chunk);
      else onPlain(chunk);
    };
    unpack?.on('data', onPlain);
    unpack?.on('end', () => end(null));
    unpack?.on('error', () => end(new BodyRefused('bad-gzip', 'the body is not whole gzip')));
    request.on('data', onWire);
    request.on('end', () => (unpack ? unpack.end() : end(null)));
    request.on('aborted', () => end(new BodyRefused('aborted', 'the connection broke')));
    request.on('error', () => end(new BodyRefused('aborted', 'the connection broke')));
  });
}

const tooLarge = (max: number) => new BodyRefused('too-large', `the body is larger than ${max} bytes`, 413);

/** Walks without recursion: a body nested a hundred thousand deep must not cost the stack. */
function refuseDepth(root: object): void {
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > bodyLimits.depthMax) throw new BodyRefused('too-deep', `the body is nested deeper than ${bodyLimits.depthMax}`);
    const next: object[] = [];
    for (const item of level) for (const value of Object.values(item)) if (value !== null && typeof value === 'object') next.push(value);
    level = next;
  }
}

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
