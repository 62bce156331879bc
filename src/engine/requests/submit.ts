import { Fault } from '../../base/fault.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { words } from '../../base/text.ts';
import { addDays, localTimeOf, workTouched } from '../../calendar/index.ts';
import { type Db, inTransaction, type Tx } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { cellsFault } from '../../mechanism/cells.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { CompanyNow, RequestKind } from '../../mechanism/request.ts';
import { holdCase, markSubmitted, readCase, readFiles } from './case.store.ts';
import { delegationsOn } from './delegation.store.ts';
import { accountOf, kindOf, maxDaysOf, mayApply, ownDraft } from './draft.ts';
import { readForm, refuseDays, refuseUnknown } from './form.ts';
import type { Actor } from './ports.ts';
import { insertEvent, insertSteps, insertSubmission } from './route.store.ts';
import { resolveRoute } from './route.ts';
import { type CaseRow, lapseDays, type RequestsDeps, type StepRow, subjectOf } from './shape.ts';
import { stepsNow } from './steps.ts';

/** The route of a form as it would be frozen now. */
export interface Prepared {
  readonly steps: readonly StepRow[];
}

/** The accounts that act for the applicant on a day. */
export async function delegatesOf(db: Db, applicant: string, date: string): Promise<ReadonlySet<string>> {
  const inForce = await delegationsOn(db, date);
  return new Set(inForce.filter(({ from }) => from === applicant).map(({ to }) => to));
}

/**
 * Everything that can refuse a submission before anything is written: what the form names, what can never be approved, and whether
 * somebody can decide. Throws `value-out-of-bounds`, `not-ready`.
 */
export async function prepare(deps: RequestsDeps, kind: RequestKind, form: Cells, applicant: string): Promise<Prepared> {
  const { pool, ports, clock } = deps;
  await refuseUnknown(ports, kind.form, form);
  mustBePossible(deps, kind, form);
  const [deciders, delegates] = await Promise.all([ports.deciders(pool), delegatesOf(pool, applicant, ports.localDate(clock.now()))]);
  const route = resolveRoute(stepsNow(deps, kind, form, clock.now()), { deciders, applicant, delegates });
  if (!route.ok) throw new Fault('not-ready', { at: 'route', ja: route.says.ja, en: route.says.en });
  return { steps: route.steps };
}

type Frozen = Pick<CaseRow, 'id' | 'number' | 'kind' | 'applicant' | 'form' | 'validForDays' | 'about' | 'round' | 'revision'>;

/** Freezes a draft as the next round: the bytes, the route, the dates, who is told, the ledger entry. */
export async function freeze(deps: RequestsDeps, tx: Tx, row: Frozen, kind: RequestKind, { steps }: Prepared, at: Date): Promise<void> {
  const { ports } = deps;
  const round = row.round + 1;
  const decideBy = ports.calendar().addBusinessDays(ports.localDate(at), kind.decideWithinDays);
  const lapsesAt = ports.startOfDay(addDays(ports.localDate(at), lapseDays + 1));
  const files = (await readFiles(tx, row.id)).map(({ name, hash, bytes }) => ({ name, hash, bytes }));
  const route = steps.map(({ step, approvals, roles, deciders }) => ({ step, approvals, roles, deciders }));
  const frozen = { kind: row.kind, form: row.form, validForDays: row.validForDays, files, route };
  const content = Buffer.from(canonicalJson(frozen), 'utf8');
  const digest = sha256Hex(content);
  await insertSubmission(tx, { request: row.id, round, revision: row.revision, content, digest, decideBy, at });
  await insertSteps(tx, row.id, round, steps);
  await markSubmitted(tx, row.id, at, decideBy, lapsesAt);
  const deciders = await askedNow(tx, ports.localDate(at), steps[0]!, row.applicant);
  const { id: request, number, about, applicant } = row;
  await ports.tell(tx, at, {
    what: 'submitted',
    request,
    number,
    title: kind.title,
    about,
    applicant,
    deciders,
    words: '',
    date: decideBy,
  });
  const payload = { number, round, revision: row.revision, digest, ...frozen, decideBy };
  const ledgerSeq = await append(tx, at, [{ kind: 'request.submitted', actor: applicant, subject: subjectOf(row), payload }]);
  await insertEvent(tx, { request, kind: row.kind, round, act: 'submitted', at, by: applicant, decideBy, ledgerSeq });
}

/** Those a step asks, and those who decide in their place while they are away. */
export async function askedNow(db: Db, date: string, { deciders }: Pick<StepRow, 'deciders'>, applicant: string): Promise<string[]> {
  const inForce = await delegationsOn(db, date);
  const barred = new Set([applicant, ...inForce.filter(({ from }) => from === applicant).map(({ to }) => to)]);
  const standIns = inForce.filter(({ from }) => deciders.includes(from)).map(({ to }) => to);
  return [...new Set([...deciders, ...standIns])].filter((id) => !barred.has(id));
}

/** Submits a draft as it stands. */
export async function submit(deps: RequestsDeps, id: string, revision: number, actor: Actor): Promise<void> {
  const applicant = accountOf(actor);
  const seen = ownDraft(await readCase(deps.pool, id), revision, applicant);
  const kind = kindOf(deps, seen.kind);
  if (!mayApply(kind, actor.roles)) throw new Fault('forbidden', { kind: kind.id });
  // A draft may lack what a submission needs, and the definition may ask more than it did when it was written.
  const form = readForm(kind.form, seen.form, false);
  if (canonicalJson(form) !== canonicalJson(seen.form)) throw cellsFault([{ field: kind.form[0]!.id, says: changedForm }]);
  refuseDays(seen.validForDays, maxDaysOf(deps, kind, deps.clock.now()));
  const prepared = await prepare(deps, kind, form, applicant);
  await inTransaction(deps.pool, async (tx) => {
    const row = ownDraft(await holdCase(tx, id), revision, applicant);
    await freeze(deps, tx, row, kind, prepared, deps.clock.now());
  });
}

const changedForm = words('様式が変わりました。開き直して保存してください。', 'The form has changed. Open it again and save it.');

/** @throws Fault `not-ready` with the reason why such a form can never be approved */
export function mustBePossible({ ports, clock }: RequestsDeps, kind: RequestKind, form: Cells): void {
  const at = clock.now();
  const refused = kind.refuses?.(form, companyNow(ports, at)) ?? null;
  if (refused !== null) throw new Fault('not-ready', { at: 'form', ja: refused.ja, en: refused.en });
}

const companyNow = (ports: RequestsDeps['ports'], at: Date): CompanyNow => ({
  now: `${ports.localDate(at)}T${localTimeOf(at)}`,
  value: (param) => ports.value(param, at),
  working: (from, to, rule) => workTouched(ports.calendar(), rule, from, to),
});
