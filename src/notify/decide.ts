import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { NoticeState } from './notice.ts';
import { giveUp, lockForDecision, queueAgain } from './store.ts';

export type Decision = 'send-again' | 'give-up';
/** In one decision; the ledger's entry names each of them. */
export const decideMax = 5000;

const decidable: Readonly<Record<Decision, readonly NoticeState[]>> = {
  'send-again': ['dead', 'uncertain', 'failed'],
  'give-up': ['dead', 'uncertain', 'failed', 'queued'],
};

export interface Decide {
  readonly decision: Decision;
  /** These, or all in one state. */
  readonly which: readonly string[] | 'dead' | 'uncertain';
  /** Account id of who decides. */
  readonly by: string;
}

/**
 * A person decides on notices that did not leave, or not surely: once more, or not at all. Returns how many that were.
 * @throws Fault `wrong-state` where none of them waits for a decision (any more)
 */
export async function decideNotices({ pool, clock }: { pool: Pool; clock: Clock }, { decision, which, by }: Decide): Promise<number> {
  const at = clock.now();
  return inTransaction(pool, async (tx) => {
    const all = typeof which === 'string';
    const found = await lockForDecision(tx, { ids: all ? null : which, states: all ? [which] : decidable[decision], most: decideMax });
    if (found.length === 0) throw new Fault('wrong-state');
    const ids = found.map(({ id }) => id);
    await (decision === 'send-again' ? queueAgain : giveUp)(tx, ids, by, at);
    const notices = found.map(({ id, state, about }) => ({ id, state, about }));
    await append(tx, at, [{ kind: 'notice.decided', actor: by, subject: 'notices', payload: { decision, notices } }]);
    return ids.length;
  });
}
