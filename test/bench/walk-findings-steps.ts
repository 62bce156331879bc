import {
  type Account,
  type Act,
  accounts,
  acts,
  type DecideStep,
  dayOf,
  type Finding,
  type ImportStep,
  type Left,
  type Model,
  type Part,
  persons,
  type Severity,
  type State,
  type Step,
  severities,
  states,
  untilDaysMax,
  wrongEntries,
  wrongWords,
} from './walk-findings-model.ts';
import type { Random } from './walks.ts';

export const tampers = [
  'state',
  'seen',
  'severity',
  'due anew',
  'until',
  'revision',
  'proposal',
  'another key',
  'delete finding',
  'delete history',
  'rewrite history',
  'delete presence',
  'rewrite presence',
  'delete import',
  'rewrite import',
  'delete target',
  'rewrite target',
  'rewrite version',
  'begun as verified',
  'begun as gone',
  'line added to an import',
  'finding added to an import',
  'an import that never came',
] as const;

const stepMs = 7 * 60_000;
const begunAt = Date.UTC(2026, 0, 5);
const findingsMax = 6;
/** Of one target; then the next one begins, so that what a step looks at stays small. */
const stepsOfTarget = 600;
const lefts: readonly Left[] = ['accepted', 'not-affected', 'seeded'];

/** What is tried next: mostly something lawful, sometimes one thing short of it, sometimes anything at all. */
export class Proposer {
  readonly #model: Model;
  #count = 0;
  #target = '';

  constructor(model: Model) {
    this.#model = model;
  }

  propose(random: Random, newUuid: () => string): Step {
    this.#count += 1;
    const at = begunAt + this.#count * stepMs;
    if (this.#count % stepsOfTarget === 1) {
      this.#target = newUuid();
      return { op: 'target', twist: 'target', id: this.#target, no: 1, developers: someone(random), at, entry: 'own', by: accounts[0]!.id };
    }
    const lately = this.#model.lately();
    const parts = lately.slice(-3);
    const part = random.chance(0.6) ? parts[0]! : random.pick(parts);
    if (random.chance(0.01)) return this.#retarget(random, at);
    const known = parts.flatMap(({ findings }) => findings);
    if (known.length === 0 || random.chance(0.16))
      return this.#import(random, random.chance(0.9) ? part : random.pick(lately), known, at, newUuid);
    const one = this.#model.findings.get(random.chance(0.8) && part.findings.length > 0 ? random.pick(part.findings) : random.pick(known))!;
    if (random.chance(0.02)) return { op: 'move', twist: 'moved', id: one.id, line: 1 + random.below(900), at, entry: 'own', by: '' };
    if (random.chance(0.06)) {
      const imported = this.#model.parts.get(one.part)!.imports;
      return {
        op: 'tamper',
        twist: random.pick(tampers),
        id: one.id,
        part: one.part,
        import: random.pick(imported).id,
        at,
        entry: 'own',
        by: '',
      };
    }
    return this.#decision(random, one, at);
  }

  #retarget(random: Random, at: number): Step {
    const { id, no } = this.#model.targets.get(this.#target)!;
    const step = { op: 'target', id, developers: someone(random), at, by: accounts[0]!.id } as const;
    const next = { ...step, no: no + 1, twist: 'target', entry: 'own' };
    if (random.chance(0.6)) return next;
    if (random.chance(0.5)) return { ...next, no: no + random.pick([0, 2]), twist: 'target out of order' };
    const entry = random.pick(wrongEntries);
    return { ...next, entry, twist: `target, entry ${entry}` };
  }

