import { randomBytes } from 'node:crypto';
import { Fault } from '../base/fault.ts';
import type { Tx } from '../db/pool.ts';
import { checkEvent, encodeEntry, encodePayload, type LedgerEvent, payloadDigest, saltBytes } from './entry.ts';
import { neverErased } from './kinds.ts';
import { erase, findEntry, insertEntries, lockHead, type NewEntry } from './store.ts';

/**
 * Adds entries within the caller's transaction and returns the number (seq) of the first. The lock on the ledger's head is
 * held until that transaction ends, so append last and do nothing slow after it.
 *
 * @param at the time of the events, from the caller's clock
 * @throws Fault `internal` for an actor or subject that is no opaque id, `body-too-large` for a payload above 1 MiB
 */
export async function append(tx: Tx, at: Date, events: readonly LedgerEvent[]): Promise<number> {
  for (const event of events) checkEvent(event);
  const bodies = events.map((event) => encodePayload(event.payload));
  const salts = randomBytes(saltBytes * events.length);
  const time = at.toISOString();
  const first = await lockHead(tx);
  if (events.length === 0) return first;
  const entries = events.map((event, i): NewEntry => {
    const salt = salts.subarray(i * saltBytes, (i + 1) * saltBytes);
    const body = bodies[i]!;
    const { kind, actor, subject } = event;
    const bytes = Buffer.from(encodeEntry({ seq: first + i, at: time, kind, actor, subject, digest: payloadDigest(salt, body) }), 'utf8');
    return { kind, actor, subject, bytes, salt, body };
  });
  await insertEntries(tx, first, at, entries);
  return first;
}

/**
 * Erases an entry's payload and salt, and says so in a new entry in the same transaction. The chain still verifies.
 *
 * @returns the number of the entry that records the erasure
 * @throws Fault `not-found`, `reason-required`, `forbidden` (a kind that is never erased), `conflict` (erased already)
 */
export async function erasePayload(tx: Tx, at: Date, actor: string, seq: number, reason: string): Promise<number> {
  if (reason.trim() === '') throw new Fault('reason-required');
  const entry = await findEntry(tx, seq);
  if (!entry) throw new Fault('not-found', { seq });
  if (neverErased.has(entry.kind)) throw new Fault('forbidden', { seq, kind: entry.kind });
  const recorded = await append(tx, at, [{ kind: 'payload.erased', actor, subject: `entry:${seq}`, payload: { seq, reason } }]);
  if (!(await erase(tx, seq))) throw new Fault('conflict', { seq, problem: 'erased already' });
  return recorded;
}
