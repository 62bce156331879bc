import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append, type LedgerEvent } from '../ledger/index.ts';
import { lockValues, type Stored, sameValue, type Values } from '../values/index.ts';
import { contentOf, draftValues, partiesIn } from './build.ts';
import type { ProcedureContent } from './content.ts';
import { readDraft, settleValues } from './draft.store.ts';
import type { EditDeps } from './edit.ts';
import { namesOf, type ProceduresPorts } from './ports.ts';
import { problemsOf } from './problems.ts';
import {
  insertDecision,
  insertVersion,
  isSubmitted,
  newestApproved,
  readContent,
  readVersion,
  settleVersion,
  type VersionRow,
} from './version.store.ts';
import { written } from './written.ts';

export interface SubmitDeps extends EditDeps {
  readonly values: Values;
  readonly ports: ProceduresPorts;
}
export interface Submission {
  /** The draft's revision that the person saw. */
  readonly revision: number;
  readonly kind: 'major' | 'minor';
  /** `2026-12-01` */
  readonly effectiveOn: string;
  readonly note: string;
  /** Account id of the submitter. */
  readonly by: string;
}
export interface WantedDecision {
  readonly decision: 'approve' | 'return';
  readonly comment: string;
  /** The digest of what the person read. */
  readonly digest: string;
  /** Account id. */
  readonly by: string;
}

/** A version is meant to come into force within this time; a date further away is a slip of the pen. */
const aheadDaysMax = 400;
const dayMs = 86_400_000;

export const numberOf = ({ major, minor }: Pick<VersionRow, 'major' | 'minor'>): string => `${major}.${minor}`;
const subjectOf = (id: string): string => `procedure:${id}`;

/**
 * Freezes the draft as a version that waits for decisions. Throws `conflict` (the draft changed since), `wrong-state` (another one
 * waits), `not-ready` (with the first thing that is missing), `value-out-of-bounds` (its date).
 */
export async function submit(deps: SubmitDeps, wanted: Submission): Promise<string> {
  const { pool, ports, values } = deps;
  // Names are read outside the transaction: they are another room's. The draft's revision proves that they fit.
  const company = ports.company();
  const names = await namesOf(ports.persons, partiesIn(await readDraft(pool), company));
  return inTransaction(pool, async (tx) => {
    await lockValues(tx);
    const at = deps.clock.now();
    const rows = await readDraft(tx);
    if (rows.revision !== wanted.revision) throw new Fault('conflict', { at: 'draft', revision: rows.revision });
    if (await isSubmitted(tx)) throw new Fault('wrong-state', { state: 'submitted' });
    const newest = await newestApproved(tx);
    refuseDate(wanted.effectiveOn, ports.localDate(at), newest);
    const drafted = draftValues(rows, await values.newest(tx));
    const content = contentOf({ rows, values: drafted, company, names });
    const stops = problemsOf({ content, values: drafted, names, proposed: ports.proposed }).filter(({ level }) => level === 'stop');
    const [first] = stops;
    if (first) throw new Fault('not-ready', { at: first.at, problems: stops.length, ja: first.words.ja, en: first.words.en });
    const bytes = Buffer.from(canonicalJson(content), 'utf8');
    const number = !newest
      ? { major: 1, minor: 0 }
      : wanted.kind === 'major'
        ? { major: newest.major + 1, minor: 0 }
        : { major: newest.major, minor: newest.minor + 1 };
    const version = {
      id: newId(),
      ...number,
      content: bytes,
      digest: sha256Hex(bytes),
      note: written('note', wanted.note),
      submittedBy: wanted.by,
      submittedAt: at,
      effectiveOn: wanted.effectiveOn,
      approvalsNeeded: ports.approvalsNeeded(),
    };
    await insertVersion(tx, version);
    const { digest, note, effectiveOn, approvalsNeeded } = version;
    const payload = { number: numberOf(number), digest, note, effectiveOn, approvalsNeeded, draftRevision: rows.revision };
    const news = { what: 'submitted' as const, id: version.id, number: numberOf(number), effectiveOn, words: note };
    await ports.tell?.(tx, at, { ...news, by: wanted.by, submittedBy: wanted.by });
    await append(tx, at, [{ kind: 'procedure.submitted', actor: wanted.by, subject: subjectOf(version.id), payload }]);
    return version.id;
  });
}

function refuseDate(effectiveOn: string, today: string, newest: VersionRow | null): void {
  const refuse = (ja: string, en: string) => new Fault('value-out-of-bounds', { field: 'effectiveOn', ja, en });
  if (effectiveOn < today) throw refuse('施行日に過ぎた日は選べません。', 'The day on which it comes into force cannot be past.');
  if ((Date.parse(effectiveOn) - Date.parse(today)) / dayMs > aheadDaysMax)
    throw refuse(`施行日は${aheadDaysMax}日先までの日を選んでください。`, `Choose a day at most ${aheadDaysMax} days ahead.`);
  if (newest && effectiveOn < newest.effectiveOn)
    throw refuse(
      `施行日は、承認済みの${numberOf(newest)}版の施行日(${newest.effectiveOn})以後の日を選んでください。`,
      `Choose a day not before that of the approved version ${numberOf(newest)} (${newest.effectiveOn}).`,
    );
}

async function waiting(tx: Tx, id: string): Promise<VersionRow> {
  const version = await readVersion(tx, id);
  if (!version) throw new Fault('not-found', { version: id });
  if (version.state !== 'submitted') throw new Fault('wrong-state', { state: version.state });
  return version;
}

