import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { linesById, readCampaign } from './campaign.store.ts';
import {
  type Assignment,
  type DecisionRow,
  handedOut,
  insertAssignments,
  insertDecisions,
  keepableLines,
  newestAssignments,
  newestDecisions,
} from './decision.store.ts';
import type { ReviewAccount, ReviewsDeps } from './ports.ts';
import { type Actor, type Answers, campaignSubject, type Decision, type Line, type Part, reviewLimits } from './shape.ts';

export interface DecisionGiven {
  readonly line: string;
  /** The number of the decision that stood when the person looked; 0 for none. */
  readonly seen: number;
  readonly decision: Decision;
  readonly reason: string;
  /** Left out in a review that has no holders. */
  readonly answers: Answers | null;
}

interface Reviewer {
  readonly account: string;
  readonly person: string | null;
  readonly parts: readonly Part[];
}

/** Whose eyes these are. @throws Fault `forbidden` */
export async function reviewerOf({ ports }: ReviewsDeps, { accountId, roles }: Actor): Promise<Reviewer> {
  if (accountId === null || roles.includes('auditor')) throw new Fault('forbidden');
  const parts = (['administrator', 'committee'] as const).filter((part) => roles.includes(part));
  return { account: accountId, person: await ports.personOf(accountId), parts };
}

/**
 * Decides lines of one review, all or none, each by a row of its own.
 * @throws Fault `not-found`, `forbidden`, `same-person`, `conflict` (decided meanwhile), `wrong-state`, `reason-required`, `bad-request`
 */
export async function decide(
  deps: ReviewsDeps,
  caseId: string,
  given: readonly DecisionGiven[],
  actor: Actor,
  together = false,
): Promise<void> {
  const reviewer = await reviewerOf(deps, actor);
  const campaign = await readCampaign(deps.pool, caseId);
  if (campaign === null) throw new Fault('not-found', { case: caseId });
  if (new Set(given.map(({ line }) => line)).size !== given.length) throw new Fault('bad-request', { field: 'line' });
  const lines = new Map(
    (
      await linesById(
        deps.pool,
        given.map(({ line }) => line),
      )
    ).map((line) => [line.id, line]),
  );
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const before = await newestDecisions(tx, [...lines.keys()]);
    const handed = await newestAssignments(tx, [...lines.keys()]);
    const rows = given.map((one): DecisionRow => {
      const line = lines.get(one.line);
      if (line === undefined || line.caseId !== caseId) throw new Fault('not-found', { line: one.line });
      mustDecide(line, campaign.state, reviewer, handed.get(line.id)?.account ?? null);
      const no = before.get(line.id)?.no ?? 0;
      if (no !== one.seen) throw new Fault('conflict', { line: line.id });
      const reason = readReason(one, line, no);
      if ((campaign.variant === 'software') !== (one.answers === null)) throw new Fault('bad-request', { field: 'answers' });
      const answers = one.answers ?? { duty: null, role: null, responsibility: null, competence: null };
      return {
        lineId: line.id,
        no: no + 1,
        decision: one.decision,
        reason,
        ...answers,
        together,
        account: reviewer.account,
        person: reviewer.person,
        at,
      };
    });
    if (rows.length === 0) return;
    await write(tx, caseId, rows, reviewer.account, at);
  });
}

async function write(tx: Tx, caseId: string, rows: readonly DecisionRow[], account: string, at: Date): Promise<void> {
  const count = (decision: Decision): number => rows.filter((row) => row.decision === decision).length;
  const payload = {
    lines: rows.length,
    keep: count('keep'),
    reduce: count('reduce'),
    revoke: count('revoke'),
    together: rows[0]!.together,
    ...(rows.length === 1 ? { line: rows[0]!.lineId, no: rows[0]!.no } : {}),
    // Of every row, its words included: who reads the rows can hold them against it.
    content: sha256Hex(canonicalJson(rows.map((row) => ({ ...row, at: row.at.toISOString() })))),
  };
  const seq = await append(tx, at, [{ kind: 'review.decided', actor: account, subject: campaignSubject(caseId), payload }]);
  await insertDecisions(tx, rows, seq);
}

const openFor = (state: string, part: Part): boolean => state === 'under-review' || state === `${part}-left`;

