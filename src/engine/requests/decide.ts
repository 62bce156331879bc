import { Fault } from '../../base/fault.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { newId } from '../../base/id.ts';
import { addDays } from '../../calendar/index.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { append, type LedgerEvent } from '../../ledger/index.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { holdCase, markApproved, markEnded, markReturned, nextStep, readCase } from './case.store.ts';
import { accountOf, kindOf, maxDaysOf } from './draft.ts';
import { readForm, readSaid, refuseUnknown } from './form.ts';
import type { Actor } from './ports.ts';
import { assessmentIn, insertDecision, insertEvent, readDecisions, readSteps, readSubmission } from './route.store.ts';
import { seatFor } from './seat.ts';
import {
  type CaseRow,
  type DecisionRow,
  type DecisionWord,
  type EventAct,
  type RequestsDeps,
  type StepRow,
  subjectOf,
  titleOf,
} from './shape.ts';
import { askedNow, mustBePossible } from './submit.ts';

export interface WantedDecision {
  /** What the approver saw. */
  readonly revision: number;
  readonly decision: DecisionWord;
  /** Needed to deny and to return. */
  readonly comment: string;
  readonly assessment: Readonly<Record<string, unknown>>;
}
export type DecideBy = Actor;

const commentCharsMax = 1_000;

interface Round {
  readonly row: CaseRow;
  readonly kind: RequestKind;
  readonly steps: readonly StepRow[];
  readonly decisions: readonly DecisionRow[];
  readonly digest: string;
}

/** One decision, and what follows from it, in one transaction. */
export async function decide(deps: RequestsDeps, id: string, wanted: WantedDecision, by: DecideBy): Promise<void> {
  const account = accountOf(by);
  const comment = readSaid('comment', wanted.comment, commentCharsMax);
  if (wanted.decision !== 'approve' && comment === '')
    throw new Fault('reason-required', {
      ja: '却下と差戻しには、理由を書いてください。',
      en: 'Say why you deny or return it.',
    });
  const seen = await readCase(deps.pool, id);
  const fields = seen ? (deps.kinds.get(seen.kind)?.assessment ?? []) : [];
  // What it names is looked up before anything is held.
  const said = wanted.decision === 'approve' ? readForm(fields, wanted.assessment, true) : {};
  await refuseUnknown(deps.ports, fields, said);
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const round = await open(deps, tx, id, wanted.revision, at);
    if (wanted.decision === 'approve') mustBePossible(deps, round.kind, round.row.form);
    const step = round.steps[round.row.place!]!;
    const seat = await seatFor(deps, tx, round, account, at, wanted.decision);
    const given = countOf(round, step);
    const isFirst = wanted.decision === 'approve' && step.place === 0 && assessmentIn(round.decisions, round.row.round) === null;
    const decision: DecisionRow = {
      id: newId(),
      round: round.row.round,
      place: step.place,
      account,
      inPlaceOf: seat.inPlaceOf,
      decision: wanted.decision,
      comment,
      assessment: isFirst ? readForm(fields, wanted.assessment, false) : null,
      at,
    };
    await insertDecision(tx, { ...decision, request: id, digest: round.digest });
    const outcome =
      wanted.decision === 'approve' ? await approve(deps, tx, round, step, decision, given + 1) : await refuse(deps, tx, round, decision);
    await record(tx, round, step, decision, outcome);
  });
}

/** The request as it waits, held, with its frozen route. Throws `not-found`, `wrong-state`, `conflict`. */
async function open(deps: RequestsDeps, tx: Tx, id: string, revision: number, at: Date): Promise<Round> {
  const row = await holdCase(tx, id);
  if (!row || row.round === 0) throw new Fault('not-found', { request: id });
  if (row.state !== 'submitted') throw new Fault('wrong-state', { state: row.state });
  // What nobody decided in time lapses, whether or not the sweep has come by.
  if (row.lapsesAt! <= at) throw new Fault('wrong-state', { state: 'lapsed' });
  if (row.revision !== revision) throw new Fault('conflict', { at: `request ${row.number}`, revision: row.revision });
  const [steps, decisions, submission] = [
    await readSteps(tx, id, row.round),
    await readDecisions(tx, id),
    await readSubmission(tx, id, row.round),
  ];
  const inRound = decisions.filter(({ round }) => round === row.round);
  return { row, kind: kindOf(deps, row.kind), steps, decisions: inRound, digest: submission!.digest };
}

const countOf = ({ decisions }: Round, { place }: StepRow): number => decisions.filter((each) => each.place === place).length;

/** What a decision led to: the entries beside that of the decision itself. */
interface Outcome {
  readonly act: Exclude<EventAct, 'decided'> | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly validUntil?: string | null;
  readonly occurrence?: string | null;
}

