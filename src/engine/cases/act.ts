import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { searchForm, words } from '../../base/text.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import type { CaseKind, CaseStep } from '../../mechanism/case.ts';
import { type CellProblem, cellsFault, readCells } from '../../mechanism/cells.ts';
import type { Cells } from '../../mechanism/field.ts';
import { namedBy, namedTypes, whyNotNamed } from '../../mechanism/named.ts';
import { adopt } from './adopt.ts';
import { countOpen, countOpenOf, eventsOf, insertCase, insertDevices, nextNumber, readCase } from './case.store.ts';
import { type Going, go } from './go.ts';
import type { Actor } from './ports.ts';
import { type CaseRow, type CasesDeps, casesLimits, kindOf, numberOf, soFar, stepsFrom, subjectOf } from './shape.ts';
import { readsAll } from './waits.ts';

export interface OpenGiven {
  readonly kind: string;
  readonly variant: string;
  readonly step: string;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly attach: readonly string[];
}
export interface StepGiven {
  readonly step: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly attach: readonly string[];
  /** Whether the person has just shown a second factor again. */
  readonly confirmed: boolean;
}
export interface CaseReceipt {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly state: string;
}

/** Everybody may do what an employee may. Deputies act with their own roles. */
export const mayDo = ({ by }: Pick<CaseStep, 'by'>, roles: readonly string[]): boolean =>
  by.includes('employee') ? !roles.includes('auditor') : by.some((role) => roles.includes(role));

/**
 * Opens a case by an act of a person.
 * @throws Fault `not-found`, `forbidden`, `bad-request`, `value-out-of-bounds` (cells), `not-ready` (a file is missing, or it cannot be)
 */
export async function open(deps: CasesDeps, given: OpenGiven, actor: Actor): Promise<CaseReceipt> {
  const kind = kindOf(deps, given.kind);
  if (!Object.hasOwn(kind.variants, given.variant)) throw new Fault('bad-request', { field: 'variant' });
  const step = stepsFrom(kind, given.variant, null).find(({ id, way }) => id === given.step && way.type === 'act');
  if (step === undefined) throw new Fault('bad-request', { field: 'step' });
  const account = accountFor(step, actor);
  if (!readsAll(kind, actor.roles) && (await countOpenOf(deps.pool, kind.id, account)) >= casesLimits.openOfOneMax) throw tooManyOfOne();
  const cells = await readStep(deps, step, given.cells);
  const at = deps.clock.now();
  refuse(step.refuses?.(cells, { variant: given.variant, state: '', done: new Map(), now: at }) ?? null);
  const going = { step, cells, problem: false, by: actor.actor, at, ...(await whoDid(deps, step, cells, [account])) };
  return inTransaction(deps.pool, (tx) =>
    begin(deps, tx, kind, { variant: given.variant, request: null, line: null, attach: given.attach }, going),
  );
}

const tooManyOfOne = (): Fault =>
  new Fault('value-out-of-bounds', {
    field: 'kind',
    ja: `1人が始めて終わっていない案件は、1種類につき${casesLimits.openOfOneMax}件までです。`,
    en: `One person can have begun at most ${casesLimits.openOfOneMax} open cases of a kind.`,
  });

/** Writes a case with its first event. Also for requests and for what the product opens itself. */
export async function begin(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  from: {
    readonly variant: string;
    readonly request: string | null;
    readonly line: string | null;
    readonly attach?: readonly string[];
    readonly devices?: readonly string[];
  },
  going: Going,
): Promise<CaseReceipt> {
  const { by, at, cells } = going;
  const number = await nextNumber(tx, kind.id);
  if ((await countOpen(tx, kind.id)) >= casesLimits.openMax)
    throw new Fault('value-out-of-bounds', {
      field: 'kind',
      ja: `終わっていない案件は${casesLimits.openMax}件までです。先に終えてください。`,
      en: `There can be ${casesLimits.openMax} open cases of a kind. End some first.`,
    });
  const label = labelOf(kind, cells);
  const blank: CaseRow = {
    id: newId(),
    kind: kind.id,
    number,
    variant: from.variant,
    label,
    state: '',
    revision: 0,
    request: from.request,
    line: from.line,
    lineRevision: null,
    openedAt: at,
    changedAt: at,
    endedAt: null,
  };
  const taken = from.line === null ? await adopt(deps, tx, kind, going) : null;
  const line = from.line ?? taken?.line ?? (await mirrorOf(deps, tx, kind, blank, going));
  const one = { ...blank, line, lineRevision: taken?.revision ?? null };
  await insertCase(tx, { ...one, at, search: searchForm([numberOf(kind, one), label, kind.title.ja, kind.title.en].join('\n')) });
  await insertDevices(tx, one.id, (from.devices ?? kind.devices?.(cells) ?? []).slice(0, casesLimits.devicesMax));
  const files = await bind(deps, tx, going.step, one, from.attach ?? [], by, at);
  const after = await go(deps, tx, kind, one, [], { ...going, files });
  return receiptOf(kind, after);
}

/** The line that mirrors a case which no request opened. */
async function mirrorOf(deps: CasesDeps, tx: Tx, kind: CaseKind, one: CaseRow, { step, cells, by, at }: Going): Promise<string | null> {
  const mirrored = kind.mirror?.cells({ ...soFar(one, [], at), done: new Map([[step.id, { at, cells }]]) }, null) ?? null;
  return mirrored === null ? null : (await deps.ports.register.add(tx, kind.mirror!.register, mirrored, { by, at })).row;
}

