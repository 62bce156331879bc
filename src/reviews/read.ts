import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { type CampaignRow, countsOf, linesById, listCampaigns, type PartCounts, readCampaign, sourcesOf } from './campaign.store.ts';
import { mayBeHanded, reviewerOf } from './decide.ts';
import {
  type Assignment,
  type DecisionRow,
  decisionsOf,
  handedTo,
  type LineFilter,
  newestAssignments,
  newestDecisions,
  pageOfLines,
} from './decision.store.ts';
import type { ReviewsDeps } from './ports.ts';
import { type Remediation, remediationsOf } from './remediation.store.ts';
import { type Actor, type Line, reviewLimits, type SourceState } from './shape.ts';

export interface ListedCampaign {
  readonly one: CampaignRow;
  readonly counts: readonly PartCounts[];
}
export interface CampaignDetail extends ListedCampaign {
  readonly sources: readonly SourceState[];
  readonly remediations: readonly Remediation[];
}
export interface ShownLine {
  readonly line: Line;
  readonly decision: DecisionRow | null;
  /** Of the last review: it is laid out, and confirmed by the person. */
  readonly last: DecisionRow | null;
  readonly assigned: Assignment | null;
  /** Whether this reader may decide it now, and why not. */
  readonly mayDecide: boolean;
  readonly own: boolean;
}

const readsAll = (roles: readonly string[]): boolean =>
  roles.some((role) => ['administrator', 'committee', 'management', 'auditor'].includes(role));

export async function campaigns(
  deps: ReviewsDeps,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; campaigns: ListedCampaign[] }> {
  const { total, rows } = await listCampaigns(deps.pool, page);
  const counts = await countsOf(
    deps.pool,
    rows.map(({ caseId }) => caseId),
  );
  return { total, campaigns: rows.map((one) => ({ one, counts: counts.get(one.caseId) ?? [] })) };
}

/** @throws Fault `not-found` */
export async function campaign(deps: ReviewsDeps, caseId: string): Promise<CampaignDetail> {
  const one = await readCampaign(deps.pool, caseId);
  if (one === null) throw new Fault('not-found', { case: caseId });
  const [counts, sources, remediations] = await Promise.all([
    countsOf(deps.pool, [caseId]),
    sourcesOf(deps.pool, caseId),
    remediationsOf(deps.pool, caseId),
  ]);
  return { one, counts: counts.get(caseId) ?? [], sources, remediations };
}

export interface LinesWanted extends Omit<LineFilter, 'mine'> {
  readonly mine: boolean;
}

/** Lines by page. Whoever was handed lines and has no role of the review sees those only. @throws Fault `not-found` */
export async function lines(
  deps: ReviewsDeps,
  caseId: string,
  wanted: LinesWanted,
  actor: Actor,
): Promise<{ total: number; lines: ShownLine[] }> {
  const one = await readCampaign(deps.pool, caseId);
  if (one === null) throw new Fault('not-found', { case: caseId });
  const worker = actor.accountId !== null && !actor.roles.includes('auditor');
  const reviewer = worker ? await reviewerOf(deps, actor) : null;
  const onlyMine = wanted.mine || !readsAll(actor.roles);
  if (onlyMine && reviewer === null) return { total: 0, lines: [] };
  const { total, lines: found } = await pageOfLines(deps.pool, caseId, { ...wanted, mine: onlyMine ? reviewer! : undefined });
  const ids = found.map(({ id }) => id);
  const [now, last, handed] = await Promise.all([
    newestDecisions(deps.pool, ids),
    newestDecisions(
      deps.pool,
      found.flatMap(({ previous }) => previous ?? []),
    ),
    newestAssignments(deps.pool, ids),
  ]);
  const shown = found.map((line): ShownLine => {
    const assigned = handed.get(line.id) ?? null;
    const own =
      reviewer !== null &&
      (line.subjectAccounts.includes(reviewer.account) || (reviewer.person !== null && reviewer.person === line.subject));
    const open = one.state === 'under-review' || one.state === `${line.part}-left`;
    const mayDecide =
      reviewer !== null &&
      open &&
      !own &&
      line.delta !== 'removed' &&
      (reviewer.parts.includes(line.part) || assigned?.account === reviewer.account);
    return {
      line,
      decision: now.get(line.id) ?? null,
      last: line.previous === null ? null : (last.get(line.previous) ?? null),
      assigned,
      mayDecide,
      own,
    };
  });
  return { total, lines: shown };
}

/** A review with lines that wait for one person. */
export interface ReviewToDo {
  readonly id: string;
  readonly number: string;
  readonly label: Words;
  readonly lines: number;
}

/** Reviews under way with lines that were handed to this person and wait for a decision; none for whoever could not open one. */
export async function handedLines({ pool, ports }: ReviewsDeps, { accountId, roles }: Actor): Promise<ReviewToDo[]> {
  if (accountId === null || !mayBeHanded(roles)) return [];
  const found = await handedTo(pool, { account: accountId, person: await ports.personOf(accountId) });
  return found.map(({ caseId, variant, number, lines }) => ({ id: caseId, number: `REV-${number}`, label: ports.label(variant), lines }));
}

/** All lines of a review, for a document. */
export async function everyLine(deps: ReviewsDeps, caseId: string, actor: Actor): Promise<readonly ShownLine[]> {
  return (await lines(deps, caseId, { mine: false, q: '', offset: 0, limit: reviewLimits.linesMax }, actor)).lines;
}

/** All that was decided of a line, oldest first. @throws Fault `not-found` */
export async function lineHistory(deps: ReviewsDeps, caseId: string, id: string): Promise<readonly DecisionRow[]> {
  const [line] = await linesById(deps.pool, [id]);
  if (line?.caseId !== caseId) throw new Fault('not-found', { line: id });
  return decisionsOf(deps.pool, id);
}
