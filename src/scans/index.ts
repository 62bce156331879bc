import { Fault } from '../base/fault.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { type Decision, decide } from './decide.ts';
import { eventsOf, type FindingEvent, type Presence, presenceOf } from './event.store.ts';
import { listImports, newestImports, type ScanImport } from './import.store.ts';
import { type GivenReport, type Imported, importReport, previewReport, type ScanPreview } from './import.ts';
import { type FindingDetail, type FindingFilter, findingById, type ListedFinding, listFindings } from './list.store.ts';
import type { ScanRules, ScansDeps, Severity, Who } from './ports.ts';
import { scansAt, sumsAt, sumsNow, targetsAt } from './standing.store.ts';
import {
  complexity,
  lintClean,
  openAtAcceptance,
  openVulnerabilities,
  type Scanned,
  scansImported,
  seededDefects,
  weaknesses,
} from './standing.ts';
import { type Cutoffs, type ListedTarget, listTargets, type Target, type TargetSaid, targetById } from './target.store.ts';
import { mayWork, saveTarget, seenTarget, seesAll, workedTarget } from './target.ts';
import { type ScanToken, tokensOf } from './token.store.ts';
import { endToken, makeToken, tokenOf } from './token.ts';

export { type Decision, decideLimits } from './decide.ts';
export type { Difference } from './difference.ts';
export type { FindingEvent, Presence } from './event.store.ts';
export type { ScanImport } from './import.store.ts';
export { countsOf, type GivenReport, type Imported, type RunPreview, type ScanPreview } from './import.ts';
export type { FindingDetail, FindingFilter, ListedFinding } from './list.store.ts';
export * from './ports.ts';
export type { ListedTarget, Target, TargetSaid } from './target.store.ts';
export { targetLimits } from './target.ts';
export type { ScanToken } from './token.store.ts';
export { tokenDaysMax } from './token.ts';

/** Names of the questions that scans answer, as the practices' tools are called. */
export const scanQuestions = {
  'scanning/open-vulnerabilities': openVulnerabilities,
  'scanning/import': scansImported,
  'scanning/input-checks': weaknesses('input'),
  'scanning/output-sanitising': weaknesses('output'),
  'scanning/rights': weaknesses('rights'),
  'scanning/complexity': complexity,
  'scanning/linter': lintClean,
  'scanning/seeded-defect': seededDefects,
  'scanning/open-at-acceptance': openAtAcceptance,
} as const satisfies Record<string, (scanned: Scanned) => PracticeStanding>;

/** By when a finding is to be dealt with; null for what only informs. */
export function dueOf(severity: Severity, openedAt: Date, days: ScanRules['days']): Date | null {
  return severity === 'info' ? null : new Date(openedAt.getTime() + days[severity] * 86_400_000);
}

/** Targets, reports, findings and what people decide of them. */
export class Scans {
  readonly #deps: ScansDeps;
  constructor(deps: ScansDeps) {
    this.#deps = deps;
  }

  rules = () => this.#deps.rulesAt(this.#deps.clock.now());
  mayWork = mayWork;
  /** The company's day. */
  today = (): string => this.#deps.dayOf(this.#deps.clock.now());

