import type { Db } from '../db/pool.ts';
import { decodeEntry, type Json } from './entry.ts';
import type { LedgerKind } from './kinds.ts';
import { type CheckpointRow, type EntryRow, entriesBefore, latestCheckpoint } from './store.ts';

export { readHead } from './store.ts';

export type LedgerCheckpoint = CheckpointRow;

/** An entry as a person reads it. */
export interface LedgerRow {
  readonly seq: number;
  readonly at: Date;
  readonly kind: LedgerKind;
  readonly actor: string;
  readonly subject: string;
  readonly digest: string;
  /** Null where it was erased; see `erased`, because null is a payload too. */
  readonly payload: Json;
  readonly erased: boolean;
}

const limitMax = 1000;

/** The newest published checkpoint, or null where nothing was published yet. `note` is what `/ledger/checkpoint` answers. */
export const readCheckpoint = async (db: Db): Promise<LedgerCheckpoint | null> => (await latestCheckpoint(db)) ?? null;

/** Entries, the newest first, from number `from` downwards; at most 1,000. `subject` is compared whole. */
export async function readEntries(
  db: Db,
  { from = Number.MAX_SAFE_INTEGER, limit, kind, subject }: { from?: number; limit: number; kind?: string; subject?: string },
): Promise<LedgerRow[]> {
  const rows = await entriesBefore(db, { from, limit: Math.min(limit, limitMax), kind: kind ?? null, subject: subject ?? null });
  return rows.map(readable);
}

/** What was tampered with still shows, with the words that are left: naming the damage is the verifier's work. */
function readable({ seq, bytes, body }: EntryRow): LedgerRow {
  const fields = decodeEntry(bytes) ?? { at: new Date(0).toISOString(), kind: '?', actor: '?', subject: '?', digest: '' };
  return {
    seq,
    at: new Date(fields.at),
    kind: fields.kind as LedgerKind,
    actor: fields.actor,
    subject: fields.subject,
    digest: fields.digest,
    payload: body === null ? null : (JSON.parse(body) as Json),
    erased: body === null,
  };
}
