import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { addDays } from '../../calendar/index.ts';
import { inTransaction } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { cellsFault } from '../../mechanism/cells.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import { endDelegationRow, holdDelegation, insertDelegation, overlaps, readDelegations } from './delegation.store.ts';
import { accountOf } from './draft.ts';
import { readSaid } from './form.ts';
import type { Actor } from './ports.ts';
import { type DelegationRow, delegationDaysMax, type RequestsDeps, reasonCharsMax } from './shape.ts';

export interface NewDelegation {
  /** Account that decides. */
  readonly to: string;
  /** Both days included. */
  readonly since: string;
  readonly until: string;
  readonly reason: string;
}
export interface Delegation extends DelegationRow {
  readonly fromName: string;
  readonly toName: string;
  readonly mine: boolean;
  readonly active: boolean;
}
export interface DelegationList {
  readonly delegations: readonly Delegation[];
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

const listedMax = 200;
const subject = (id: string): string => `delegation:${id}`;

/** Those who decide on anything can name somebody. */
const isDecider = (roles: readonly string[]): boolean => roles.some((role) => Object.hasOwn(responsibleRoles, role));
/** Who sees all of them, and can end one where somebody has left. */
const overseers = ['administrator', 'committee', 'management', 'auditor'];

export async function delegations({ pool, clock, ports }: RequestsDeps, actor: Actor): Promise<DelegationList> {
  const all = actor.roles.some((role) => overseers.includes(role));
  if (!all && actor.accountId === null) return { delegations: [], candidates: [] };
  const [rows, people] = await Promise.all([readDelegations(pool, all ? null : actor.accountId, listedMax), ports.deciders(pool)]);
  const names = await ports.accountNames([...new Set(rows.flatMap(({ from, to }) => [from, to]))]);
  const today = ports.localDate(clock.now());
  return {
    delegations: rows.map((row) => ({
      ...row,
      fromName: names.get(row.from) ?? '',
      toName: names.get(row.to) ?? '',
      mine: row.from === actor.accountId,
      active: row.endedAt === null && row.since <= today && today <= row.until,
    })),
    candidates: isDecider(actor.roles) ? people.filter(({ id }) => id !== actor.accountId).map(({ id, name }) => ({ id, name })) : [],
  };
}

/**
 * Names who decides in one's own place. Throws `forbidden` (no decider), `same-person`, `not-found` (nobody who could), `conflict`
 * (those days are delegated already), `value-out-of-bounds` (the days).
 */
export async function delegate(deps: RequestsDeps, wanted: NewDelegation, actor: Actor): Promise<string> {
  const from = accountOf(actor);
  if (!isDecider(actor.roles)) throw new Fault('forbidden');
  if (wanted.to === from) throw new Fault('same-person', { at: 'to' });
  const reason = readSaid('reason', wanted.reason, reasonCharsMax);
  if (reason === '') throw new Fault('reason-required', { at: 'reason' });
  return inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    refuseSpan(wanted, deps.ports.localDate(at));
    if (!(await deps.ports.deciders(tx)).some(({ id }) => id === wanted.to)) throw new Fault('not-found', { what: 'account' });
    if (await overlaps(tx, from, wanted.since, wanted.until))
      throw new Fault('conflict', {
        at: 'delegation',
        ja: 'この期間には、すでに代行者を決めています。先にそれを終えてください。',
        en: 'Somebody is named for these days already. End that first.',
      });
    const { to, since, until } = wanted;
    const row = { id: newId(), from, to, since, until, reason, at };
    await insertDelegation(tx, row);
    await append(tx, at, [
      { kind: 'request.delegated', actor: from, subject: subject(row.id), payload: { act: 'begun', to, since, until, reason } },
    ]);
    return row.id;
  });
}

function refuseSpan({ since, until }: NewDelegation, today: string): void {
  const no = (field: string, ja: string, en: string) => cellsFault([{ field, says: words(ja, en) }]);
  if (since < today) throw no('since', '開始日には今日以後の日を選んでください。', 'Choose today or a later day.');
  if (until < since) throw no('until', '終了日は開始日以後の日を選んでください。', 'The last day cannot be before the first.');
  if (addDays(since, delegationDaysMax) < until)
    throw no(
      'until',
      `代行は${delegationDaysMax}日までです。長く離れるときは役割を移してください。`,
      `At most ${delegationDaysMax} days. For longer, move the role.`,
    );
}

/** Ends one before its time: whoever made it, or an administrator. Throws `not-found`, `forbidden`, `wrong-state`. */
export async function endDelegation(deps: RequestsDeps, id: string, actor: Actor): Promise<void> {
  const account = accountOf(actor);
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const row = await holdDelegation(tx, id);
    if (!row) throw new Fault('not-found', { delegation: id });
    if (row.from !== account && !actor.roles.includes('administrator')) throw new Fault('forbidden');
    if (row.endedAt !== null || row.until < deps.ports.localDate(at)) throw new Fault('wrong-state', { state: 'ended' });
    await endDelegationRow(tx, id, at, account);
    await append(tx, at, [{ kind: 'request.delegated', actor: account, subject: subject(id), payload: { act: 'ended' } }]);
  });
}
