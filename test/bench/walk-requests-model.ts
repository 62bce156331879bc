import type { Random } from './walks.ts';

export type State = 'draft' | 'submitted' | 'approved' | 'denied' | 'withdrawn' | 'lapsed' | 'expired' | 'revoked' | 'closed';
const ends = ['approved', 'denied', 'draft', 'withdrawn', 'lapsed', 'expired', 'revoked', 'closed'] as const;
type Word = 'approve' | 'deny' | 'return';

/** Accounts are told apart by a digit. */
const accounts = 6;

interface Decision {
  readonly account: number;
  readonly inPlaceOf: number | null;
  readonly place: number;
  readonly decision: Word;
}
/** A request as it must stand. */
export interface Case {
  readonly id: string;
  readonly number: number;
  readonly applicant: number;
  readonly state: State;
  readonly revision: number;
  readonly round: number;
  readonly place: number | null;
  readonly steps: readonly { readonly deciders: readonly number[]; readonly needed: number }[];
  /** Of this round. */
  readonly decisions: readonly Decision[];
  readonly ends: boolean;
  readonly reports: boolean;
  readonly reported: boolean;
  readonly overdue: boolean;
}
interface Delegation {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly ended: boolean;
}

export interface Step {
  readonly op:
    | 'create'
    | 'edit'
    | 'submit'
    | 'decide'
    | 'advance'
    | 'settle'
    | 'report'
    | 'overdue'
    | 'file'
    | 'tamper'
    | 'delegate'
    | 'end';
  readonly twist: string;
  readonly id: string;
  readonly number: number;
  /** Whoever applies, decides, ends, delegates. */
  readonly who: number;
  readonly other: number | null;
  readonly state: State;
  readonly revision: number;
  readonly round: number;
  readonly place: number;
  readonly decision: Word;
  readonly comment: string;
  readonly deciders: readonly (readonly number[])[];
  readonly needed: readonly number[];
  /** Whether the step is told: its event, with its ledger entry's number. */
  readonly told: boolean;
  /** After the lapse, or after the last day of the validity. */
  readonly late: boolean;
  readonly forged: boolean;
  readonly ends: boolean;
  readonly reports: boolean;
}

const blank: Omit<Step, 'op' | 'id'> = {
  twist: '',
  number: 0,
  who: 0,
  other: null,
  state: 'draft',
  revision: 1,
  round: 0,
  place: 0,
  decision: 'approve',
  comment: '',
  deciders: [],
  needed: [],
  told: true,
  late: false,
  forged: false,
  ends: false,
  reports: false,
};
const approvals = (of: Case, place: number) => of.decisions.filter((each) => each.place === place && each.decision === 'approve').length;

/** What a request may do, told without a look at the database or at our code. */
export class Model {
  readonly #cases = new Map<string, Case>();
  readonly #ids: string[] = [];
  readonly #delegations: Delegation[] = [];
  #touched = new Set<string>();
  #number = 0;

