export const states = ['new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'] as const;
export type State = (typeof states)[number];
export const acts = ['plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline'] as const;
export type Act = (typeof acts)[number];
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];
export type Left = 'accepted' | 'not-affected' | 'seeded';

const uuid = (kind: number, n: number): string => `00000000-0000-4000-800${kind}-00000000000${n}`;
/** People on the staff list, by whom an account belongs to. */
export const persons = [0, 1, 2].map((n) => uuid(1, n));

/** `listed`: who it is by the staff list; `said`: whom the program names where the list says nothing. `active: null`: no account at all. */
export interface Account {
  readonly id: string;
  readonly roles: readonly string[];
  readonly active: boolean | null;
  readonly listed: string | null;
  readonly said: string | null;
}
const account = (n: number, roles: readonly string[], more: Partial<Account> = {}): Account => ({
  id: uuid(0, n),
  roles,
  active: true,
  listed: null,
  said: null,
  ...more,
});
/** The first two are one person. */
export const accounts: readonly Account[] = [
  account(0, ['administrator'], { said: persons[0]! }),
  account(1, ['administrator'], { listed: persons[0]! }),
  account(2, ['committee'], { listed: persons[1]! }),
  account(3, ['administrator', 'committee']),
  account(4, ['employee'], { listed: persons[2]! }),
  account(5, ['employee']),
  account(6, ['auditor']),
  account(7, ['administrator'], { active: false }),
  account(8, ['administrator'], { active: null }),
];

interface Proposal {
  readonly by: string;
  readonly person: string | null;
  readonly wanted: Left;
  readonly until: number | null;
}
/** A finding as it must stand. Moments are milliseconds, days count from 1970. */
export interface Finding {
  readonly id: string;
  readonly part: string;
  readonly key: number;
  readonly state: State;
  readonly revision: number;
  readonly seen: boolean;
  readonly seenAt: number;
  readonly severity: Severity;
  readonly line: number;
  readonly until: number | null;
  readonly proposal: Proposal | null;
  readonly foundAt: number;
  readonly openedAt: number;
  readonly decidedAt: number;
  /** When somebody last said that it is repaired, or opened it again: only a later scan proves anything. */
  readonly repairedAt: number;
  readonly presences: number;
}
export interface Import {
  readonly id: string;
  readonly at: number;
  readonly scannedAt: number;
  readonly complete: boolean;
  readonly digest: string;
}
/** What one tool says of one part of a target. */
export interface Part {
  readonly id: string;
  readonly target: string;
  readonly tool: string;
  readonly scope: string;
  readonly findings: string[];
  readonly keys: Set<number>;
  readonly imports: Import[];
}
export interface Target {
  readonly id: string;
  readonly no: number;
  readonly developers: readonly string[];
}

/** What the ledger is told of a step: its own entry, none, or one that is wrong in one thing. */
export const wrongEntries = ['none', 'of another kind', 'of another moment', 'by another', 'of another target'] as const;
export const wrongWords = ['of another step', 'of another finding'] as const;

interface Base {
  readonly twist: string;
  readonly at: number;
  /** `own`, or what is wrong with it. */
  readonly entry: string;
  readonly by: string;
}
export interface TargetStep extends Base {
  readonly op: 'target';
  readonly id: string;
  readonly no: number;
  readonly developers: readonly string[];
}
export interface ImportStep extends Base {
  readonly op: 'import';
  readonly id: string;
  readonly part: string;
  readonly complete: boolean;
  readonly scannedAt: number;
  readonly digest: string;
  readonly added: readonly { readonly id: string; readonly key: number; readonly severity: Severity; readonly openedAt: number }[];
  readonly lines: readonly { readonly id: string; readonly seen: boolean; readonly severity: Severity }[];
  /** The import is written before what it says. */
  readonly backwards: boolean;
  /** The import whose entry it uses, for `told once for two`. */
  readonly before: string | null;
}
export interface DecideStep extends Base {
  readonly op: 'decide';
  readonly id: string;
  readonly no: number;
  readonly act: Act;
  readonly from: State;
  readonly to: State;
  readonly wanted: Left | null;
  readonly until: number | null;
  readonly reason: string;
  readonly proof: string | null;
  readonly person: string | null;
}
/** The line moved in the file: the same key on another line. */
export interface MoveStep extends Base {
  readonly op: 'move';
  readonly id: string;
  readonly line: number;
}
/** An attempt on what was written. */
export interface TamperStep extends Base {
  readonly op: 'tamper';
  readonly id: string;
  readonly part: string;
  readonly import: string;
}
export type Step = TargetStep | ImportStep | DecideStep | MoveStep | TamperStep;