async function approve(deps: RequestsDeps, tx: Tx, round: Round, step: StepRow, decision: DecisionRow, given: number): Promise<Outcome> {
  if (given < step.approvals) return { act: null, payload: {} };
  const next = round.steps[step.place + 1];
  if (next === undefined) return settle(deps, tx, round, decision);
  const { row } = round;
  await nextStep(tx, row.id);
  const deciders = await askedNow(tx, deps.ports.localDate(decision.at), next, row.applicant);
  await tell(deps, tx, round, 'step', deciders, '', row.decideBy, decision.at);
  return { act: null, payload: {} };
}

/** The last approval: the line of the register, the duties that hang on it, and how long it holds. */
async function settle(deps: RequestsDeps, tx: Tx, round: Round, decision: DecisionRow): Promise<Outcome> {
  const { ports } = deps;
  const { row, kind } = round;
  const { at, account } = decision;
  const approvedOn = ports.localDate(at);
  const max = maxDaysOf(deps, kind, at);
  // Where the kind has no end any more, what was asked for and submitted still has one.
  const days = max === null ? row.validForDays : Math.min(row.validForDays ?? max, max);
  const validUntil = days === null ? null : addDays(approvedOn, days);
  const assessment: Cells = decision.assessment ?? assessmentIn(round.decisions, row.round) ?? {};
  const cells = kind.effect.cells({ form: row.form, assessment, validUntil, approvedOn });
  const line = await ports.register.write(tx, kind.effect.register, cells, { request: row.id, by: account, at });
  const { id: request, number, about } = row;
  const opened = await ports.onApproved(tx, {
    kind: kind.id,
    request,
    number,
    about,
    applicant: row.applicant,
    whole: { form: row.form, assessment, approvers: approversOf(round, account), line: line.row },
    validUntil,
    by: account,
    at,
  });
  const occurrence = kind.closing ? (opened.get(kind.closing.duty) ?? null) : null;
  await markApproved(tx, request, { at, validUntil, line: line.row, occurrence });
  await tell(deps, tx, round, 'approved', [], decision.comment, validUntil, at);
  const payload = { register: kind.effect.register, row: line.row, line: line.number, validUntil, occurrence, assessment };
  return { act: 'approved', payload, validUntil, occurrence };
}

async function refuse(deps: RequestsDeps, tx: Tx, round: Round, { decision, at, account, comment }: DecisionRow): Promise<Outcome> {
  const { id } = round.row;
  const act = decision === 'deny' ? 'denied' : 'returned';
  if (decision === 'deny') await markEnded(tx, id, { state: 'denied', at, by: account });
  else await markReturned(tx, id);
  await tell(deps, tx, round, act, [], comment, null, at);
  return { act, payload: {} };
}

type News = 'step' | 'approved' | 'denied' | 'returned';
const tell = (
  { ports, kinds }: RequestsDeps,
  tx: Tx,
  { row }: Round,
  what: News,
  deciders: string[],
  said: string,
  date: string | null,
  at: Date,
) =>
  ports.tell(tx, at, {
    what,
    request: row.id,
    number: row.number,
    title: titleOf(kinds, row.kind),
    about: row.about,
    applicant: row.applicant,
    deciders,
    words: said,
    date,
  });

/** The entries of a decision and of what it led to, last in the transaction, and then the events that carry their numbers. */
async function record(tx: Tx, round: Round, step: StepRow, decision: DecisionRow, outcome: Outcome): Promise<void> {
  const { row, kind, digest } = round;
  const { account, inPlaceOf, comment, at, assessment } = decision;
  const about = { actor: account, subject: subjectOf(row) };
  const shared = { number: row.number, round: row.round, revision: row.revision, digest };
  const assessmentDigest = assessment === null ? null : sha256Hex(canonicalJson(assessment));
  const decided = { ...shared, step: step.step, decision: decision.decision, comment, inPlaceOf, assessment, assessmentDigest };
  const events: LedgerEvent[] = [{ kind: 'request.decided', ...about, payload: decided }];
  if (outcome.act !== null)
    events.push({
      kind: `request.${outcome.act}` as LedgerEvent['kind'],
      ...about,
      payload: { ...shared, comment, ...outcome.payload } as LedgerEvent['payload'],
    });
  const ledgerSeq = await append(tx, at, events);
  const event = { request: row.id, kind: kind.id, round: row.round, at, by: account, reason: comment, decision: decision.id };
  await insertEvent(tx, { ...event, act: 'decided', ledgerSeq });
  if (outcome.act !== null) await insertEvent(tx, { ...event, ...outcome, act: outcome.act, ledgerSeq: ledgerSeq + 1 });
}

/** Everybody who said yes in this round, and whoever just did. */
function approversOf({ row, decisions }: Round, account: string): string[] {
  const yes = decisions.filter(({ round, decision }) => round === row.round && decision === 'approve').map((each) => each.account);
  return [...new Set([...yes, account])];
}
