import type { Random } from './walks.ts';

/** What a line of a register is, by the words of the specification alone: nothing here is taken from the product. */
export interface Line {
  readonly id: string;
  readonly register: string;
  readonly number: number;
  readonly state: 'current' | 'ended';
  readonly revision: number;
  readonly cells: { readonly n: number };
  readonly key: string | null;
}

export interface Step {
  readonly op: string;
  readonly id: string | null;
  readonly register: string;
  readonly number?: number;
  readonly revision?: number;
  readonly state?: 'current' | 'ended';
  readonly cells?: { readonly n: number };
  readonly key?: string | null;
  /** Null: no history is written. */
  readonly act?: string | null;
  readonly historyCells?: { readonly n: number };
  readonly historyRevision?: number;
  readonly historyState?: 'current' | 'ended';
  /** Which line the entry in the ledger is about. */
  readonly entryOf?: string;
  readonly request?: string | null;
  readonly rows?: number;
  readonly at: string;
  /** What kind of step it is, for the count. */
  readonly twist: string;
}

const acts = ['added', 'changed', 'ended', 'restored', 'imported', 'approved', 'expired'] as const;
/** Few enough that lines often want the same one, enough that most find one that is free. */
const keysMax = 250;
const keyOf = (n: number): string => n.toString(16).padStart(64, '0');

export class Model {
  readonly #lines: Line[] = [];
  readonly #byId = new Map<string, number>();
  /** Lines in force by register and key. */
  readonly #keys = new Map<string, string>();
  readonly #current = new Map<string, number>();
  readonly #last = new Map<string, number>();
  readonly #registers: readonly string[];
  #touched = new Set<string>();
  #step = 0;

  constructor(registers: readonly string[]) {
    this.#registers = registers;
  }

