import type { Random } from './walks.ts';

export const states = ['waiting', 'open', 'overdue', 'completed', 'skipped'] as const;
export type State = (typeof states)[number];
const acts = [
  'opened',
  'started',
  'due-soon',
  'owner-gone',
  'moved',
  'overdue',
  'escalated-committee',
  'escalated-management',
  'completed',
  'skipped',
] as const;
type Act = (typeof acts)[number];

/** An occurrence as it must stand. */
export interface Line {
  readonly id: string;
  readonly key: string;
  readonly state: State;
  readonly revision: number;
  readonly escalation: number;
  readonly moved: number;
  /** Days after the day by the rule. */
  readonly due: number;
  readonly acts: readonly Act[];
}

export interface Step {
  readonly op: 'insert' | 'update' | 'event' | 'delete' | 'rewrite' | 'forget' | 'rename' | 'readdress';
  readonly twist: string;
  readonly id: string;
  readonly key: string;
  readonly state: State;
  readonly revision: number;
  readonly escalation: number;
  readonly moved: number;
  readonly due: number;
  readonly by: string | null;
  readonly result: string | null;
  readonly reason: string;
  readonly events: readonly Act[];
  readonly seq: number | null;
  /** The due date that its history is told. */
  readonly eventDue: number;
}

const isClosed = (state: State): boolean => state === 'completed' || state === 'skipped';
const ways: Readonly<Record<State, readonly State[]>> = {
  waiting: ['open', 'skipped'],
  open: ['overdue', 'completed', 'skipped'],
  overdue: ['completed', 'skipped'],
  completed: [],
  skipped: [],
};
const needsNoEntry: readonly Act[] = ['started', 'due-soon', 'owner-gone'];

/** What an occurrence may do, told without a look at the database or at our code. */
export class Model {
  readonly #lines = new Map<string, Line>();
  readonly #ids: string[] = [];
  readonly #keys = new Set<string>();
  #touched = new Set<string>();

  all(): Line[] {
    return [...this.#lines.values()];
  }
  touched(): Line[] {
    const lines = [...this.#touched].map((id) => this.#lines.get(id)!);
    this.#touched = new Set();
    return lines;
  }

  propose(random: Random, id: string): Step {
    // Mostly the newest ones: old occurrences are closed and refuse everything.
    const known = this.#ids.length === 0 ? null : this.#ids[Math.max(0, this.#ids.length - 1 - random.below(40))]!;
    if (known === null || random.chance(0.12)) return this.#newLine(random, id);
    const line = this.#lines.get(known)!;
    const roll = random.below(20);
    if (roll < 11) return lawful(random, line);
    if (roll < 17) return twisted(random, lawful(random, line));
    if (roll === 17) {
      const act = random.pick(acts);
      return { ...same(line), op: 'event', twist: 'a line of history alone', events: [act], seq: 1 };
    }
    const op = random.pick(['delete', 'rewrite', 'forget', 'rename', 'readdress'] as const);
    return { ...same(line), op, twist: op };
  }

  #newLine(random: Random, id: string): Step {
    const step: Step = {
      ...blank,
      op: 'insert',
      twist: 'planned',
      id,
      key: id,
      state: random.pick(['waiting', 'open']),
      events: ['opened'],
      seq: 1,
    };
    if (random.chance(0.6)) return step;
    return random.pick([
      { ...step, twist: 'begun too far on', state: random.pick(['overdue', 'completed', 'skipped'] as const) },
      { ...step, twist: 'planned without history', events: [] },
      { ...step, twist: 'planned twice', key: this.#ids.length === 0 ? step.key : this.#lines.get(random.pick(this.#ids))!.key },
      { ...step, twist: 'begun at revision 2', revision: 2 },
      { ...step, twist: 'begun as moved', moved: 1 },
    ]);
  }

  /** Whether a step must be accepted. */
  judge(step: Step): boolean {
    if (step.op === 'insert') return this.#maybeNew(step);
    const line = this.#lines.get(step.id)!;
    if (step.op === 'event') return tells(line, step) !== null;
    if (step.op !== 'update' || isClosed(line.state)) return false;
    const more = (to: number, from: number) => to === from || to === from + 1;
    if (step.state !== line.state && !ways[line.state].includes(step.state)) return false;
    if (!more(step.revision, line.revision) || !more(step.escalation, line.escalation) || !more(step.moved, line.moved)) return false;
    if (step.due !== line.due) {
      const early = line.state === 'waiting' || line.state === 'open';
      if (!early || step.state !== line.state || step.moved === line.moved || step.revision === line.revision) return false;
    }
    if (step.escalation > line.escalation && (line.state !== 'overdue' || step.state !== 'overdue')) return false;
    return isWhole(step, line) && this.#history({ ...line, ...pick(step) }, step);
  }

  take(step: Step): void {
    this.#touched.add(step.id);
    if (step.op === 'insert') {
      this.#ids.push(step.id);
      this.#keys.add(step.key);
      this.#lines.set(step.id, { id: step.id, key: step.key, ...pick(step), acts: step.events });
      return;
    }
    const line = this.#lines.get(step.id)!;
    const next = step.op === 'update' ? { ...line, ...pick(step) } : line;
    this.#lines.set(step.id, { ...next, acts: tells(next, step)! });
  }

  #maybeNew(step: Step): boolean {
    return (
      (step.state === 'waiting' || step.state === 'open') &&
      step.revision === 1 &&
      step.moved === 0 &&
      step.escalation === 0 &&
      step.events.includes('opened') &&
      !this.#keys.has(step.key)
    );
  }

  /** At the end of the transaction the history must hold what the row says. */
  #history(line: Line, step: Step): boolean {
    const told = tells(line, step);
    if (told === null) return false;
    const needs: Act[] = ['opened'];
    if (line.state === 'overdue' || isClosed(line.state)) needs.push(line.state as Act);
    if (line.escalation >= 1) needs.push('escalated-committee');
    if (line.escalation >= 2) needs.push('escalated-management');
    return needs.every((act) => told.includes(act)) && told.filter((act) => act === 'moved').length >= line.moved;
  }
}