/** In words; the database refuses all of it too. */
function mustDecide(line: Line, state: string, { account, person, parts }: Reviewer, handed: string | null): void {
  if (line.delta === 'removed')
    throw new Fault('wrong-state', { ja: 'もう無くなった行です。判断は要りません。', en: 'It is gone already; nothing is to be decided.' });
  if (line.subjectAccounts.includes(account) || (person !== null && person === line.subject))
    throw new Fault('same-person', {
      ja: 'ご自分の権限です。自分の権限を自分で見直すことはできません。別の人が判断します。',
      en: 'This right is your own. Nobody reviews his or her own; somebody else does.',
    });
  if (!parts.includes(line.part) && handed !== account) throw new Fault('forbidden', { part: line.part });
  if (!openFor(state, line.part))
    throw new Fault('wrong-state', {
      ja: 'この行の見直しは終わっています。判断はもう変えられません。',
      en: 'The review of this line was finished. Its decision cannot be changed any more.',
    });
}

function readReason({ decision, reason: given }: DecisionGiven, { flags }: Line, before: number): string {
  const reason = given.replaceAll('\r\n', '\n').trim();
  if (
    !reason.isWellFormed() ||
    reason.length > reviewLimits.reasonCharsMax ||
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(reason)
  )
    throw new Fault('value-out-of-bounds', {
      field: 'reason',
      ja: `理由は${reviewLimits.reasonCharsMax}字までで、制御文字は使えません。`,
      en: `A reason holds at most ${reviewLimits.reasonCharsMax} characters and no control characters.`,
    });
  if (reason === '' && (decision !== 'keep' || flags.length > 0 || before > 0)) throw new Fault('reason-required', { field: 'reason' });
  return reason;
}

export interface Keepable {
  readonly lines: readonly Line[];
  readonly digest: string;
}

/**
 * What can be confirmed together, named and counted, for the person to see before they do: unchanged since the last review, without a
 * flag, and kept the last time with no question answered by no.
 */
export async function keepable(deps: ReviewsDeps, caseId: string, actor: Actor): Promise<Keepable> {
  const campaign = await readCampaign(deps.pool, caseId);
  if (campaign === null) throw new Fault('not-found', { case: caseId });
  const found = await keepableLines(deps.pool, caseId, await reviewerOf(deps, actor), reviewLimits.togetherMax);
  const last = await newestDecisions(
    deps.pool,
    found.flatMap(({ previous }) => previous ?? []),
  );
  const lines = found.filter(
    ({ previous, part }) => openFor(campaign.state, part) && previous !== null && fits(last.get(previous), campaign.variant !== 'software'),
  );
  return { lines, digest: sha256Hex(canonicalJson(lines.map(({ id }) => id))) };
}

const fits = (last: DecisionRow | undefined, asked: boolean): boolean =>
  last?.decision === 'keep' && (!asked || [last.duty, last.role, last.responsibility, last.competence].every((answer) => answer === true));

/**
 * Keeps all that is unchanged and without a flag, with the answers of the last review. Each line gets its own decision.
 * @throws Fault `conflict` where it is not what the person was shown, and as `decide`
 */
export async function decideTogether(
  deps: ReviewsDeps,
  caseId: string,
  given: { readonly digest: string; readonly lines: number },
  actor: Actor,
): Promise<number> {
  const { lines, digest } = await keepable(deps, caseId, actor);
  if (digest !== given.digest || lines.length !== given.lines) throw new Fault('conflict', { lines: lines.length });
  const campaign = await readCampaign(deps.pool, caseId);
  const answers = campaign!.variant === 'software' ? null : { duty: true, role: true, responsibility: true, competence: true };
  await decide(
    deps,
    caseId,
    lines.map(({ id }) => ({ line: id, seen: 0, decision: 'keep' as const, reason: '', answers })),
    actor,
    true,
  );
  return lines.length;
}

const reading = ['administrator', 'committee', 'management', 'departmentManager'];
/** Whether somebody may open a review, and is no auditor: they only read. */
export const mayBeHanded = (roles: readonly string[]): boolean =>
  !roles.includes('auditor') && roles.some((role) => reading.includes(role));
/** To whom lines can be handed: whoever may open a review at all. */
export const able = async ({ ports, pool }: ReviewsDeps): Promise<ReviewAccount[]> =>
  (await ports.accounts(pool)).filter(({ roles }) => mayBeHanded(roles));

