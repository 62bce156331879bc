import { Fault } from '../base/fault.ts';
import type { Db } from '../db/pool.ts';
import { entryBundle, latestCheckpoint, leafHashes, tileHashes, tileRoots } from './store.ts';
import { hashBytes, rootOfPerfect } from './tree.ts';

/** C2SP tlog-tiles: a tile holds 256 hashes of one level in eight; the rightmost one of a level may be partial. */
export const tileWidth = 256;
export const tileHeight = 8;

export interface TilePath {
  /** `entries`, or the level of a hash tile. */
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`; N in groups of three digits, all but the last behind an x: 1234067 is x001/x234/067. */
export function parseTilePath(path: string): TilePath | null {
  const match = /^tile\/(entries|0|[1-7])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!match) return null;
  const groups = match[2]!.split('/').map((group) => group.replace('x', ''));
  const width = match[3] === undefined ? tileWidth : Number(match[3]);
  if (groups.length > 5 || (groups.length > 1 && groups[0] === '000') || (match[3] !== undefined && width >= tileWidth)) return null;
  return { level: match[1] === 'entries' ? 'entries' : Number(match[1]), index: Number(groups.join('')), width };
}

export function tilePath({ level, index, width }: TilePath): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g)!;
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** How many hashes a level has in a tree of `size` entries. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level);

/** The first `width` hashes of a tile. Throws Fault `ledger-broken` where the database does not have them. */
export async function hashesOfTile(db: Db, level: number, index: number, width: number): Promise<Buffer> {
  const from = index * tileWidth;
  const found =
    width === tileWidth
      ? await tileHashes(db, level, index)
      : level === 0
        ? await leafHashes(db, from, from + width)
        : await tileRoots(db, level - 1, from, from + width);
  if (found?.length !== width * hashBytes) throw new Fault('ledger-broken', { problem: 'a tile is not whole', level, index, width });
  return found;
}

/** The bytes served at a tile's path, or null where the published tree has no such tile. */
export async function readTile(db: Db, path: string): Promise<Buffer | null> {
  const asked = parseTilePath(path);
  const size = (await latestCheckpoint(db))?.size ?? 0;
  if (!asked) return null;
  const { level, index, width } = asked;
  const from = index * tileWidth;
  if (from + width > hashesAt(level === 'entries' ? 0 : level, size)) return null;
  return level === 'entries' ? entryBundle(db, from, from + width) : hashesOfTile(db, level, index, width);
}

/** Reads the nodes of the tree of one size, each tile once. */
export class TreeReader {
  readonly #db: Db;
  readonly size: number;
  readonly #tiles = new Map<string, Promise<Buffer>>();
  constructor(db: Db, size: number) {
    this.#db = db;
    this.size = size;
  }
  tile(level: number, index: number): Promise<Buffer> {
    const key = `${level}/${index}`;
    let tile = this.#tiles.get(key);
    if (!tile) {
      if (this.#tiles.size >= tilesKeptMax) this.#tiles.delete(this.#tiles.keys().next().value!);
      tile = hashesOfTile(this.#db, level, index, Math.min(tileWidth, hashesAt(level, this.size) - index * tileWidth));
      this.#tiles.set(key, tile);
    }
    return tile;
  }
  /** The root of the perfect subtree of 2^level entries that starts at entry index × 2^level. */
  async node(level: number, index: number): Promise<Buffer> {
    const tileLevel = Math.floor(level / tileHeight);
    const width = 2 ** (level % tileHeight);
    const first = index * width;
    const tile = await this.tile(tileLevel, Math.floor(first / tileWidth));
    const at = (first % tileWidth) * hashBytes;
    return rootOfPerfect(tile.subarray(at, at + width * hashBytes));
  }
}

/** 1,000 tiles are 8 MB. */
const tilesKeptMax = 1000;
