import { newId } from '../base/id.ts';
import type { Words } from '../base/text.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { endBreaches, insertBreach, openBreaches, renewBreaches } from './breach.store.ts';

/** Something that has reached a level now. */
export interface Reached {
  /** `check:capacity/disk-space device:…`, `target:…`: permanent, without a name. */
  readonly subject: string;
  readonly about: Words;
}

/** Well for so long, and the next time it is another problem: one that flutters about its level is one. */
export const wellMs = 24 * 3_600_000;
/** How often it is written down that a problem is still there. */
const renewMs = 3_600_000;

/**
 * Opens a problem for each subject that reached a level and has none, in one transaction with `open` (which opens the case); ends those
 * that were well for a day. What nobody measured is not well: `well` names only subjects that were seen to be.
 *
 * @returns how many were opened
 */
export async function settleBreaches(
  pool: Pool,
  given: { readonly reached: readonly Reached[]; isWell(subject: string): boolean; readonly at: Date },
  open: (tx: Tx, reached: Reached, breach: string) => Promise<void>,
): Promise<number> {
  const { reached, isWell, at } = given;
  const standing = new Map((await openBreaches(pool)).map((breach) => [breach.subject, breach]));
  const now = new Set(reached.map(({ subject }) => subject));
  const old = [...standing.values()].filter(({ lastFailedAt }) => at.getTime() - lastFailedAt.getTime() >= renewMs);
  const renewed = old.filter(({ subject }) => now.has(subject) || !isWell(subject)).map(({ id }) => id);
  const ended = old
    .filter(({ subject, lastFailedAt }) => !now.has(subject) && isWell(subject) && at.getTime() - lastFailedAt.getTime() >= wellMs)
    .map(({ id }) => id);
  if (renewed.length > 0) await renewBreaches(pool, renewed, at);
  if (ended.length > 0) await endBreaches(pool, ended, at);
  let opened = 0;
  for (const each of reached) {
    if (standing.has(each.subject)) continue;
    opened += await inTransaction(pool, async (tx) => {
      const id = newId();
      if (!(await insertBreach(tx, { id, ...each, at }))) return 0;
      await open(tx, each, id);
      return 1;
    });
  }
  return opened;
}