/**
 * Hands lines to somebody, or back where `to` is null, with the reason.
 * @throws Fault `forbidden`, `not-found`, `reason-required`, `wrong-state`
 */
export async function assign(
  deps: ReviewsDeps,
  caseId: string,
  given: { readonly lines: readonly string[]; readonly to: string | null; readonly reason: string },
  actor: Actor,
): Promise<void> {
  const reason = given.reason.trim().slice(0, reviewLimits.reasonCharsMax);
  if (reason === '') throw new Fault('reason-required', { field: 'reason' });
  const reviewer = await reviewerOf(deps, actor);
  if (!reviewer.parts.includes('administrator')) throw new Fault('forbidden');
  const campaign = await readCampaign(deps.pool, caseId);
  if (campaign === null) throw new Fault('not-found', { case: caseId });
  const lines = await linesById(deps.pool, given.lines);
  // An account that was made after the population was frozen still belongs to its holder.
  const person = given.to === null ? null : await deps.ports.personOf(given.to);
  for (const line of lines) {
    if (line.caseId !== caseId) throw new Fault('not-found', { line: line.id });
    if (line.part !== 'administrator' || !openFor(campaign.state, line.part)) throw new Fault('wrong-state', { line: line.id });
    if (given.to !== null && (line.subjectAccounts.includes(given.to) || (person !== null && line.subject === person)))
      throw new Fault('same-person', {
        ja: '本人に自分の権限の見直しは頼めません。',
        en: 'Nobody can be asked to review a right of his or her own.',
      });
  }
  if (lines.length !== new Set(given.lines).size) throw new Fault('not-found', { lines: 'some' });
  const accounts = await able(deps);
  if (given.to !== null && !accounts.some(({ id }) => id === given.to)) throw new Fault('not-found', { account: given.to });
  const { to } = given;
  // What is gone is not to be decided, and nobody is told of what they hand to themselves.
  const toDecide = to === reviewer.account ? 0 : lines.filter(({ delta }) => delta !== 'removed').length;
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const ids = lines.map(({ id }) => id);
    const seq = await hand(tx, caseId, ids, { to, reason, by: reviewer.account, at });
    if (to === null || seq === null || toDecide === 0) return;
    const { number, variant } = campaign;
    await deps.ports.tell(tx, at, { caseId, number: `REV-${number}`, label: deps.ports.label(variant), to, lines: toDecide, seq });
  });
}

/** Returns the number of the entry in the ledger, null where there was nothing to hand. */
async function hand(
  tx: Tx,
  caseId: string,
  lines: readonly string[],
  { to, reason, by, at }: { readonly to: string | null; readonly reason: string; readonly by: string; readonly at: Date },
): Promise<number | null> {
  if (lines.length === 0) return null;
  const before = await newestAssignments(tx, lines);
  const rows = lines.map((lineId): Assignment => ({ lineId, no: (before.get(lineId)?.no ?? 0) + 1, account: to, reason, by, at }));
  const payload = {
    lines: rows.length,
    to,
    reason: sha256Hex(reason),
    content: sha256Hex(canonicalJson(rows.map(({ lineId, no }) => ({ lineId, no })))),
  };
  const seq = await append(tx, at, [{ kind: 'review.assigned', actor: by, subject: campaignSubject(caseId), payload }]);
  await insertAssignments(tx, rows, seq);
  return seq;
}

/** Lines whose reviewer cannot sign in any more go back to the role of their part; what was decided stays. */
export async function handBack(deps: ReviewsDeps): Promise<number> {
  const handed = await handedOut(deps.pool);
  if (handed.length === 0) return 0;
  const there = new Set((await able(deps)).map(({ id }) => id));
  const lost = Map.groupBy(
    handed.filter(({ account }) => !there.has(account)),
    ({ caseId }) => caseId,
  );
  const reason = '担当していた人が利用できなくなったため、役割の担当者に戻しました。';
  for (const [caseId, lines] of lost)
    await inTransaction(deps.pool, (tx) =>
      hand(
        tx,
        caseId,
        lines.map(({ lineId }) => lineId),
        { to: null, reason, by: 'system', at: deps.clock.now() },
      ),
    );
  return [...lost.values()].flat().length;
}
