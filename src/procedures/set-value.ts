import { Fault } from '../base/fault.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { isLaxer, saidValue } from '../mechanism/value.ts';
import { lockValues, type Stored, sameValue, type Values } from '../values/index.ts';
import { countChange, putValue, readDraft } from './draft.store.ts';
import { type EditDeps, type Saved, storeChange } from './edit.ts';
import { isAdopted } from './version.store.ts';
import { written } from './written.ts';

export interface ValueEdit {
  readonly param: string;
  readonly value: unknown;
  readonly reason?: string | undefined;
  /** The draft row's revision the person saw. */
  readonly revision: number;
  readonly by: string;
  /** Whether the person has just proven the second factor. Left out: no. */
  readonly proven?: boolean;
}
export interface SavedValue extends Saved {
  /** Whether it counts at once, or waits in the draft for an approval. */
  readonly counts: 'now' | 'when-approved';
}

/**
 * Sets a value in the draft. Before anything was approved a value that is not laxer than the guideline's counts at once: the
 * company must be measured by something from its first hour on. A laxer one, and every change after the first approval, waits
 * for the committee. What counts at once and takes back what the company had set already needs the second factor: nobody makes
 * devices pass at a laptop that was left open.
 *
 * Throws `not-found`, `value-out-of-bounds`, `reason-required` (laxer), `step-up-required`, `conflict`.
 */
export async function setValue(deps: EditDeps & { readonly values: Values }, edit: ValueEdit): Promise<SavedValue> {
  const { values } = deps;
  const param = values.param(edit.param);
  const value = values.allowed(param, edit.value);
  const reason = written('reason', edit.reason ?? '').trim() || null;
  const laxer = isLaxer(param, value);
  if (laxer && reason === null) throw new Fault('reason-required', { value: param.id });
  const done = await inTransaction(deps.pool, async (tx) => {
    await lockValues(tx);
    const at = deps.clock.now();
    const newest = (await values.newest(tx)).get(param.id);
    const stands = sameValue(value, newest?.value ?? param.default) && (!laxer || reason === (newest?.reason ?? null));
    const atOnce = !laxer && !(await isAdopted(tx));
    if (atOnce && !stands && newest !== undefined && takesBack(param, newest.value, value) && edit.proven !== true)
      throw new Fault('step-up-required');
    const before = (await readDraft(tx)).values.get(param.id)?.value ?? newest?.value ?? param.default;
    let stored: Stored = { stored: [], events: [] };
    if (atOnce && !stands) stored = await values.adopt(tx, [{ param: param.id, value, reason }], { effectiveFrom: at, by: edit.by });
    const counts = atOnce || stands ? ('now' as const) : ('when-approved' as const);
    const state = { param: param.id, value: counts === 'now' ? null : value, reason: counts === 'now' ? null : reason };
    const event = await storeChange(
      tx,
      {
        subject: `value:${param.id}`,
        revision: edit.revision,
        content: { param: param.id, value: value as never, reason, counts },
        payload: { before: before as never, value: value as never, said: { ...saidValue(param, value) }, laxer, reason, counts },
        put: (client, changed) => putValue(client, { ...state, ...changed }),
      },
      at,
      edit.by,
    );
    const draftRevision = await countChange(tx, at, edit.by);
    await append(tx, at, [event, ...stored.events]);
    return { revision: edit.revision + 1, draftRevision, counts, stored: stored.stored };
  });
  values.committed(done.stored);
  return { revision: done.revision, draftRevision: done.draftRevision, counts: done.counts };
}

/** Whether a value asks less than the one that the company had set; of lists and choices nobody can tell, so any change counts. */
const takesBack = (param: Param, set: ParamValue, value: ParamValue): boolean =>
  param.type === 'number' && param.stricter !== 'none' && param.origin !== 'company'
    ? isLaxer({ ...param, default: set as number }, value)
    : true;
