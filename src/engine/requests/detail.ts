import { Fault } from '../../base/fault.ts';
import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { type FileRow, readCase, readFiles } from './case.store.ts';
import { delegationsOn } from './delegation.store.ts';
import { maxDaysOf, mayApply } from './draft.ts';
import { mayRevoke } from './end.ts';
import { saidCells } from './form.ts';
import { type ListedRequest, seatsOf, seesAll, summed } from './list.ts';
import type { Actor } from './ports.ts';
import { assessmentIn, isInvolved, readDecisions, readEvents, readSteps, readSubmission } from './route.store.ts';
import { seatOf } from './seat.ts';
import { type CaseRow, type DecisionRow, type EventRow, type RequestsDeps, type StepRow, subjectOf } from './shape.ts';

export type RequestAct = 'edit' | 'submit' | 'withdraw' | 'approve' | 'deny' | 'return' | 'revoke' | 'copy';

export interface RequestDetail extends ListedRequest {
  /** Under which its files and entries stand. */
  readonly subject: string;
  /** Null where the product no longer has this kind. */
  readonly definition: RequestKind | null;
  readonly clauses: readonly string[];
  readonly assessment: Cells | null;
  readonly said: Readonly<Record<string, Words>>;
  readonly files: readonly FileRow[];
  readonly route: readonly (StepRow & {
    readonly given: number;
    readonly state: 'waiting' | 'now' | 'done' | 'skipped';
    readonly who: readonly string[];
  })[];
  readonly decisions: readonly (DecisionRow & {
    readonly step: string;
    readonly stepTitle: Words;
    readonly byName: string;
    readonly inPlaceOfName: string | null;
    readonly ledgerSeq: number;
  })[];
  readonly events: readonly (EventRow & { readonly byName: string })[];
  readonly lineSaid: { readonly register: string; readonly title: Words; readonly number: string } | null;
  readonly closing: { readonly title: Words; readonly dueAt: Date; readonly done: boolean } | null;
  readonly acts: readonly RequestAct[];
  readonly cannotDecide: Words | null;
  /** As long as its kind allows at most, in days from the approval; null: for good. */
  readonly validDays: number | null;
}

export async function detail(deps: RequestsDeps, id: string, actor: Actor): Promise<RequestDetail> {
  const { pool, ports, kinds, clock } = deps;
  const row = await readCase(pool, id);
  if (!row || !(await maySee(deps, row, actor))) throw new Fault('not-found', { request: id });
  const [steps, decisions, events, files, form] = await Promise.all([
    row.state === 'draft' && row.round === 0 ? [] : readSteps(pool, id, row.round),
    readDecisions(pool, id),
    readEvents(pool, id),
    readFiles(pool, id),
    formFor(pool, row, actor),
  ]);
  const definition = kinds.get(row.kind) ?? null;
  const assessment = assessmentIn(decisions, row.round);
  const asked = await standOf(deps, row, steps, decisions, actor);
  const named = [
    row.applicant,
    ...steps.flatMap((step) => step.deciders),
    ...decisions.flatMap((each) => [each.account, each.inPlaceOf]),
    ...events.map(({ by }) => by),
  ];
  const names = await ports.accountNames([...new Set(named.filter((each): each is string => each !== null && isAccount(each)))]);
  const seqs = new Map(events.filter(({ act }) => act === 'decided').map((event) => [event.decision, event.ledgerSeq]));
  const nameOf = (account: string) => names.get(account) ?? '';
  return {
    ...row,
    ...summed(row, { kinds, names, account: actor.accountId, today: ports.localDate(clock.now()) }),
    subject: subjectOf(row),
    form,
    waitsForMe: asked.can,
    definition,
    clauses: ports.clausesOf(row.kind),
    assessment,
    said: definition ? await saidCells(ports, [...definition.form, ...definition.assessment], { ...form, ...assessment }) : {},
    files,
    route: steps.map((step) => routeStep(row, step, decisions, nameOf)),
    decisions: decisions.map((each) => ({
      ...each,
      step: steps.find(({ place }) => place === each.place)?.step ?? '',
      byName: nameOf(each.account),
      inPlaceOfName: each.inPlaceOf === null ? null : nameOf(each.inPlaceOf),
      ledgerSeq: seqs.get(each.id) ?? 0,
    })),
    events: events.map((event) => ({ ...event, byName: nameOf(event.by) })),
    lineSaid: row.line === null ? null : ((await ports.register.describe([row.line])).get(row.line) ?? null),
    closing: row.occurrence === null ? null : ((await ports.closings([row.occurrence])).get(row.occurrence) ?? null),
    acts: actsOf(row, steps, definition, actor, asked.can),
    cannotDecide: asked.cannot,
    validDays: definition && maxDaysOf(deps, definition, clock.now()),
  };
}

