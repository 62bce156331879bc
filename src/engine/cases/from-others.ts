import { Fault } from '../../base/fault.ts';
import type { Tx } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import type { CaseKind, CaseSoFar, CaseStep } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';
import { begin, type CaseReceipt, hold, mustLead, receiptOf, whoDid } from './act.ts';
import { eventsOf, hasLink, insertLink, openIn } from './case.store.ts';
import { go } from './go.ts';
import { type CasesDeps, kindOf, numberOf, soFar, subjectOf } from './shape.ts';

/** An approved request, as the cases that hang on its kind open with it. */
export interface ApprovedRequest {
  readonly kind: string;
  readonly request: string;
  readonly applicant: string;
  readonly approvers: readonly string[];
  readonly form: Cells;
  readonly assessment: Cells;
  readonly line: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * Opens the case of an approved request, in its transaction: as the applicant's step, followed by that of whoever approved. Null where
 * no kind of case hangs on it.
 */
export async function fromRequest(deps: CasesDeps, tx: Tx, approved: ApprovedRequest): Promise<CaseReceipt | null> {
  const hangs = (step: CaseStep) => step.way.type === 'request' && step.way.request === approved.kind;
  const found = stepBy(deps, (step) => hangs(step) && step.from.length === 0);
  if (found === null) return null;
  const { kind, step } = found;
  const { form, by, at, applicant, approvers, assessment, request } = approved;
  if (kind.opensFor?.(form) === false) return null;
  const variant = kind.variantOf?.(form) ?? Object.keys(kind.variants)[0]!;
  const asked = await whoDid(deps, step, form, [applicant]);
  // A request that writes a line elsewhere (a permission among the exceptions) leaves that alone: the case writes a line of its own.
  const written = deps.ports.requestForm(approved.kind)?.register ?? kind.mirror?.register;
  const line = kind.mirror === undefined || kind.mirror.register !== written ? null : approved.line;
  const receipt = await begin(
    deps,
    tx,
    kind,
    { variant, request, line },
    { step, cells: form, problem: false, by: applicant, at, ...asked },
  );
  const approval = kind.steps.find((each) => hangs(each) && each.from.includes(receipt.state));
  if (approval === undefined) return receipt;
  const said = await whoDid(deps, approval, assessment, [by, ...approvers]);
  const one = await hold(tx, receipt.id);
  return receiptOf(
    kind,
    await go(deps, tx, kind, one, await eventsOf(tx, one.id), { step: approval, cells: assessment, problem: false, by, at, ...said }),
  );
}

/** A duty that was recorded for a case, as its step. */
export interface RecordedDuty {
  readonly case: string;
  readonly duty: string;
  readonly occurrence: string;
  readonly cells: Cells;
  readonly problem: boolean;
  readonly remark: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * Opens the case that begins with the record of a duty, in the transaction that records it, for whoever did. Null where no kind of case
 * begins with that duty, or with what was recorded.
 * @throws Fault as `go`
 */
export async function openByDuty(deps: CasesDeps, tx: Tx, recorded: Omit<RecordedDuty, 'case'>): Promise<CaseReceipt | null> {
  const { duty, occurrence, cells, problem, by, at } = recorded;
  const found = stepBy(deps, ({ way, from }) => from.length === 0 && way.type === 'duty' && way.duty === duty);
  if (found === null || found.kind.opensFor?.(cells) === false) return null;
  const { kind, step } = found;
  const variant = kind.variantOf?.(cells) ?? Object.keys(kind.variants)[0]!;
  const going = { step, cells: contentOf(recorded), problem, by, at, occurrence, ...(await whoDid(deps, step, cells, [by])) };
  return begin(deps, tx, kind, { variant, request: null, line: null }, going);
}

/** A record with its remark. */
const contentOf = ({ cells, remark }: Pick<RecordedDuty, 'cells' | 'remark'>): Cells => (remark === '' ? cells : { ...cells, remark });

/** Moves the case on by the record of its duty, in the transaction that records it. @throws Fault as `go` */
export async function fromDuty(deps: CasesDeps, tx: Tx, recorded: RecordedDuty): Promise<void> {
  const { by, at, occurrence, problem, cells } = recorded;
  const one = await hold(tx, recorded.case);
  const kind = kindOf(deps, one.kind);
  const recordedBy = ({ way }: CaseStep): boolean => way.type === 'duty' && way.duty === recorded.duty;
  // An occurrence may stand open before the case came so far; then the words say what has to come first.
  const step = kind.steps.find((each) => recordedBy(each) && each.from.includes(one.state)) ?? kind.steps.find(recordedBy);
  if (step === undefined) throw new Fault('wrong-state', { state: one.state });
  mustLead(kind, one, step);
  const events = await eventsOf(tx, one.id);
  const refused = step.refuses?.(cells, soFar(one, events, at)) ?? null;
  if (refused !== null) throw new Fault('not-ready', { ja: refused.ja, en: refused.en });
  const who = await whoDid(deps, step, cells, [by]);
  await go(deps, tx, kind, one, events, { step, cells: contentOf(recorded), problem, by, at, occurrence, ...who });
}

/**
 * Moves a case on by what the product itself saw, in the caller's transaction; opens one where `id` is null.
 * @throws Fault `wrong-state` where the step does not follow on the state, `not-found`
 */
export async function byMachine(
  deps: CasesDeps,
  tx: Tx,
  given: {
    readonly id: string | null;
    readonly kind: string;
    readonly variant?: string;
    readonly step: string;
    readonly cells: Cells;
    readonly devices?: readonly string[];
    /** The line that it mirrors from now on, where it was there before the case. */
    readonly line?: string;
    readonly at: Date;
  },
): Promise<CaseReceipt> {
  const kind = kindOf(deps, given.kind);
  const step = kind.steps.find(({ id, way }) => id === given.step && way.type === 'machine');
  if (step === undefined) throw new Fault('bad-request', { field: 'step' });
  const going = { step, cells: given.cells, problem: false, by: 'system', actors: [], people: [], at: given.at };
  if (given.id === null) {
    const variant = given.variant ?? kind.variantOf?.(given.cells) ?? Object.keys(kind.variants)[0]!;
    return begin(
      deps,
      tx,
      kind,
      { variant, request: null, line: given.line ?? null, ...(given.devices ? { devices: given.devices } : {}) },
      going,
    );
  }
  await deps.ports.duties.hold(tx, given.id);
  const one = await hold(tx, given.id);
  mustLead(kind, one, step);
  return receiptOf(kind, await go(deps, tx, kind, one, await eventsOf(tx, one.id), going));
}

/** What belongs to a case and stands elsewhere. Said twice, it is written once; true where it is new. */
export async function link(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  given: { readonly what: string; readonly ref: string; readonly label: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const one = await hold(tx, id);
  if (await hasLink(tx, id, given.what, given.ref)) return false;
  const { by, at, what, ref } = given;
  const payload = { number: numberOf(kindOf(deps, one.kind), one), what, ref };
  const ledgerSeq = await append(tx, at, [{ kind: 'case.linked', actor: by, subject: subjectOf(one), payload }]);
  await insertLink(tx, id, { ...given, label: given.label.slice(0, 300), ledgerSeq });
  return true;
}

function stepBy({ kinds }: CasesDeps, wanted: (step: CaseStep) => boolean): { readonly kind: CaseKind; readonly step: CaseStep } | null {
  for (const kind of kinds.values()) {
    const step = kind.steps.find(wanted);
    if (step !== undefined) return { kind, step };
  }
  return null;
}

/** A case that stands in one of some states, with what happened to it. */
export interface StandingCase {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly so: CaseSoFar;
}

/** Cases of a kind that stand in one of some states now, oldest first: for rooms that look by the clock whether they can go on. */
export async function standingIn(deps: CasesDeps, kindId: string, states: readonly string[]): Promise<StandingCase[]> {
  const kind = kindOf(deps, kindId);
  const found = await openIn(deps.pool, kindId, states);
  const standing: StandingCase[] = [];
  for (const one of found)
    standing.push({
      id: one.id,
      number: numberOf(kind, one),
      label: one.label,
      so: soFar(one, await eventsOf(deps.pool, one.id), deps.clock.now()),
    });
  return standing;
}