  #import(random: Random, part: Part, known: readonly string[], at: number, newUuid: () => string): Step {
    const complete = random.chance(0.8);
    const last = part.imports.at(-1);
    const lines: { id: string; seen: boolean; severity: Severity }[] = [];
    for (const id of part.findings) {
      const { seen, severity } = this.#model.findings.get(id)!;
      if (seen && complete && random.chance(0.35)) lines.push({ id, seen: false, severity });
      else if (!seen && random.chance(0.35)) lines.push({ id, seen: true, severity });
      else if (seen && random.chance(0.05)) lines.push({ id, seen: true, severity: random.pick(severities) });
    }
    const added: { id: string; key: number; severity: Severity; openedAt: number }[] = [];
    if (part.findings.length < findingsMax && random.chance(0.5)) {
      const one = { id: newUuid(), key: random.below(1_000_000), severity: random.pick(severities), openedAt: at };
      added.push(one);
      lines.push({ id: one.id, seen: true, severity: one.severity });
    }
    const scannedAt = random.chance(0.5) ? at : Math.max(last?.scannedAt ?? 0, at - random.below(40) * stepMs);
    const step: ImportStep = {
      op: 'import',
      twist: complete ? 'import' : 'import of a part',
      id: newUuid(),
      part: part.id,
      complete,
      scannedAt,
      digest: newUuid().replaceAll('-', ''),
      added,
      lines,
      backwards: false,
      before: null,
      at,
      entry: 'own',
      by: accounts[0]!.id,
    };
    return random.chance(0.7) ? step : this.#twistedImport(random, step, part, known, newUuid);
  }

  #twistedImport(random: Random, step: ImportStep, part: Part, known: readonly string[], newUuid: () => string): Step {
    const last = part.imports.at(-1);
    const one = part.findings.length > 0 ? this.#model.findings.get(random.pick(part.findings))! : null;
    const stranger = known.map((id) => this.#model.findings.get(id)!).find((each) => each.part !== part.id);
    const other = newUuid();
    const extra = { id: other, key: random.below(1_000_000), severity: 'high', openedAt: step.at } as const;
    const shown = { id: other, seen: true, severity: 'high' } as const;
    const { added, lines } = step;
    const twists: [string, Partial<ImportStep>][] = [
      ['scanned in the future', { scannedAt: step.at + stepMs * (1 + random.below(200)) }],
      ['by a token that is none', { by: `scan-token:${other}` }],
      ['found and gone at once', { complete: true, added: [...added, extra], lines: [...lines, { ...shown, seen: false }] }],
      ['found without a line', { added: [...added, extra] }],
      ['due later than found', { added: [...added, { ...extra, openedAt: step.at + 30 * 86_400_000 }], lines: [...lines, shown] }],
      ['written before what it says', { added: [...added, extra], lines: [...lines, shown], backwards: true }],
    ];
    const wrong = random.pick(wrongEntries);
    twists.push([`entry ${wrong}`, { entry: wrong }]);
    if (last !== undefined) {
      twists.push(['older than the last', { scannedAt: last.scannedAt - stepMs, at: step.at }]);
      twists.push(['before the last', { at: last.at - stepMs, scannedAt: last.at - stepMs, added: [], lines: [] }]);
      twists.push(['same file again', { digest: random.pick(part.imports).digest }]);
      const twice = { at: last.at, scannedAt: last.at, added: [], lines: [], entry: 'used again', before: last.id };
      twists.push(['told once for two', twice]);
    }
    if (one !== null) {
      const others = lines.filter(({ id }) => id !== one.id);
      const gone = { id: one.id, seen: false, severity: one.severity };
      const rerated = severities.find((each) => each !== one.severity)!;
      twists.push(['gone by a part', { complete: false, lines: [...others, gone] }]);
      twists.push(['gone and rated anew', { complete: true, lines: [...others, { ...gone, severity: rerated }] }]);
      twists.push(['known key as a new finding', { added: [...added, { ...extra, key: one.key }], lines: [...lines, shown] }]);
    }
    if (stranger !== undefined)
      twists.push(['of another part', { lines: [...lines, { id: stranger.id, seen: true, severity: stranger.severity }] }]);
    const [twist, change] = random.pick(twists);
    return { ...step, ...change, twist: `import, ${twist}` };
  }

  #decision(random: Random, one: Finding, at: number): Step {
    const act = random.chance(0.8) ? random.pick(fitting(one)) : random.pick(acts);
    const who = this.#who(random, act, one);
    const wanted = act === 'propose' ? random.pick(lefts) : act === 'agree' ? (one.proposal?.wanted ?? random.pick(lefts)) : null;
    const until = act === 'agree' && one.proposal ? one.proposal.until : untilOf(random, wanted, at);
    const step: DecideStep = {
      op: 'decide',
      twist: act,
      id: one.id,
      no: one.revision + 1,
      act,
      from: one.state,
      to: leadsTo(act, one, wanted),
      wanted,
      until,
      reason: 'x',
      proof: act === 'verify' ? this.#proof(random, one) : null,
      by: who.id,
      person: who.listed ?? who.said,
      at,
      entry: 'own',
    };
    return random.chance(0.7) ? step : this.#twisted(random, step, one);
  }

  /** Mostly somebody who may, so that findings are led through their states. */
  #who(random: Random, act: Act, one: Finding): Account {
    const developers = this.#model.targets.get(this.#model.parts.get(one.part)!.target)!.developers;
    const may = accounts.filter(
      ({ id, roles, active }) =>
        active && (roles.includes('administrator') || roles.includes('committee') === (act === 'agree') || developers.includes(id)),
    );
    return random.pick(random.chance(0.75) ? may : accounts);
  }

  /** Mostly the newest scan that may prove it, sometimes the newest of all, of another part or of another target. */
  #proof(random: Random, { part }: Finding): string {
    const { imports } = this.#model.parts.get(part)!;
    const roll = random.below(10);
    if (roll < 6) return (imports.findLast(({ complete }) => complete) ?? imports.at(-1)!).id;
    if (roll < 8) return random.pick(imports.slice(-5)).id;
    const others = this.#model.lately().filter((each) => each.id !== part && each.imports.length > 0);
    return (others.length === 0 ? imports : random.pick(others).imports).at(-1)!.id;
  }

  #twisted(random: Random, step: DecideStep, one: Finding): Step {
    const wrong = random.pick([...wrongEntries, ...wrongWords]);
    const early = Math.max(one.foundAt, one.decidedAt) - stepMs;
    const twists: [string, Partial<DecideStep>][] = [
      [`entry ${wrong}`, { entry: wrong }],
      ['of a revision that is gone', { no: Math.max(1, step.no - 1) }],
      ['ahead', { no: step.no + 1 }],
      ['from anywhere', { from: random.pick(states) }],
      ['to anywhere', { to: random.pick(states) }],
      ['before what was', { at: early, until: untilOf(random, step.wanted, early) }],
      ['by anybody', { by: random.pick(accounts).id }],
      ['as somebody else', { person: random.pick([...persons, null]) }],
      ['by the system', { by: 'system', person: null }],
      ['without a reason', { reason: random.pick(['', ' ']) }],
      ['until any day', { until: dayOf(step.at) + random.pick([-1, 0, untilDaysMax, untilDaysMax + 1]) }],
      ['without an end', { until: null }],
      ['that wants something else', { wanted: random.pick([...lefts, null]) }],
      ['with any proof', { proof: random.chance(0.7) ? this.#proof(random, one) : null }],
      ['by the one who proposed', one.proposal === null ? { no: step.no + 1 } : { by: one.proposal.by, person: one.proposal.person }],
    ];
    const [twist, change] = random.pick(twists);
    return { ...step, ...change, twist: `${step.act}, ${twist}` };
  }
}