const pick = ({ state, revision, escalation, moved, due }: Step) => ({ state, revision, escalation, moved, due });

/** What the columns of one row demand of one another. */
function isWhole(step: Step, line: Line): boolean {
  const closes = isClosed(step.state);
  if (closes !== (step.by !== null)) return false;
  if ((step.state === 'completed') !== (step.result !== null)) return false;
  if (step.state === 'completed' && step.by === 'system') return false;
  if (step.state === 'skipped' && step.reason === '') return false;
  if (closes && step.revision === line.revision) return false;
  return step.state === 'overdue' || closes || step.escalation === 0;
}

/** The history after a step's lines, or null where one of them is refused. `line` is the row as it stands by then. */
function tells(line: Line, { events, seq, eventDue }: Step): readonly Act[] | null {
  let told = line.acts;
  for (const act of events) {
    if (told.some((each) => each === 'completed' || each === 'skipped')) return null;
    if ((act === 'completed' || act === 'skipped') && act !== line.state) return null;
    if (act !== 'moved' && told.includes(act)) return null;
    if (act === 'started' && line.state === 'waiting') return null;
    if (act === 'overdue' && (line.state === 'waiting' || line.state === 'open')) return null;
    if (act === 'escalated-committee' && line.escalation < 1) return null;
    if (act === 'escalated-management' && line.escalation < 2) return null;
    if (act === 'moved' && line.moved <= told.filter((each) => each === 'moved').length) return null;
    if (seq === null && !needsNoEntry.includes(act)) return null;
    if (eventDue !== line.due) return null;
    told = [...told, act];
  }
  return told;
}

const blank: Step = {
  op: 'update',
  twist: '',
  id: '',
  key: '',
  state: 'waiting',
  revision: 1,
  escalation: 0,
  moved: 0,
  due: 0,
  by: null,
  result: null,
  reason: '',
  events: [],
  seq: null,
  eventDue: 0,
};
const same = (line: Line): Step => ({ ...blank, id: line.id, key: line.key, ...pick(line as unknown as Step), eventDue: line.due });

/** Something that may be done with an occurrence as it stands; of a closed one there is nothing. */
function lawful(random: Random, line: Line): Step {
  const step = { ...same(line), seq: 1 };
  const close = (state: 'completed' | 'skipped', by: string): Step => ({
    ...step,
    twist: state,
    state,
    revision: line.revision + 1,
    by,
    result: state === 'completed' ? random.pick(['in-order', 'problem', 'no-case']) : null,
    reason: state === 'skipped' ? 'x' : '',
    events: [state],
  });
  const move: Step = {
    ...step,
    twist: 'moved',
    due: line.due + 1,
    eventDue: line.due + 1,
    moved: line.moved + 1,
    revision: line.revision + 1,
    events: ['moved'],
  };
  switch (line.state) {
    case 'waiting':
      return random.pick([
        { ...step, twist: 'started', state: 'open', events: ['started'] },
        move,
        { ...step, twist: 'looked at' },
        close('skipped', 'a'),
      ]);
    case 'open':
      return random.pick([
        { ...step, twist: 'overdue', state: 'overdue', events: ['overdue'] },
        move,
        close('completed', 'a'),
        close('skipped', 'system'),
      ]);
    case 'overdue': {
      const up: Step = {
        ...step,
        twist: 'escalated',
        escalation: line.escalation + 1,
        events: [line.escalation === 0 ? 'escalated-committee' : 'escalated-management'],
      };
      return random.pick([...(line.escalation < 2 ? [up, up] : []), close('completed', 'a'), close('skipped', 'a')]);
    }
    default:
      return random.pick([
        { ...close('completed', 'a'), twist: 'closed again' },
        { ...close('skipped', 'a'), twist: 'closed again' },
      ]);
  }
}

/** One thing short of what it was, or one too many. */
function twisted(random: Random, step: Step): Step {
  return random.pick([
    { ...step, twist: 'without history', events: [] },
    { ...step, twist: 'without an entry', seq: null },
    { ...step, twist: 'to any state', state: random.pick(states) },
    { ...step, twist: 'two revisions on', revision: step.revision + 1 },
    { ...step, twist: 'back a revision', revision: step.revision - 1 },
    { ...step, twist: 'up two levels', escalation: step.escalation + random.pick([1, 2]) },
    { ...step, twist: 'moved uncounted', due: step.due + 3, eventDue: step.due + 3 },
    { ...step, twist: 'by the product itself', by: 'system' },
    { ...step, twist: 'by nobody', by: null },
    { ...step, twist: 'without a result', result: null },
    { ...step, twist: 'without a reason', reason: '' },
    { ...step, twist: 'told twice', events: [...step.events, ...step.events] },
    { ...step, twist: 'told another date', eventDue: step.eventDue + 1 },
    { ...step, twist: 'told another act', events: [random.pick(acts)] },
  ]);
}
