import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import type { Language, Words } from '../base/text.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append, type LedgerKind } from '../ledger/index.ts';
import { assessmentsOf } from './assessment.store.ts';
import { type Actor, type DevelopmentDeps, developmentLimits, type Project } from './ports.ts';
import { holdList, insertRequirements, insertTraces, insertWordings, requirementsOf } from './requirement.store.ts';
import { fieldProblem, type Requirement, type Trace, traceFields, traceOf, type Wording, wordingFields, wordingOf } from './requirement.ts';
import { propose } from './starters/index.ts';

/** A line as a person left it: `id` null is a new one. Fields that are left out stay as they are. */
export interface LineGiven {
  readonly id: string | null;
  /** What it says: the revision that the person saw; 0 for a new one. */
  readonly revision: number;
  readonly cells: Partial<Record<keyof Wording, string>>;
}
export interface TraceGiven {
  readonly id: string;
  readonly revision: number;
  readonly cells: Partial<Record<keyof Trace, string>>;
}

const subjectOf = (caseId: string): string => `case:development/project case:${caseId}`;
export const blankWording: Wording = {
  topic: 'operation',
  title: '',
  prevent: '',
  detect: '',
  respond: '',
  recover: '',
  verify: 'test',
  decision: 'open',
  reason: '',
};

/** A list is written only before it is handed over; the database holds that too. */
function mustBeOpen({ state, ended }: Project): void {
  if (ended || state !== 'requirements')
    throw new Fault('wrong-state', {
      state,
      ja: '要求事項の表は提出後に確定しています。直すには、案件の「要求事項を見直す」で要件定義に戻してください。',
      en: 'The list is frozen since it was handed over. Open the requirements again in the project to change it.',
    });
}

/** Refuses a line with the field and its number, so that the screen can show where. */
function refuseLine(at: string, field: string, says: Words): never {
  throw new Fault('value-out-of-bounds', { line: at, field, ja: `${at}行目: ${says.ja}`, en: `Line ${at}: ${says.en}` });
}

async function say(
  tx: Tx,
  kind: LedgerKind,
  caseId: string,
  lines: readonly { id: string; revision: number }[],
  texts: readonly object[],
  { actor }: Actor,
  at: Date,
) {
  const payload = { lines: lines.map(({ id, revision }, i) => ({ id, revision, content: sha256Hex(canonicalJson(texts[i] as never)) })) };
  const ledgerSeq = await append(tx, at, [{ kind, actor, subject: subjectOf(caseId), payload }]);
  return { by: actor, at, ledgerSeq };
}

/** Merges what was given into what stands; a revision that is not the newest is a conflict. */
function merged<T extends object>(
  base: T,
  fields: readonly (keyof T & string)[],
  cells: Partial<Record<string, string>>,
  where: string,
): T {
  const next: Record<string, unknown> = Object.fromEntries(Object.entries(base));
  for (const [field, value] of Object.entries(cells)) {
    if (!fields.includes(field as keyof T & string)) throw new Fault('bad-request', { field: field.slice(0, 60) });
    if (value === undefined) continue;
    const text = value.trim();
    const problem = fieldProblem(field as never, text);
    if (problem !== null) refuseLine(where, field, problem);
    next[field] = text;
  }
  return next as T;
}

/**
 * Writes lines of a list, all or none. What is the same as before is not written.
 * @throws Fault `not-found`, `wrong-state` (frozen), `conflict` (an older revision), `value-out-of-bounds`, `bad-request`
 */
export async function saveLines(
  deps: DevelopmentDeps,
  caseId: string,
  given: readonly LineGiven[],
  actor: Actor,
): Promise<readonly Requirement[]> {
  const project = await deps.ports.project(caseId, actor);
  mustBeOpen(project);
  if (given.length > developmentLimits.linesMax) throw new Fault('bad-request', { linesMax: developmentLimits.linesMax });
  return inTransaction(deps.pool, async (tx) => {
    await holdList(tx, caseId);
    // Read only now: who waited for the lock must see what the one before wrote.
    const at = deps.clock.now();
    mustBeOpen(await deps.ports.project(caseId, actor));
    await writeWithin(tx, caseId, await requirementsOf(tx, caseId, at), given, actor, at);
    return requirementsOf(tx, caseId, at);
  });
}