const dayMs = 86_400_000;
/** The day in Japan. */
export const dayOf = (at: number): number => Math.floor((at + 9 * 3_600_000) / dayMs);
export const untilDaysMax = 366;

/** Two parts by one tool, and one by another. */
const tools = [
  ['one', ''],
  ['one', 'web'],
  ['two', ''],
] as const;

/** Where each step leads; proposals and what becomes of them aside. */
const ways: Readonly<Partial<Record<Act, readonly [readonly State[], State]>>> = {
  plan: [['new', 'fixed'], 'planned'],
  fix: [['new', 'planned'], 'fixed'],
  verify: [['new', 'planned', 'fixed'], 'verified'],
  reopen: [['planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'], 'new'],
};

/** What may become of a finding, told without a look at the database or at our code. */
export class Model {
  readonly targets = new Map<string, Target>();
  readonly parts = new Map<string, Part>();
  readonly findings = new Map<string, Finding>();
  readonly #inOrder: Part[] = [];
  #touched = new Set<string>();

  all = (): Finding[] => [...this.findings.values()];
  /** The parts of the newest target and of the one before. */
  lately = (): readonly Part[] => this.#inOrder.slice(-6);
  touched(): Finding[] {
    const found = [...this.#touched].map((id) => this.findings.get(id)!);
    this.#touched = new Set();
    return found;
  }

  /** Whether a step must be accepted. */
  judge(step: Step): boolean {
    if (step.op === 'tamper') return false;
    if (step.op === 'move') return true;
    if (step.entry !== 'own') return false;
    if (step.op === 'target') return step.no === (this.targets.get(step.id)?.no ?? 0) + 1;
    return step.op === 'import' ? this.#mayImport(step) : this.#mayDecide(step, this.findings.get(step.id)!);
  }

  #mayImport({ part: id, at, scannedAt, complete, digest, added, lines, backwards, by }: ImportStep): boolean {
    const part = this.parts.get(id)!;
    const last = part.imports.at(-1);
    if (by.startsWith('scan-token:') || (backwards && added.length + lines.length > 0)) return false;
    if (scannedAt > at || (last !== undefined && (at < last.at || scannedAt < last.scannedAt))) return false;
    if (part.imports.some((each) => each.digest === digest)) return false;
    if (new Set(lines.map((line) => line.id)).size < lines.length) return false;
    if (added.some(({ key, openedAt }) => part.keys.has(key) || openedAt !== at)) return false;
    const found = new Set(added.map((each) => each.id));
    if (added.some((each) => !lines.some((line) => line.id === each.id && line.seen))) return false;
    return lines.every((line) => {
      if (found.has(line.id)) return line.seen;
      const known = this.findings.get(line.id)!;
      return known.part === id && (line.seen || (complete && line.severity === known.severity));
    });
  }