/**
 * One decision on a submitted version. The last approval that was needed puts it into force on its day, and its values with it,
 * in the same transaction; one return ends it.
 *
 * Throws `not-found`, `wrong-state`, `same-person`, `conflict` (other bytes, or decided already), `reason-required` (a return).
 */
export async function decide(deps: SubmitDeps, id: string, wanted: WantedDecision): Promise<void> {
  const comment = written('comment', wanted.comment);
  if (wanted.decision === 'return' && comment === '') throw new Fault('reason-required', { at: id });
  const done = await inTransaction(deps.pool, async (tx) => {
    await lockValues(tx);
    const at = deps.clock.now();
    const version = await waiting(tx, id);
    if (version.submittedBy === wanted.by) throw new Fault('same-person', { version: numberOf(version) });
    if (version.digest !== wanted.digest) throw new Fault('conflict', { at: subjectOf(id), problem: 'another text was read' });
    if (version.decisions.some(({ account }) => account === wanted.by))
      throw new Fault('conflict', { at: subjectOf(id), problem: 'decided already' });
    await insertDecision(tx, id, version.digest, { account: wanted.by, decision: wanted.decision, comment, at });
    const approvals = version.decisions.length + 1;
    const { digest, approvalsNeeded } = version;
    const about = { actor: wanted.by, subject: subjectOf(id) };
    const payload = { number: numberOf(version), digest, comment };
    const news = { id, number: payload.number, effectiveOn: version.effectiveOn, by: wanted.by, submittedBy: version.submittedBy };
    if (wanted.decision === 'return') {
      await settleVersion(tx, id, 'returned', at, null);
      await deps.ports.tell?.(tx, at, { what: 'returned', words: comment, ...news });
      await append(tx, at, [{ kind: 'procedure.returned', ...about, payload }]);
      return none;
    }
    const decided: LedgerEvent = { kind: 'procedure.decided', ...about, payload: { ...payload, approvals, approvalsNeeded } };
    if (approvals < approvalsNeeded) {
      await append(tx, at, [decided]);
      return none;
    }
    const effectiveFrom = await beginning(tx, deps.ports, version, at);
    await settleVersion(tx, id, 'approved', at, effectiveFrom);
    const adopted = await adoptValues(tx, deps.values, version, { effectiveFrom, by: wanted.by });
    const approved: LedgerEvent = {
      kind: 'procedure.approved',
      ...about,
      payload: { number: payload.number, digest, effectiveOn: version.effectiveOn, effectiveFrom: effectiveFrom.toISOString() },
    };
    await deps.ports.tell?.(tx, at, { what: 'approved', words: comment, ...news });
    await append(tx, at, [decided, approved, ...adopted.events]);
    return adopted;
  });
  deps.values.committed(done.stored);
}

const none: Stored = { stored: [], events: [] };

/** Its day begins it, but never before it was approved, and never before a version that was approved earlier. */
async function beginning(tx: Tx, ports: ProceduresPorts, version: VersionRow, now: Date): Promise<Date> {
  const newest = (await newestApproved(tx))?.effectiveFrom ?? now;
  return new Date(Math.max(ports.startOfDay(version.effectiveOn).getTime(), now.getTime(), newest.getTime()));
}

/** The values that the version says and that are not yet the newest come into force with it, and wait in the draft no more. */
async function adoptValues(tx: Tx, values: Values, version: VersionRow, when: { effectiveFrom: Date; by: string }): Promise<Stored> {
  const content = parseContent(await readContent(tx, version.id));
  const newest = await values.newest(tx);
  const said = values.params().flatMap((param) => {
    const one = content.values[param.id];
    return one === undefined ? [] : [{ param, value: one.value, reason: one.reason, stands: newest.get(param.id) }];
  });
  const changes = said.filter(
    ({ param, value, reason, stands }) =>
      !sameValue(value, stands?.value ?? param.default) || (reason !== null && reason !== (stands?.reason ?? null)),
  );
  const stored = await values.adopt(
    tx,
    changes.map(({ param, value, reason }) => ({ param: param.id, value, reason })),
    { ...when, version: numberOf(version) },
  );
  const drafted = (await readDraft(tx)).values;
  const settled = said.filter(({ param, value, reason }) => {
    const row = drafted.get(param.id);
    return row !== undefined && row.value !== null && sameValue(row.value, value) && (reason === null || row.reason === reason);
  });
  await settleValues(
    tx,
    settled.map(({ param }) => param.id),
  );
  return stored;
}

export const parseContent = (bytes: Buffer | null): ProcedureContent => {
  if (bytes === null) throw new Fault('not-found');
  return JSON.parse(bytes.toString('utf8')) as ProcedureContent;
};

/** Takes a submitted version back. Throws `not-found`, `wrong-state`, `forbidden` (neither its submitter nor an administrator). */
export async function withdraw(
  { pool, clock }: { readonly pool: Pool; readonly clock: EditDeps['clock'] },
  id: string,
  by: { readonly account: string; readonly administrator: boolean },
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await lockValues(tx);
    const at = clock.now();
    const version = await waiting(tx, id);
    if (version.submittedBy !== by.account && !by.administrator) throw new Fault('forbidden');
    await settleVersion(tx, id, 'withdrawn', at, null);
    const payload = { number: numberOf(version), digest: version.digest };
    await append(tx, at, [{ kind: 'procedure.withdrawn', actor: by.account, subject: subjectOf(id), payload }]);
  });
}