/**
 * Does a step by an act of a person.
 * @throws Fault `not-found`, `forbidden`, `conflict` (an older revision), `wrong-state`, `same-person`, `value-out-of-bounds`,
 *   `not-ready`, `step-up-required`
 */
export async function act(deps: CasesDeps, id: string, given: StepGiven, actor: Actor): Promise<CaseReceipt> {
  const seen = await readCase(deps.pool, id);
  if (seen === null) throw new Fault('not-found', { case: id });
  const kind = kindOf(deps, seen.kind);
  const step = kind.steps.find((each) => each.id === given.step && each.way.type === 'act' && each.from.length > 0);
  if (step === undefined) throw new Fault('bad-request', { field: 'step' });
  const account = accountFor(step, actor);
  if (step.stepUp && !given.confirmed) throw new Fault('step-up-required');
  const cells = await readStep(deps, step, given.cells);
  const who = await whoDid(deps, step, cells, [account]);
  return inTransaction(deps.pool, async (tx) => {
    // What is recorded for the case holds its occurrence first, then the case.
    await deps.ports.duties.hold(tx, id);
    const one = await hold(tx, id);
    if (one.revision !== given.revision) throw new Fault('conflict', { revision: one.revision });
    mustLead(kind, one, step);
    const at = deps.clock.now();
    const events = await eventsOf(tx, id);
    refuse(step.refuses?.(cells, soFar(one, events, at)) ?? null);
    const files = await bind(deps, tx, step, one, given.attach, actor.actor, at);
    return receiptOf(kind, await go(deps, tx, kind, one, events, { step, cells, problem: false, by: actor.actor, at, files, ...who }));
  });
}

export const receiptOf = (kind: CaseKind, one: CaseRow): CaseReceipt => ({
  id: one.id,
  number: numberOf(kind, one),
  revision: one.revision,
  state: one.state,
});

/** The case as it stands. Two who act on it follow each other: the event of the second finds another revision. */
export async function hold(tx: Tx, id: string): Promise<CaseRow> {
  // The application's role cannot lock what it cannot update; the advisory lock does, and the trigger locks the row itself.
  await tx.query('SELECT pg_advisory_xact_lock(8034051, hashtext($1))', [id]);
  const one = await readCase(tx, id);
  if (one === null) throw new Fault('not-found', { case: id });
  return one;
}

export function mustLead(kind: CaseKind, one: CaseRow, step: CaseStep): void {
  if (stepsFrom(kind, one.variant, one.state).includes(step)) return;
  const state = kind.states[one.state]?.title ?? words(one.state, one.state);
  throw new Fault('wrong-state', {
    state: one.state,
    ja: `この案件は「${state.ja}」です。「${step.title.ja}」はここではできません。`,
    en: `The case is “${state.en}”; “${step.title.en}” does not follow on that.`,
  });
}

function accountFor(step: CaseStep, { accountId, roles }: Actor): string {
  if (accountId === null || !mayDo(step, roles)) throw new Fault('forbidden', { step: step.id });
  return accountId;
}

function refuse(says: { readonly ja: string; readonly en: string } | null): void {
  if (says !== null) throw new Fault('not-ready', { ja: says.ja, en: says.en });
}

const labelOf = (kind: CaseKind, cells: Cells): string => {
  const said = kind.label(cells).replaceAll(/\s+/g, ' ').trim();
  const label = said === '' ? kind.title.ja : said;
  return label.length > casesLimits.labelCharsMax ? `${label.slice(0, casesLimits.labelCharsMax - 1).toWellFormed()}…` : label;
};

/** Accounts that did a step, and who they and the one that is named are on the staff list. */
export async function whoDid(
  deps: CasesDeps,
  { who }: CaseStep,
  cells: Cells,
  accounts: readonly string[],
): Promise<{ readonly actors: readonly string[]; readonly people: readonly string[] }> {
  const known = await deps.ports.peopleOf(accounts);
  const named = who === undefined ? null : cells[who];
  return { actors: [...new Set(accounts)], people: [...new Set([...known.values(), ...(typeof named === 'string' ? [named] : [])])] };
}

/** Cells as the step asks, and only what there is can be named. */
async function readStep({ ports }: CasesDeps, { fields, adopts }: CaseStep, given: Readonly<Record<string, unknown>>): Promise<Cells> {
  const read = readCells(fields, given);
  if (!read.ok) throw cellsFault(read.problems);
  const problems: CellProblem[] = [];
  for (const type of namedTypes) {
    const named = namedBy(type, fields, read.cells);
    if (named.length === 0) continue;
    const known = await ports.named(type, [...new Set(named.flatMap(({ ids }) => ids))]);
    for (const { field, ids } of named) {
      // Why a line that has ended cannot be taken is said in its own words, where it is held.
      const says = field.id === adopts?.field && ids.every((id) => known.has(id)) ? null : whyNotNamed(field, ids, known);
      if (says !== null) problems.push({ field: field.id, says });
    }
  }
  if (problems.length > 0) throw cellsFault(problems);
  return read.cells;
}

async function bind(deps: CasesDeps, tx: Tx, step: CaseStep, one: CaseRow, attach: readonly string[], by: string, at: Date) {
  const files = attach.length === 0 ? [] : await deps.ports.bindFiles(tx, attach, { subject: subjectOf(one), by, at });
  if (step.file === 'needed' && files.length === 0) throw new Fault('not-ready', { what: 'file' });
  return files;
}