  #mayDecide(step: DecideStep, one: Finding): boolean {
    const { act, to, at, until } = step;
    if (step.no !== one.revision + 1 || step.from !== one.state || at < Math.max(one.foundAt, one.decidedAt)) return false;
    if (!this.#maySay(step, one)) return false;
    if ((act === 'propose' || act === 'reopen') && step.reason.trim() === '') return false;
    const leaves = act === 'propose' || act === 'agree';
    if (leaves !== (step.wanted !== null) || (act === 'verify') !== (step.proof !== null)) return false;
    if ((leaves && step.wanted !== 'seeded') !== (until !== null)) return false;
    if (until !== null && (until < dayOf(at) || until > dayOf(at) + untilDaysMax)) return false;
    const way = ways[act];
    if (way !== undefined) return way[0].includes(one.state) && to === way[1] && (act !== 'verify' || this.#isProven(step, one));
    if (act === 'propose') return one.state !== 'verified' && to === one.state && one.proposal === null;
    if (one.proposal === null) return false;
    if (act === 'decline') return to === one.state;
    const { by, person, wanted } = one.proposal;
    const same = by === step.by || (person !== null && person === personOf(step));
    return !same && to === wanted && step.wanted === wanted && until === one.proposal.until;
  }

  /** Administrators decide everywhere, whoever works on a target there; the committee may agree. An auditor only reads. */
  #maySay({ by, act }: DecideStep, one: Finding): boolean {
    const who = accounts.find(({ id }) => id === by);
    if (!who?.active || who.roles.includes('auditor')) return false;
    if (who.roles.includes('administrator')) return true;
    if (act === 'agree') return who.roles.includes('committee');
    return this.targets.get(this.parts.get(one.part)!.target)!.developers.includes(by);
  }

  /** Gone by a complete scan of the same tool and part, made after the repair. */
  #isProven({ proof, at }: DecideStep, one: Finding): boolean {
    const scan = this.parts.get(one.part)!.imports.find(({ id }) => id === proof);
    if (one.seen || scan === undefined || !scan.complete) return false;
    return scan.at >= one.seenAt && scan.at <= at && scan.scannedAt > one.repairedAt;
  }

  take(step: Step): void {
    if (step.op === 'target') this.#takeTarget(step);
    if (step.op === 'import') this.#takeImport(step);
    if (step.op === 'decide') this.#set(decided(this.findings.get(step.id)!, step));
    if (step.op === 'move') this.#set({ ...this.findings.get(step.id)!, line: step.line });
  }

  #set(one: Finding): void {
    this.findings.set(one.id, one);
    this.#touched.add(one.id);
  }

  #takeTarget({ id, no, developers }: TargetStep): void {
    this.targets.set(id, { id, no, developers });
    if (no > 1) return;
    for (const [tool, scope] of tools) {
      const part = { id: `${id} ${tool} ${scope}`, target: id, tool, scope, findings: [], keys: new Set<number>(), imports: [] };
      this.parts.set(part.id, part);
      this.#inOrder.push(part);
    }
  }

  /** It moves no state: it says what is seen, and what was closed and is seen again is due anew. */
  #takeImport({ id, part: of, at, scannedAt, complete, digest, added, lines }: ImportStep): void {
    const part = this.parts.get(of)!;
    part.imports.push({ id, at, scannedAt, complete, digest });
    for (const each of added) {
      part.findings.push(each.id);
      part.keys.add(each.key);
      this.#set({ ...fresh, id: each.id, part: of, key: each.key, severity: each.severity, foundAt: at, openedAt: at, seenAt: at });
    }
    for (const { id: about, seen, severity } of lines) {
      const one = this.findings.get(about)!;
      const back = seen && !one.seen && one.state === 'verified';
      this.#set({ ...one, seen, severity, seenAt: at, openedAt: back ? at : one.openedAt, presences: one.presences + 1 });
    }
  }
}

const fresh: Omit<Finding, 'id' | 'part' | 'key' | 'severity' | 'foundAt' | 'openedAt' | 'seenAt'> = {
  state: 'new',
  revision: 0,
  seen: true,
  line: 1,
  until: null,
  proposal: null,
  decidedAt: 0,
  repairedAt: 0,
  presences: 0,
};

/** Who an account is by the staff list; what the program says counts only where the list says nothing. */
const personOf = ({ by, person }: DecideStep): string | null => accounts.find(({ id }) => id === by)?.listed ?? person;

function decided(one: Finding, step: DecideStep): Finding {
  const { act, to, at, wanted, until } = step;
  const ends = act === 'agree' ? until : to === one.state ? one.until : null;
  return {
    ...one,
    state: to,
    revision: step.no,
    until: ends,
    proposal: act === 'propose' ? { by: step.by, person: personOf(step), wanted: wanted!, until } : null,
    decidedAt: at,
    openedAt: act === 'reopen' ? at : one.openedAt,
    repairedAt: act === 'fix' || act === 'reopen' ? at : one.repairedAt,
  };
}
