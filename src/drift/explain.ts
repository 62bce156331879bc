import { Fault } from '../base/fault.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type DriftDeps, driftLimits } from './deps.ts';
import { markDevices } from './device.store.ts';
import { holdDrift, insertExplanations, lockEvents, setExplained } from './event.store.ts';
import { titleOf } from './title.ts';

export interface Explaining {
  /** With the revision that was read: what joined an event since was not read, so it is not explained. */
  readonly events: readonly { readonly id: string; readonly revision: number }[];
  readonly reason: string;
  /** The caller made the changes: said openly, and a reason is asked for all the same. */
  readonly own: boolean;
  /** A line of the register of changes. */
  readonly row: string | null;
}

/**
 * Writes down why events were right: all of them or none. Throws `conflict` where one of them was explained, or grew, since it was read;
 * `reason-required` without a reason; `not-found` where there is none of that id.
 */
export async function explain(deps: DriftDeps, given: Explaining, by: string): Promise<void> {
  const reason = given.reason.trim();
  if (reason === '') throw new Fault('reason-required');
  const wanted = new Map(given.events.map(({ id, revision }) => [id, revision]));
  if (wanted.size === 0 || wanted.size > driftLimits.explainedAtOnceMax) throw new Fault('bad-request', { events: wanted.size });
  await inTransaction(deps.pool, async (tx) => {
    await holdDrift(tx);
    const ids = [...wanted.keys()];
    const events = await lockEvents(tx, ids);
    for (const [id, revision] of wanted) {
      const event = events.get(id);
      if (!event) throw new Fault('not-found', { event: id });
      if (event.state !== 'waiting' || event.revision !== revision) throw new Fault('conflict', { event: id, state: event.state });
    }
    if (given.row !== null && !(await deps.ports.isChangeLine(tx, given.row))) throw new Fault('not-found', { row: given.row });
    const now = deps.clock.now();
    await markDevices(
      tx,
      [...events.values()].map(({ deviceId }) => deviceId),
      now,
    );
    // Before the ledger is written: whoever holds a case writes it after that too.
    const { row } = given;
    if (row !== null)
      await deps.ports.onMatched?.(
        tx,
        [...events.values()].map(({ id, counts, traits }) => ({ event: id, row, title: titleOf(counts, traits.platform), at: now })),
      );
    const seq = await append(tx, now, [
      {
        kind: 'drift.explained',
        actor: by,
        subject: ids.length === 1 ? `event:${ids[0]!}` : `events:${ids.length}`,
        payload: {
          events: ids.map((id) => {
            const { deviceId, firstChange, revision } = events.get(id)!;
            return { event: id, device: deviceId, change: firstChange, revision };
          }),
          reason,
          own: given.own,
          row: given.row,
        },
      },
    ]);
    await insertExplanations(tx, ids, { reason, own: given.own, row: given.row, by, at: now }, seq);
    await setExplained(tx, ids, now);
  });
  deps.ports.committed();
}