const isAccount = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

/** Its applicant, whoever reads all, and those who are or were asked, or who decide for one who is. */
async function maySee(deps: RequestsDeps, row: CaseRow, actor: Actor): Promise<boolean> {
  if (actor.accountId !== null && row.applicant === actor.accountId) return true;
  if (row.round === 0) return false;
  if (seesAll(actor)) return true;
  if (actor.accountId === null) return false;
  const { seats } = await seatsOf(deps, deps.pool, actor.accountId);
  return isInvolved(deps.pool, row.id, seats);
}

/** What others see of one that was returned is what was submitted; what its applicant writes now is not yet theirs. */
async function formFor(db: Db, row: CaseRow, actor: Actor): Promise<Cells> {
  if (row.state !== 'draft' || row.applicant === actor.accountId) return row.form;
  const submitted = await readSubmission(db, row.id, row.round);
  return submitted === null ? row.form : (JSON.parse(submitted.content.toString('utf8')) as { form: Cells }).form;
}

/** Whether this reader can decide now; where they were asked and cannot, why. */
async function standOf(
  { pool, ports, clock }: RequestsDeps,
  row: CaseRow,
  steps: readonly StepRow[],
  all: readonly DecisionRow[],
  { accountId }: Actor,
): Promise<{ readonly can: boolean; readonly cannot: Words | null }> {
  if (row.state !== 'submitted' || accountId === null || row.lapsesAt! <= clock.now()) return { can: false, cannot: null };
  const decisions = all.filter(({ round }) => round === row.round);
  const [people, delegations] = await Promise.all([ports.deciders(pool), delegationsOn(pool, ports.localDate(clock.now()))]);
  const seat = seatOf({ row, steps, decisions }, accountId, people, delegations, 'approve');
  if (seat.ok) return { can: true, cannot: null };
  const { ja, en } = seat.fault.params;
  return { can: false, cannot: typeof ja === 'string' && typeof en === 'string' ? words(ja, en) : null };
}

function routeStep(row: CaseRow, step: StepRow, decisions: readonly DecisionRow[], nameOf: (account: string) => string) {
  const given = decisions.filter((each) => each.round === row.round && each.place === step.place && each.decision === 'approve').length;
  const isDone = given >= step.approvals;
  const isOver = row.state !== 'submitted';
  const state = isDone
    ? ('done' as const)
    : isOver
      ? ('skipped' as const)
      : step.place === row.place
        ? ('now' as const)
        : ('waiting' as const);
  return { ...step, given, state, who: step.deciders.map(nameOf).filter((name) => name !== '') };
}

/** In the order of the buttons. */
function actsOf(row: CaseRow, steps: readonly StepRow[], definition: RequestKind | null, actor: Actor, canDecide: boolean): RequestAct[] {
  const isOwn = row.applicant === actor.accountId;
  const mayWrite = definition !== null && mayApply(definition, actor.roles);
  const acts: RequestAct[] = [];
  if (canDecide && definition) acts.push('approve', 'return', 'deny');
  if (isOwn && row.state === 'draft' && mayWrite) acts.push('submit', 'edit');
  if (isOwn && (row.state === 'draft' || row.state === 'submitted')) acts.push('withdraw');
  if (
    row.state === 'approved' &&
    mayRevoke(
      row,
      actor,
      steps.flatMap(({ deciders }) => deciders),
    )
  )
    acts.push('revoke');
  if (isOwn && row.state !== 'draft' && mayWrite) acts.push('copy');
  return acts;
}
