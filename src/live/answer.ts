import { canonicalJson, sha256 } from '../base/hash.ts';
import { liveLimits } from './limits.ts';

/** What an agent brought for one ask: rows or the agent's own message, and what it cost there. */
export interface LiveAnswer {
  readonly askId: string;
  readonly rows: readonly Readonly<Record<string, string>>[] | null;
  /** Why there are no rows; null where there are. */
  readonly message: string | null;
  readonly cost: LiveCost;
}

/** As the agent measured it; null where it did not say. Memory is how much the agent grew meanwhile. */
export interface LiveCost {
  readonly wallMs: number | null;
  readonly userMs: number | null;
  readonly systemMs: number | null;
  readonly memoryBytes: number | null;
}

export const noCost: LiveCost = { wallMs: null, userMs: null, systemMs: null, memoryBytes: null };

/** The rows that are kept of one device: within the limits, with the columns of the whole ask. */
export interface Kept {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly columns: readonly string[];
  readonly bytes: number;
  /** Something was left off. */
  readonly cut: boolean;
  /** SHA-256 over the canonical JSON of what is kept; the ledger holds the digest over all of them. */
  readonly digest: Buffer;
}

/**
 * Cuts what a device sent down to what is kept. The rows are data of a stranger: how many there are, how long a cell is and which
 * columns there are is no longer its own choice.
 *
 * @param known the columns that other devices brought, in their order; new ones are added behind
 */
export function keptOf(
  rows: NonNullable<LiveAnswer['rows']>,
  known: readonly string[],
  bytesMax: number = liveLimits.bytesOfDeviceMax,
): Kept {
  const columns = [...known];
  const has = new Set(known);
  const kept: Record<string, string>[] = [];
  let bytes = 0;
  let cut = rows.length > liveLimits.rowsOfDeviceMax;
  for (const row of rows.slice(0, liveLimits.rowsOfDeviceMax)) {
    const cells: Record<string, string> = Object.create(null);
    let size = 0;
    for (const [name, cell] of Object.entries(row)) {
      if (!has.has(name)) {
        if (columns.length >= liveLimits.columnsMax || name.length > liveLimits.columnCharsMax) {
          cut = true;
          continue;
        }
        has.add(name);
        columns.push(name);
      }
      const text = cell.length > liveLimits.cellCharsMax ? `${cell.slice(0, liveLimits.cellCharsMax).toWellFormed()}…` : cell;
      if (text !== cell) cut = true;
      cells[name] = text;
      size += Buffer.byteLength(text) + Buffer.byteLength(name);
    }
    if (bytes + size > bytesMax) {
      cut = true;
      break;
    }
    bytes += size;
    kept.push(cells);
  }
  return { rows: kept, columns, bytes, cut, digest: sha256(canonicalJson(kept)) };
}