  targets(who: Who): Promise<ListedTarget[]> {
    const { today, cutoffs } = this.#now();
    if (!seesAll(who) && who.accountId === null) return Promise.resolve([]);
    return listTargets(this.#deps.pool, seesAll(who) ? null : who.accountId, today, cutoffs);
  }
  target = (id: string, who: Who): Promise<Target> => seenTarget(this.#deps, id, who);
  newest = (id: string): Promise<ScanImport[]> => newestImports(this.#deps.pool, id);
  addTarget = (said: TargetSaid, actor: string): Promise<string> => saveTarget(this.#deps, null, 0, said, actor);
  async changeTarget(id: string, no: number, said: TargetSaid, actor: string): Promise<void> {
    if ((await targetById(this.#deps.pool, id)) === null) throw new Fault('not-found', { target: id });
    await saveTarget(this.#deps, id, no, said, actor);
  }

  async imports(
    id: string,
    who: Who,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ total: number; imports: ScanImport[] }> {
    await seenTarget(this.#deps, id, who);
    return listImports(this.#deps.pool, id, page.offset, page.limit);
  }
  async preview(id: string, given: GivenReport, who: Who): Promise<ScanPreview> {
    await workedTarget(this.#deps, id, who);
    return previewReport(this.#deps, id, given);
  }
  async import(id: string, given: GivenReport, digest: string, who: Who): Promise<Imported> {
    await workedTarget(this.#deps, id, who);
    return importReport(this.#deps, id, given, { actor: who.actor, tokenId: null, digest });
  }

  findings(filter: FindingFilter, who: Who): Promise<{ total: number; findings: ListedFinding[] }> {
    const { today, cutoffs } = this.#now();
    if (!seesAll(who) && who.accountId === null) return Promise.resolve({ total: 0, findings: [] });
    return listFindings(this.#deps.pool, filter, seesAll(who) ? null : who.accountId, today, cutoffs);
  }
  /** @throws Fault `not-found` also where the caller may not see its target */
  async finding(id: string, who: Who): Promise<{ finding: FindingDetail; target: Target; events: FindingEvent[]; presence: Presence[] }> {
    const finding = await findingById(this.#deps.pool, id);
    if (finding === null) throw new Fault('not-found', { finding: id });
    const target = await seenTarget(this.#deps, finding.targetId, who);
    const [events, presence] = await Promise.all([eventsOf(this.#deps.pool, id), presenceOf(this.#deps.pool, id)]);
    return { finding, target, events, presence };
  }
  decide = (given: Decision, who: Who): Promise<void> => decide(this.#deps, given, who);

  tokens = (target: string): Promise<ScanToken[]> => tokensOf(this.#deps.pool, target);
  makeToken = (target: string, given: { readonly name: string; readonly days: number }, actor: string): Promise<string> =>
    makeToken(this.#deps, target, given, actor);
  endToken = (id: string, actor: string): Promise<void> => endToken(this.#deps, id, actor);
  tokenOf = (secret: string): Promise<ScanToken | null> => tokenOf(this.#deps, secret);
  /** What a pipeline posts with its token: into the token's own target, and nothing else. */
  post = (token: ScanToken, given: GivenReport): Promise<Imported> =>
    importReport(this.#deps, token.targetId, given, { actor: `scan-token:${token.id}`, tokenId: token.id, digest: null });

  /** How every question that scans answer stood at a moment, by its name. */
  async standings(at: Date): Promise<ReadonlyMap<string, PracticeStanding>> {
    const { pool, clock, rulesAt, dayOf, acceptances } = this.#deps;
    const rules = rulesAt(at);
    const [today, cutoffs] = [dayOf(at), cutoffsOf(rules.days, at)];
    const isNow = clock.now().getTime() - at.getTime() < 60_000;
    const [targets, scans, sums, accepted] = await Promise.all([
      targetsAt(pool, at),
      scansAt(pool, at),
      isNow ? sumsNow(pool, today, cutoffs, rules.complexityMax) : sumsAt(pool, at, today, cutoffs, rules.complexityMax),
      acceptances(at),
    ]);
    const scanned: Scanned = { at, targets, scans, sums, rules, acceptances: accepted };
    return new Map(Object.entries(scanQuestions).map(([id, judge]) => [id, judge(scanned)]));
  }

  #now(): { readonly today: string; readonly cutoffs: Cutoffs } {
    const at = this.#deps.clock.now();
    return { today: this.#deps.dayOf(at), cutoffs: cutoffsOf(this.#deps.rulesAt(at).days, at) };
  }
}

const cutoffsOf = (days: Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>, at: Date): Cutoffs => {
  const before = (count: number) => new Date(at.getTime() - count * 86_400_000);
  return { critical: before(days.critical), high: before(days.high), medium: before(days.medium), low: before(days.low) };
};