/** The writing itself, for saves, starters and imports alike. Returns how many lines came and changed. */
export async function writeWithin(
  tx: Tx,
  caseId: string,
  before: readonly Requirement[],
  given: readonly (LineGiven & { readonly starter?: string })[],
  actor: Actor,
  at: Date,
): Promise<{ readonly added: number; readonly changed: number }> {
  const byId = new Map(before.map((line) => [line.id, line]));
  let no = before.at(-1)?.no ?? 0;
  const added: { id: string; no: number; starter: string | null }[] = [];
  const wordings: (Wording & { id: string; revision: number })[] = [];
  for (const { id, revision, cells, starter } of given) {
    if (id === null) {
      no += 1;
      const line = merged(blankWording, wordingFields, { title: '', ...cells }, String(no));
      if (line.decision === 'notApplicable' && line.reason === '') refuseLine(String(no), 'reason', reasonMissing);
      added.push({ id: newId(), no, starter: starter ?? null });
      wordings.push({ ...line, id: added.at(-1)!.id, revision: 1 });
      continue;
    }
    const stored = byId.get(id);
    if (stored === undefined) throw new Fault('not-found', { requirement: id });
    if (stored.revision !== revision) throw new Fault('conflict', { requirement: id, no: stored.no, revision: stored.revision });
    const old = wordingOf(stored);
    const next = merged(old, wordingFields, cells, String(stored.no));
    if (next.decision === 'notApplicable' && next.reason === '') refuseLine(String(stored.no), 'reason', reasonMissing);
    if (wordingFields.some((field) => next[field] !== old[field])) wordings.push({ ...next, id, revision: revision + 1 });
  }
  if (before.length + added.length > developmentLimits.requirementsMax)
    throw new Fault('value-out-of-bounds', {
      field: 'lines',
      ja: `1つの案件の要求事項は${developmentLimits.requirementsMax}件までです。`,
      en: `A project holds at most ${developmentLimits.requirementsMax} requirements.`,
    });
  if (wordings.length > 0) {
    const said = await say(tx, 'development.requirements', caseId, wordings, wordings.map(wordingOf), actor, at);
    if (added.length > 0) await insertRequirements(tx, caseId, added, said);
    await insertWordings(tx, wordings, said);
  }
  return { added: added.length, changed: wordings.length - added.length };
}

const reasonMissing: Words = { ja: '対象外にする理由を書いてください。', en: 'Say why it does not apply.' };

/**
 * Takes the starters that the newest assessment asks for and that the list does not have yet, as adopted.
 * @throws Fault `not-found`, `wrong-state`, `not-ready` (nothing was assessed yet)
 */
export async function takeStarters(
  deps: DevelopmentDeps,
  caseId: string,
  language: Language,
  actor: Actor,
): Promise<{ readonly added: number }> {
  const project = await deps.ports.project(caseId, actor);
  mustBeOpen(project);
  const [assessment] = await assessmentsOf(deps.pool, 'case', caseId, 1);
  if (assessment === undefined) throw new Fault('not-ready', { ja: '先にリスクの評価をしてください。', en: 'Assess the risk first.' });
  return inTransaction(deps.pool, async (tx) => {
    await holdList(tx, caseId);
    // Read only now: who waited for the lock must see what the one before wrote.
    const at = deps.clock.now();
    const before = await requirementsOf(tx, caseId, at);
    const taken = new Set(before.map(({ starter }) => starter));
    const lines = propose(project.kind, assessment)
      .filter(({ applies, starter }) => applies && !taken.has(starter.id))
      .map(({ starter }) => ({
        id: null,
        revision: 0,
        starter: starter.id,
        cells: {
          topic: starter.topic,
          title: starter.title[language],
          prevent: starter.prevent[language],
          detect: starter.detect[language],
          respond: starter.respond[language],
          verify: starter.verify,
          decision: 'adopted' as const,
        },
      }));
    const { added } = await writeWithin(tx, caseId, before, lines, actor, at);
    return { added };
  });
}

/**
 * Writes how requirements are met, all or none; also of a frozen list.
 * @throws Fault `not-found`, `wrong-state` (the project has ended), `conflict`, `value-out-of-bounds`
 */
export async function saveTraces(
  deps: DevelopmentDeps,
  caseId: string,
  given: readonly TraceGiven[],
  actor: Actor,
): Promise<readonly Requirement[]> {
  const project = await deps.ports.project(caseId, actor);
  if (project.ended) throw new Fault('wrong-state', { state: project.state });
  if (given.length > developmentLimits.linesMax) throw new Fault('bad-request', { linesMax: developmentLimits.linesMax });
  return inTransaction(deps.pool, async (tx) => {
    await holdList(tx, caseId);
    // Read only now: who waited for the lock must see what the one before wrote.
    const at = deps.clock.now();
    await traceWithin(tx, caseId, await requirementsOf(tx, caseId, at), given, actor, at);
    return requirementsOf(tx, caseId, at);
  });
}

export async function traceWithin(
  tx: Tx,
  caseId: string,
  before: readonly Requirement[],
  given: readonly TraceGiven[],
  actor: Actor,
  at: Date,
): Promise<number> {
  const byId = new Map(before.map((line) => [line.id, line]));
  const traces = given.flatMap(({ id, revision, cells }) => {
    const stored = byId.get(id);
    if (stored === undefined) throw new Fault('not-found', { requirement: id });
    if (stored.traceRevision !== revision) throw new Fault('conflict', { requirement: id, no: stored.no, revision: stored.traceRevision });
    const old = traceOf(stored);
    const next = merged(old, traceFields, cells, String(stored.no));
    return traceFields.some((field) => next[field] !== old[field]) ? [{ ...next, id, revision: revision + 1 }] : [];
  });
  if (traces.length === 0) return 0;
  await insertTraces(tx, traces, await say(tx, 'development.traced', caseId, traces, traces.map(traceOf), actor, at));
  return traces.length;
}