/** Whoever works on a target: any of those who are no administrators, an auditor too. */
const someone = (random: Random): string[] =>
  accounts.flatMap(({ id, roles }) => (!roles.includes('administrator') && random.chance(0.4) ? [id] : []));

function untilOf(random: Random, wanted: Left | null, at: number): number | null {
  return wanted === null || wanted === 'seeded'
    ? null
    : dayOf(at) + (random.chance(0.5) ? random.below(2) : random.below(untilDaysMax + 1));
}

function fitting({ state, proposal, seen }: Finding): readonly Act[] {
  if (proposal !== null) return ['agree', 'agree', 'agree', 'decline', 'plan'];
  const closing: readonly Act[] = seen ? [] : ['verify', 'verify'];
  if (state === 'new') return ['plan', 'fix', 'propose', ...closing];
  if (state === 'planned') return ['fix', 'fix', 'propose', ...closing];
  if (state === 'fixed') return ['plan', 'reopen', 'propose', ...closing, ...closing];
  return state === 'verified' ? ['reopen'] : ['reopen', 'propose'];
}

function leadsTo(act: Act, { state }: Finding, wanted: Left | null): State {
  const to: Partial<Record<Act, State>> = { plan: 'planned', fix: 'fixed', verify: 'verified', reopen: 'new', agree: wanted ?? 'accepted' };
  return to[act] ?? state;
}
