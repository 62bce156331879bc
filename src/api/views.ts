import type { z } from 'zod';
import type { Words } from '../base/text.ts';
import { actors, type Clause, type Control, conditions } from '../catalog/control.ts';
import { allParams, controls } from '../catalog/index.ts';
import type { Check, VerdictName } from '../mechanism/check.ts';
import { type Citation, isCheck, isPractice, isRule } from '../mechanism/citation.ts';
import type { Param } from '../mechanism/param.ts';
import { isLaxer, saidValue } from '../mechanism/value.ts';
import type { CheckStanding, ClauseStanding, Overview } from '../overview/index.ts';
import { citedCaseChecks, clausesOfCheck } from '../overview/index.ts';
import { cadenceSaid, sentencePieces, type ValueAt } from '../overview/sentence.ts';
import type { Values } from '../values/index.ts';
import type { ControlView, FindingView, ParamView, statusSchema } from './contract.ts';
import { isoOrNull } from './wire.ts';

/** Which clauses' sentences a parameter stands in, computed once: the catalogue does not change while the server runs. */
const usedBy = new Map<string, string[]>();
for (const control of controls) {
  for (const clause of control.clauses) {
    for (const param of control.params) {
      if (clause.text.ja.includes(`{${param.id}}`)) usedBy.set(param.id, [...(usedBy.get(param.id) ?? []), clause.id]);
    }
  }
}

export function valueReader(values: Values): ValueAt {
  const byId = new Map(allParams.map((param) => [param.id, param]));
  return (id) => {
    const param = byId.get(id);
    return param && { param, value: values.now(param) };
  };
}

export function paramView(values: Values, param: Param): ParamView {
  const newest = values.history(param.id)[0];
  const inForce = values.versionNow(param);
  const value = values.now(param);
  return {
    id: param.id,
    title: param.title,
    type: param.type,
    origin: param.origin,
    hint: param.hint ?? null,
    value: value as ParamView['value'],
    default: param.default as ParamView['default'],
    said: saidValue(param, value),
    min: param.type === 'number' ? param.min : null,
    max: param.type === 'number' ? param.max : null,
    unit: param.type === 'number' ? param.unit : null,
    options: param.type === 'choice' ? { ...param.options } : null,
    says: param.type === 'boolean' ? param.says : null,
    laxer: isLaxer(param, value),
    version: newest?.version ?? 0,
    setAt: isoOrNull(inForce?.effectiveFrom ?? null),
    reason: inForce?.reason ?? null,
    usedBy: usedBy.get(param.id) ?? [],
  };
}

function mechanismView(citation: Citation, clause: Clause, overview: Overview): ControlView['clauses'][number]['mechanisms'][number] {
  const { kind, title, status } = citation;
  const none = { kind, status, title, check: null, rule: null, practice: null };
  if (isRule(citation)) {
    const standing = overview.rule(clause);
    return { ...none, rule: { ...standing, evidenceAt: isoOrNull(standing.evidenceAt) } };
  }
  if (isPractice(citation)) {
    const standing = overview.practice(citation);
    const cases = citedCaseChecks.find((check) => check.kind === kind && check.id === citation.id)?.reads ?? [];
    return { ...none, practice: { ...standing, id: citation.id, evidenceAt: isoOrNull(standing.evidenceAt), cases: [...cases] } };
  }
  if (!isCheck(citation)) return none;
  const standing = overview.checks.get(citation.id)!;
  return {
    ...none,
    check: {
      id: citation.id,
      verdict: standing.verdict,
      because: standing.because,
      caveat: citation.caveat ?? null,
      expected: standing.expected,
      counts: standing.counts,
      evidenceAt: isoOrNull(standing.evidenceAt),
    },
  };
}

/** What the company's procedures in force say of a clause. */
export interface CompanyClause {
  readonly version: string;
  readonly adoption: 'adopted' | 'changed' | 'replaced' | 'not-applicable';
  /** With slots. Where the company wrote Japanese only, that stands in both: it did not adopt the sample's English. */
  readonly text: Words;
  readonly owner: Words | null;
  readonly deputy: Words | null;
}

