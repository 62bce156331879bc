import { scanLimits } from './report.ts';
import { unreadable } from './unreadable.ts';

/**
 * JSON of strangers: `JSON.parse` takes the last of two equal keys and any depth, so what it would take silently is refused before.
 *
 * @throws Fault `file-unreadable` for broken JSON, more depth or values than `scanLimits`, and a key that stands twice in one object
 */
export function readJson(text: string): unknown {
  walk(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable('JSON', error instanceof Error ? error.message.slice(0, 120) : 'broken');
  }
}

const [quote, backslash, colon, openObject, closeObject, openArray, closeArray, comma] = [0x22, 0x5c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c];

/** One pass over the text. It finds keys as strings that a colon follows; whether the whole is JSON at all, `JSON.parse` says. */
function walk(text: string): void {
  const keys: (Set<string> | null)[] = [];
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      const keysHere = keys.at(-1);
      if (keysHere && isKey(text, end)) takeKey(keysHere, text.slice(at + 1, end));
      at = end;
    } else if (code === openObject || code === openArray) {
      if (keys.length >= scanLimits.depthMax) throw unreadable('JSON', `deeper than ${scanLimits.depthMax} levels`);
      keys.push(code === openObject ? new Set() : null);
      values += 1;
    } else if (code === closeObject || code === closeArray) keys.pop();
    else if (code === comma) values += 1;
    if (values > scanLimits.valuesMax) throw unreadable('JSON', `more than ${scanLimits.valuesMax} values`);
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  throw unreadable('JSON', 'it ends in the middle of a text');
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === colon;
}

function takeKey(keys: Set<string>, raw: string): void {
  if (raw.length > scanLimits.keyCharsMax) throw unreadable('JSON', 'a key is too long');
  // A key may be spelled with escapes: "lev\u0065l" is "level".
  const key = raw.includes('\\') ? String(readOne(raw)) : raw;
  if (keys.has(key)) throw unreadable('JSON', `the key "${key.slice(0, 60)}" stands twice in one object`);
  keys.add(key);
}

function readOne(raw: string): unknown {
  try {
    return JSON.parse(`"${raw}"`);
  } catch {
    throw unreadable('JSON', 'a key with a broken escape');
  }
}
