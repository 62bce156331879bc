import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { builtInRules } from './built-in.ts';
import { dayOf } from './day.ts';
import type { DriftDeps } from './deps.ts';
import { markHeld } from './device.store.ts';
import { countRuleAct, holdDrift } from './event.store.ts';
import type { NoiseRule } from './noise.ts';
import { endStoredRule, insertBuiltin, insertRule, lockRule, type StoredRule } from './rule.store.ts';

export type RuleDraft = Omit<NoiseRule, 'id'> & { readonly reason: string };

/** A pattern of nothing but stars would make a whole collection silent. */
const saysSomething = (pattern: string) => pattern.replaceAll('*', '').trim().length >= 2;

/** Makes a rule. It counts for what is seen from now on and for what still waits; nothing that was judged before is judged again. */
export async function addRule(deps: DriftDeps, draft: RuleDraft, by: string): Promise<string> {
  const reason = draft.reason.trim();
  if (reason === '') throw new Fault('reason-required');
  const pattern = draft.pattern.trim();
  const now = deps.clock.now();
  if (!saysSomething(pattern)) throw new Fault('bad-request', { problem: 'the pattern is too wide', pattern });
  if (draft.until !== null && draft.until < dayOf(now)) throw new Fault('bad-request', { problem: 'it would have ended already' });
  return write(deps, { ...draft, pattern, reason, id: newId(), builtin: null, madeBy: by, madeAt: now, ended: null });
}

async function write(deps: DriftDeps, rule: StoredRule): Promise<string> {
  await inTransaction(deps.pool, async (tx) => {
    await holdDrift(tx);
    await countRuleAct(tx);
    await markHeld(tx);
    const { id, collection, pattern, attribute, platform, deviceClass, window, until, reason, builtin } = rule;
    const payload = {
      act: 'made',
      collection,
      pattern,
      attribute,
      platform,
      class: deviceClass,
      window: window && { ...window },
      until,
      reason,
      builtin,
    };
    const seq = await append(tx, rule.madeAt, [{ kind: 'drift.rule', actor: rule.madeBy, subject: `rule:${id}`, payload }]);
    await insertRule(tx, rule, seq);
  });
  deps.ports.committed();
  return rule.id;
}

/** Ends a rule: what it made quiet stays quiet with its name, what comes is loud again. Throws `wrong-state` where it ended already. */
export async function endRule(deps: DriftDeps, id: string, reason: string, by: string): Promise<void> {
  const said = reason.trim();
  if (said === '') throw new Fault('reason-required');
  await inTransaction(deps.pool, async (tx) => {
    await holdDrift(tx);
    const rule = await lockRule(tx, id);
    if (!rule) throw new Fault('not-found', { rule: id });
    if (rule.ended) throw new Fault('wrong-state', { rule: id });
    const at = deps.clock.now();
    await markHeld(tx);
    const payload = { act: 'ended', reason: said, builtin: rule.builtin };
    const seq = await append(tx, at, [{ kind: 'drift.rule', actor: by, subject: `rule:${id}`, payload }]);
    await endStoredRule(tx, id, { by, at, reason: said }, seq);
  });
  deps.ports.committed();
}

/** Switches a rule that comes with Tejun on again, after it was ended. */
export async function restoreRule(deps: DriftDeps, id: string, reason: string, by: string): Promise<string> {
  const said = reason.trim();
  if (said === '') throw new Fault('reason-required');
  const old = await inTransaction(deps.pool, (tx) => lockRule(tx, id));
  const known = builtInRules.find(({ builtin }) => builtin === old?.builtin);
  if (!old || !known) throw new Fault('not-found', { rule: id });
  if (!old.ended) throw new Fault('wrong-state', { rule: id });
  try {
    return await write(deps, { ...old, ...known, id: newId(), reason: said, madeBy: by, madeAt: deps.clock.now(), ended: null });
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Fault('wrong-state', { rule: id });
    throw error;
  }
}

/** Puts the rules that come with this version where they are missing. One that a person ended stays ended. */
export async function bringBuiltIns(deps: DriftDeps): Promise<void> {
  const madeAt = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    for (const rule of builtInRules) {
      const fresh = { ...rule, id: newId(), reason: rule.why.ja, madeBy: 'system', madeAt, ended: null };
      if (await insertBuiltin(tx, fresh)) await countRuleAct(tx);
    }
  });
}