/** The company's own sentence where its procedures are in force, else the sample's. */
export function clauseView(
  clause: Clause,
  overview: Overview,
  valueAt: ValueAt,
  company: CompanyClause | null = null,
): ControlView['clauses'][number] {
  const standing = overview.clauses.get(clause.id)!;
  const { text } = company ?? clause;
  return {
    id: clause.id,
    type: clause.type,
    heading: clause.heading === true,
    operative: standing.operative,
    sentence: { ja: sentencePieces({ text }, 'ja', valueAt), en: sentencePieces({ text }, 'en', valueAt) },
    company: company && { version: company.version, adoption: company.adoption, owner: company.owner, deputy: company.deputy },
    actors: clause.actors.map((actor) => actors[actor]),
    cadence: cadenceSaid(clause.cadence, valueAt),
    refs: clause.refs.map((ref) => ({ ...ref })),
    appliesWhen: (clause.appliesWhen ?? []).map((condition) => conditions[condition]),
    verdict: standing.verdict,
    complete: standing.complete,
    because: standing.because,
    evidenceAt: isoOrNull(standing.evidenceAt),
    mechanisms: clause.mechanisms.map((citation) => mechanismView(citation, clause, overview)),
  };
}

/** A tile of the board: operative clauses by verdict. */
export function tileOf(control: Control, overview: Overview) {
  const operative = control.clauses.map((clause) => overview.clauses.get(clause.id)!).filter((standing) => standing.operative);
  const count = (verdict: ClauseStanding['verdict']) => operative.filter((standing) => standing.verdict === verdict).length;
  const times = operative.flatMap((standing) => (standing.evidenceAt ? [standing.evidenceAt.getTime()] : []));
  return {
    id: control.id,
    title: control.title,
    clauses: {
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      planned: count('planned'),
      notApplicable: count('not-applicable'),
    },
    incomplete: operative.filter(
      (standing) => !standing.complete && standing.verdict !== 'planned' && standing.verdict !== 'not-applicable',
    ).length,
    oldestEvidenceAt: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
  };
}

export function statusClause(standing: ClauseStanding, overview: Overview): z.infer<typeof statusSchema>['clauses'][number] {
  return {
    id: standing.clause.id,
    operative: standing.operative,
    complete: standing.complete,
    verdict: standing.verdict,
    because: standing.because,
    mechanisms: standing.clause.mechanisms.map((citation) => ({
      kind: citation.kind,
      id: isCheck(citation) || isPractice(citation) ? citation.id : null,
      title: citation.title,
      status: citation.status,
      verdict: countedVerdict(citation, standing, overview),
      evidenceAt: isoOrNull(evidenceOf(citation, standing, overview)),
    })),
    evidenceAt: isoOrNull(standing.evidenceAt),
  };
}

/** Null for what is planned, and for a check that concerns no device here while another one carries the clause. */
function countedVerdict(citation: Citation, { clause }: ClauseStanding, overview: Overview): VerdictName | null {
  if (isRule(citation)) return overview.rule(clause).verdict;
  if (isPractice(citation)) return overview.practice(citation).verdict;
  if (!isCheck(citation)) return null;
  const concerns = (each: Citation) => isRule(each) || isPractice(each) || (isCheck(each) && overview.checks.get(each.id)!.expected > 0);
  return !concerns(citation) && clause.mechanisms.some(concerns) ? null : overview.checks.get(citation.id)!.verdict;
}

function evidenceOf(citation: Citation, { clause }: ClauseStanding, overview: Overview): Date | null {
  if (isRule(citation)) return overview.rule(clause).evidenceAt;
  if (isPractice(citation)) return overview.practice(citation).evidenceAt;
  return isCheck(citation) ? overview.checks.get(citation.id)!.evidenceAt : null;
}

export interface FindingRow {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly platform: FindingView['platform'];
  readonly verdict: VerdictName;
  readonly because: Words;
  readonly since: Date | null;
  readonly observedAt: Date | null;
  readonly ledgerSeq: number | null;
  readonly factId: number | null;
}

export function findingView(check: Check, row: FindingRow): FindingView {
  return {
    check: check.id,
    title: check.title,
    device: row.deviceId,
    deviceName: row.deviceName,
    platform: row.platform,
    verdict: row.verdict,
    because: row.because,
    since: isoOrNull(row.since),
    observedAt: isoOrNull(row.observedAt),
    remedy: check.remedy[row.platform] ?? null,
    caveat: check.caveat ?? null,
    clauses: clausesOfCheck(check.id),
    ledgerSeq: row.ledgerSeq,
    factId: row.factId,
  };
}

/** What stands for a device that has not answered yet, or that the agent cannot judge. */
export function unmeasured(check: Check, device: Pick<FindingRow, 'deviceId' | 'deviceName' | 'platform'>): FindingRow {
  const state = check.platforms[device.platform];
  return {
    ...device,
    verdict: 'unknown',
    because: state === 'judged' || state === undefined ? { ja: 'まだ測定していません。', en: 'Not measured yet.' } : state,
    since: null,
    observedAt: null,
    ledgerSeq: null,
    factId: null,
  };
}

export type { CheckStanding };
