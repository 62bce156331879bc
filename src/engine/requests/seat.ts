import { Fault } from '../../base/fault.ts';
import type { Db } from '../../db/pool.ts';
import { delegationsOn } from './delegation.store.ts';
import type { Decider } from './ports.ts';
import { canSeat, seats } from './route.ts';
import type { CaseRow, DecisionRow, DecisionWord, DelegationRow, RequestsDeps, StepRow } from './shape.ts';

export interface Asked {
  readonly row: Pick<CaseRow, 'applicant' | 'place' | 'number'>;
  readonly steps: readonly StepRow[];
  /** Of this round. */
  readonly decisions: readonly Pick<DecisionRow, 'account' | 'inPlaceOf' | 'place'>[];
}
export type Seat = { readonly ok: true; readonly inPlaceOf: string | null } | { readonly ok: false; readonly fault: Fault };

/** The seat that somebody takes with a decision: their own, or that of one for whom they decide. Throws what `seatOf` says. */
export async function seatFor(
  deps: RequestsDeps,
  db: Db,
  asked: Asked,
  account: string,
  at: Date,
  decision: DecisionWord,
): Promise<{ readonly inPlaceOf: string | null }> {
  const [people, delegations] = [await deps.ports.deciders(db), await delegationsOn(db, deps.ports.localDate(at))];
  const seat = seatOf(asked, account, people, delegations, decision);
  if (!seat.ok) throw seat.fault;
  return seat;
}

const no = (fault: Fault): Seat => ({ ok: false, fault });
const samePerson = (number: number, ja: string, en: string) => no(new Fault('same-person', { request: number, ja, en }));

/** Whether somebody may decide on the step that is asked now, and in whose place. Pure; SQL refuses the same once more. */
export function seatOf(
  { row, steps, decisions }: Asked,
  account: string,
  people: readonly Decider[],
  delegations: readonly DelegationRow[],
  decision: DecisionWord,
): Seat {
  const { number, applicant } = row;
  if (account === applicant)
    return samePerson(number, '自分の申請は、自分では決定できません。', 'Nobody decides on a request of their own.');
  if (delegations.some(({ from, to }) => from === applicant && to === account))
    return samePerson(number, '申請者の代行者は、その申請を決定できません。', 'The applicant’s delegate cannot decide on it.');
  const used = new Set(decisions.flatMap((each) => [each.account, ...(each.inPlaceOf === null ? [] : [each.inPlaceOf])]));
  if (used.has(account))
    return no(
      new Fault('conflict', {
        at: `request ${number}`,
        problem: 'decided already',
        ja: 'この申請は、あなたまたはあなたの代行者が既に決定しました。別の人の承認が必要です。',
        en: 'You or your delegate decided on this already. Somebody else must.',
      }),
    );
  const step = steps[row.place ?? -1];
  const self = people.find(({ id }) => id === account);
  if (!step || !self) return no(new Fault('forbidden', { request: number }));
  const holds = (id: string) => {
    const person = people.find((each) => each.id === id);
    return step.deciders.includes(id) && person !== undefined && step.roles.some((role) => person.roles.includes(role));
  };
  const others = delegations.filter(({ from, to }) => to === account && from !== applicant && !used.has(from) && holds(from));
  const seat = holds(account) ? null : others[0]?.from;
  if (seat === undefined)
    return no(
      new Fault('forbidden', {
        request: number,
        ja: 'この段階の承認者ではありません。',
        en: 'Somebody else is asked to decide on this step.',
      }),
    );
  if (decision === 'approve' && !leavesOthers(steps, decisions, step, [account, ...(seat === null ? [] : [seat])]))
    return no(
      new Fault('not-ready', {
        at: 'route',
        ja: 'この先の段階を承認できるのはあなただけです。この段階は別の人が承認してください。',
        en: 'Only you can approve a later step. Somebody else must approve this one.',
      }),
    );
  return { ok: true, inPlaceOf: seat };
}

/** Whether every approval that is still missing could be given by a person of its own, once these have decided. */
function leavesOthers(steps: readonly StepRow[], decisions: Asked['decisions'], now: StepRow, deciding: readonly string[]): boolean {
  const used = new Set([...deciding, ...decisions.flatMap((each) => [each.account, each.inPlaceOf ?? each.account])]);
  const missing = steps.flatMap((step) => {
    const given = decisions.filter(({ place }) => place === step.place).length + (step.place === now.place ? 1 : 0);
    return seats({ approvals: step.approvals - given, deciders: step.deciders.filter((id) => !used.has(id)) });
  });
  return canSeat(missing);
}