  all = (): readonly Line[] => this.#lines;
  /** Lines that changed since the last call. */
  touched(): Line[] {
    const lines = [...this.#touched].map((id) => this.#lines[this.#byId.get(id)!]!);
    this.#touched = new Set();
    return lines;
  }

  propose(random: Random, id: string): Step {
    this.#step += 1;
    const at = new Date(Date.UTC(2026, 0, 1) + this.#step * 1000).toISOString();
    const register = random.pick(this.#registers);
    if (this.#lines.length === 0 || random.chance(0.08)) return this.#addition(random, id, register, at);
    // Mostly lines of late, so that they are taken through many states.
    const from = random.chance(0.9) ? Math.max(0, this.#lines.length - 200) : 0;
    const line = this.#lines[from + random.below(this.#lines.length - from)]!;
    if (random.chance(0.04)) return this.#confirmation(random, register, at);
    if (random.chance(0.12)) return { op: random.pick(attacks), id: line.id, register: line.register, at, twist: 'attack' };
    if (random.chance(0.03)) return invented(line, at);
    if (random.chance(0.02)) return { op: 'derive', id: line.id, register: line.register, at, twist: 'derive' };
    return twisted(random, this.#change(random, line, at), this.#lines);
  }

  #addition(random: Random, id: string, register: string, at: string): Step {
    const cells = { n: random.below(1_000_000) };
    const approved = random.chance(0.2);
    const step: Step = {
      op: 'insert',
      id,
      register,
      number: random.chance(0.95) ? (this.#last.get(register) ?? 0) + 1 : Math.max(1, this.#last.get(register) ?? 1),
      revision: 1,
      state: random.chance(0.95) ? 'current' : 'ended',
      cells,
      key: keyOf(random.below(keysMax)),
      act: approved ? 'approved' : random.chance(0.9) ? random.pick(['added', 'imported']) : random.pick(acts),
      historyCells: cells,
      historyRevision: 1,
      historyState: 'current',
      entryOf: id,
      request: approved ? id : null,
      at,
      twist: 'add',
    };
    return twisted(random, step, this.#lines);
  }

  /** Mostly what fits the line, sometimes anything at all. */
  #change(random: Random, line: Line, at: string): Step {
    const fitting =
      line.state === 'current' ? ['changed', 'changed', 'ended', 'expired', 'imported'] : ['restored', 'restored', 'imported'];
    const act = random.chance(0.85) ? random.pick(fitting) : random.pick(acts);
    const state = random.chance(0.95)
      ? act === 'ended' || act === 'expired'
        ? 'ended'
        : 'current'
      : random.pick(['current', 'ended'] as const);
    const cells = state === 'ended' && random.chance(0.9) ? line.cells : { n: random.below(1_000_000) };
    const stale = random.chance(0.1);
    const revision = stale ? Math.max(1, line.revision + random.pick([-1, 0, 2])) : line.revision + 1;
    const key = line.key !== null && random.chance(0.7) ? line.key : keyOf(random.below(keysMax));
    return {
      op: 'update',
      id: line.id,
      register: line.register,
      revision,
      state,
      cells,
      key: random.chance(0.97) ? (state === 'current' ? key : null) : key,
      act,
      historyCells: cells,
      historyRevision: revision,
      historyState: state,
      entryOf: line.id,
      at,
      twist: stale ? 'stale' : act,
    };
  }

  #confirmation(random: Random, register: string, at: string): Step {
    const rows = (this.#current.get(register) ?? 0) + (random.chance(0.5) ? 0 : random.pick([-1, 1, 7]));
    return { op: 'confirm', id: null, register, rows, at, twist: 'confirm' };
  }

  /** Whether a step must be accepted. */
  judge(step: Step): boolean {
    if (step.op === 'confirm') return step.rows === (this.#current.get(step.register) ?? 0);
    if (step.op === 'derive') return true;
    if (step.op !== 'insert' && step.op !== 'update') return false;
    const line = this.#line(step.id!);
    const wanted = (line?.revision ?? 0) + 1;
    if (step.revision !== wanted || step.historyRevision !== wanted) return false;
    if (step.act === null || step.entryOf !== step.id) return false;
    if (step.historyState !== step.state || step.historyCells!.n !== step.cells!.n) return false;
    if ((step.state === 'current') !== (step.key !== null)) return false;
    if (step.key !== null) {
      const holder = this.#keys.get(`${step.register} ${step.key}`);
      if (holder !== undefined && holder !== step.id) return false;
    }
    return line === null ? this.#mayBegin(step) : mayBecome(line, step);
  }

  #mayBegin({ state, act, request, number, register }: Step): boolean {
    if (state !== 'current' || number !== (this.#last.get(register) ?? 0) + 1) return false;
    return request === null ? act === 'added' || act === 'imported' : act === 'approved';
  }

  take(step: Step): void {
    if (step.op !== 'insert' && step.op !== 'update') return;
    const before = this.#line(step.id!);
    const { register, revision, state, cells, key } = step as Required<Step>;
    const line: Line = { id: step.id!, register, number: before?.number ?? step.number!, state, revision, cells, key };
    if (before === null) {
      this.#byId.set(line.id, this.#lines.push(line) - 1);
      this.#last.set(register, line.number);
    } else this.#lines[this.#byId.get(line.id)!] = line;
    if (before?.key) this.#keys.delete(`${register} ${before.key}`);
    if (key !== null) this.#keys.set(`${register} ${key}`, line.id);
    const change = Number(state === 'current') - Number(before?.state === 'current');
    this.#current.set(register, (this.#current.get(register) ?? 0) + change);
    this.#touched.add(line.id);
  }

  #line(id: string): Line | null {
    const index = this.#byId.get(id);
    return index === undefined ? null : this.#lines[index]!;
  }
}

function mayBecome(line: Line, { act, state, cells }: Step): boolean {
  const same = cells!.n === line.cells.n;
  if (act === 'changed') return line.state === 'current' && state === 'current';
  if (act === 'ended' || act === 'expired') return line.state === 'current' && state === 'ended' && same;
  if (act === 'restored') return line.state === 'ended' && state === 'current';
  if (act === 'imported') return state === 'current' || (line.state === 'current' && same);
  return false;
}

const attacks = ['rewrite', 'forget', 'delete', 'renumber', 'move', 'unconfirm', 'again'];

/** A history that would be lawful, of a change that nobody makes. */
const invented = (line: Line, at: string): Step => ({
  op: 'invent',
  id: line.id,
  register: line.register,
  act: line.state === 'current' ? 'changed' : 'restored',
  historyCells: line.cells,
  historyRevision: line.revision + 1,
  historyState: 'current',
  entryOf: line.id,
  at,
  twist: 'history alone',
});

/** One thing short of what it says it is. */
function twisted(random: Random, step: Step, lines: readonly Line[]): Step {
  if (random.chance(0.85)) return step;
  const other = lines.length === 0 ? '00000000-0000-0000-0000-000000000000' : random.pick(lines).id;
  const twists: Step[] = [
    { ...step, act: null, twist: 'no history' },
    { ...step, historyCells: { n: step.cells!.n + 1 }, twist: 'other cells in history' },
    { ...step, historyRevision: step.historyRevision! + 1, twist: 'history ahead' },
    { ...step, historyState: step.historyState === 'current' ? 'ended' : 'current', twist: 'other state in history' },
    { ...step, entryOf: other, twist: 'entry about another line' },
  ];
  return random.pick(twists);
}