  all = (): Case[] => [...this.#cases.values()];
  touched(): Case[] {
    const found = [...this.#touched].map((id) => this.#cases.get(id)!);
    this.#touched = new Set();
    return found;
  }

  propose(random: Random, id: string): Step {
    const step = this.#plain(random, id);
    return random.chance(0.3) ? twisted(random, step) : step;
  }

  #plain(random: Random, id: string): Step {
    const known = this.#ids.length === 0 ? null : this.#ids[Math.max(0, this.#ids.length - 1 - random.below(25))]!;
    if (known === null || random.chance(0.08)) return { ...blank, op: 'create', id, number: this.#number + 1, who: random.below(accounts) };
    if (random.chance(0.04)) {
      const open = this.#delegations.filter(({ ended }) => !ended);
      if (open.length > 3 || (open.length > 0 && random.chance(0.5))) return { ...blank, op: 'end', id: random.pick(open).id };
      return { ...blank, op: 'delegate', id, who: random.below(accounts), other: random.below(accounts) };
    }
    const one = this.#cases.get(known)!;
    const about = { ...blank, id: known, revision: one.revision, round: one.round, place: one.place ?? 0 };
    if (one.state === 'draft') {
      const roll = random.below(10);
      if (roll < 2) return { ...about, op: 'edit', revision: one.revision + 1 };
      if (roll < 3) return { ...about, op: 'file' };
      if (roll < 4) return { ...about, op: 'settle', state: 'withdrawn', who: one.applicant };
      const deciders = Array.from({ length: 1 + random.below(2) }, () => anyOf(random, one.applicant));
      return {
        ...about,
        op: 'submit',
        round: one.round + 1,
        deciders,
        needed: deciders.map((each) => 1 + random.below(Math.min(2, each.length))),
      };
    }
    if (one.state === 'submitted') return this.#whileSubmitted(random, one, about);
    if (one.state === 'approved') {
      const state = random.pick(['expired', 'revoked', 'closed'] as const);
      return { ...about, op: 'settle', state, late: true, who: random.below(accounts) };
    }
    if (random.chance(0.4)) return { ...about, op: 'report' };
    return { ...about, op: 'settle', state: random.pick(ends), late: true, who: random.below(accounts), revision: one.revision + 1 };
  }

  #whileSubmitted(random: Random, one: Case, about: Omit<Step, 'op'>): Step {
    const step = one.steps[one.place!]!;
    if (approvals(one, one.place!) >= step.needed && random.chance(0.7)) {
      if (one.place! + 1 < one.steps.length) return { ...about, op: 'advance', place: one.place! + 1 };
      return { ...about, op: 'settle', state: 'approved', ends: random.chance(0.7), reports: random.chance(0.5) };
    }
    const roll = random.below(20);
    if (roll < 1) return { ...about, op: 'overdue' };
    if (roll < 2) return { ...about, op: 'settle', state: 'withdrawn', who: one.applicant };
    if (roll < 3) return { ...about, op: 'settle', state: 'lapsed', late: true };
    if (roll < 6) {
      const state = random.pick(['denied', 'draft'] as const);
      return { ...about, op: 'settle', state, who: random.below(accounts), revision: one.revision + (state === 'draft' ? 1 : 0) };
    }
    const other = random.chance(0.3) ? random.below(accounts) : null;
    const decision = random.pick(['approve', 'approve', 'approve', 'approve', 'deny', 'return'] as const);
    return { ...about, op: 'decide', who: random.below(accounts), other, decision, comment: decision === 'approve' ? '' : '意見' };
  }

  /** Whether a step must be accepted. */
  judge(step: Step): boolean {
    const seen = this.#cases.get(step.id);
    // A draft that is put back to being a draft is one more revision of it, as long as nobody says that it was returned.
    if (step.op === 'settle' && step.state === 'draft' && seen?.state === 'draft') return !step.told && step.revision === seen.revision + 1;
    if (step.op === 'tamper' || !step.told || step.forged) return false;
    if (step.op === 'create') return step.state === 'draft' && step.round === 0 && step.revision === 1 && step.number > this.#number;
    if (step.op === 'delegate') return step.who !== step.other && !step.late;
    if (step.op === 'end') return this.#delegations.some(({ id, ended }) => id === step.id && !ended);
    const one = this.#cases.get(step.id)!;
    switch (step.op) {
      case 'edit':
        return one.state === 'draft' && step.revision === one.revision + 1;
      case 'file':
        return one.state === 'draft';
      case 'submit':
        return (
          one.state === 'draft' &&
          step.round === one.round + 1 &&
          step.revision === one.revision &&
          step.deciders.every((each, i) => each.length >= step.needed[i]! && !each.includes(one.applicant))
        );
      case 'decide':
        return this.#mayDecide(step, one);
      case 'advance':
        return (
          one.state === 'submitted' &&
          step.place === one.place! + 1 &&
          step.place < one.steps.length &&
          approvals(one, one.place!) >= one.steps[one.place!]!.needed
        );
      case 'overdue':
        return one.state === 'submitted' && !one.overdue;
      case 'report':
        return (one.state === 'expired' || one.state === 'revoked') && one.reports && !one.reported;
      default:
        return maySettle(step, one);
    }
  }

  #mayDecide(step: Step, one: Case): boolean {
    const { who, other } = step;
    const stands = (from: number, to: number) => this.#delegations.some((each) => each.from === from && each.to === to && !each.ended);
    if (one.state !== 'submitted' || step.round !== one.round || step.place !== one.place || step.late) return false;
    if (who === one.applicant || other === one.applicant || who === other || stands(one.applicant, who)) return false;
    if (other !== null && !stands(other, who)) return false;
    if (!one.steps[step.place]!.deciders.includes(other ?? who)) return false;
    const used = one.decisions.flatMap((each) => [each.account, each.inPlaceOf]);
    if (used.includes(who) || (other !== null && used.includes(other))) return false;
    return step.decision === 'approve' || step.comment !== '';
  }

  take(step: Step): void {
    if (step.op === 'delegate') return void this.#delegations.push({ id: step.id, from: step.who, to: step.other!, ended: false });
    if (step.op === 'end') {
      const at = this.#delegations.findIndex(({ id }) => id === step.id);
      this.#delegations.splice(at, 1);
      return;
    }
    this.#touched.add(step.id);
    if (step.op === 'create') {
      this.#number = step.number;
      this.#ids.push(step.id);
      const fresh = { place: null, steps: [], decisions: [], ends: false, reports: false, reported: false, overdue: false };
      this.#cases.set(step.id, { id: step.id, number: step.number, applicant: step.who, state: 'draft', revision: 1, round: 0, ...fresh });
      return;
    }
    this.#cases.set(step.id, moved(this.#cases.get(step.id)!, step));
  }
}

function maySettle(step: Step, one: Case): boolean {
  const has = (word: Word) => one.decisions.some(({ decision }) => decision === word);
  switch (step.state) {
    case 'approved': {
      const whole = one.steps.every(({ needed }, place) => approvals(one, place) >= needed);
      return one.state === 'submitted' && whole && !has('deny') && !has('return');
    }
    case 'denied':
      return one.state === 'submitted' && has('deny') && step.who !== one.applicant;
    case 'draft':
      return one.state === 'submitted' && has('return') && step.revision === one.revision + 1;
    case 'withdrawn':
      return (one.state === 'draft' || one.state === 'submitted') && step.who === one.applicant;
    case 'lapsed':
      return one.state === 'submitted' && step.late;
    case 'expired':
      return one.state === 'approved' && one.ends && step.late;
    case 'revoked':
      return one.state === 'approved' && step.who !== one.applicant;
    default:
      return one.state === 'approved' && one.reports;
  }
}

function moved(one: Case, step: Step): Case {
  switch (step.op) {
    case 'edit':
      return { ...one, revision: step.revision };
    case 'submit': {
      const steps = step.deciders.map((deciders, i) => ({ deciders, needed: step.needed[i]! }));
      return { ...one, state: 'submitted', round: step.round, place: 0, steps, decisions: [], overdue: false };
    }
    case 'decide': {
      const made = { account: step.who, inPlaceOf: step.other, place: step.place, decision: step.decision };
      return { ...one, decisions: [...one.decisions, made] };
    }
    case 'advance':
      return { ...one, place: step.place };
    case 'overdue':
      return { ...one, overdue: true };
    case 'report':
      return { ...one, reported: true };
    case 'settle': {
      const kept = step.state === 'approved' ? { ends: step.ends, reports: step.reports } : {};
      const revision = step.state === 'draft' ? step.revision : one.revision;
      return { ...one, ...kept, state: step.state, revision, place: null, overdue: step.state === 'draft' ? false : one.overdue };
    }
    default:
      return one;
  }
}

const anyOf = (random: Random, applicant: number): number[] =>
  Array.from({ length: accounts }, (_, i) => i).filter((each) => each !== applicant && random.chance(0.6));

/** One thing short of what was proposed, or an attempt on what was. */
function twisted(random: Random, step: Step): Step {
  if (step.op === 'delegate')
    return random.pick([
      { ...step, twist: 'for another', forged: true },
      { ...step, twist: 'too long', late: true },
    ]);
  if (step.op === 'end' || step.op === 'create')
    return step.op === 'end'
      ? { ...step, twist: 'of another day', forged: true }
      : random.pick([
          { ...step, twist: 'begun as approved', state: 'approved' as const },
          { ...step, twist: 'begun in round 1', round: 1 },
          { ...step, twist: 'a number that is taken', number: Math.max(1, step.number - 1) },
        ]);
  if (random.chance(0.25)) return { ...step, op: 'tamper', twist: random.pick(tampers) };
  if (step.op === 'submit') {
    const self = step.deciders.map((each) => [...each]);
    return random.pick([
      { ...step, twist: 'untold', told: false },
      { ...step, twist: 'of another form', forged: true },
      { ...step, twist: 'of another round', round: step.round + 1 },
      { ...step, twist: 'too few people', needed: self.map((each) => each.length + 1) },
      { ...step, twist: 'with anybody', deciders: self.map((each) => [...new Set([...each, random.below(accounts)])]) },
    ]);
  }
  if (step.op === 'decide')
    return random.pick([
      { ...step, twist: 'untold', told: false },
      { ...step, twist: 'on other bytes', forged: true },
      { ...step, twist: 'of another round', round: step.round - 1 },
      { ...step, twist: 'on another step', place: step.place + 1 },
      { ...step, twist: 'without a word', comment: '' },
      { ...step, twist: 'after the lapse', late: true },
    ]);
  if (step.op === 'settle' || step.op === 'report' || step.op === 'overdue')
    return random.pick([
      { ...step, twist: 'untold', told: false },
      { ...step, op: 'settle' as const, twist: 'anywhere', state: random.pick(ends) },
      { ...step, op: 'settle' as const, twist: 'too early', late: false },
    ]);
  return { ...step, op: 'settle', twist: 'anywhere', state: random.pick(ends), who: random.below(accounts) };
}

export const tampers = [
  'applicant',
  'form',
  'number',
  'delete',
  'decision',
  'undecide',
  'submission',
  'decider',
  'history',
  'forget',
  'event',
] as const;
