import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import type { CampaignDetail, DecisionRow, ListedCampaign, Remediation, ShownLine } from '../reviews/index.ts';
import type { remediationView, reviewLinesSchema, reviewSchema, reviewsSchema } from './contract-reviews.ts';
import { isoOrNull } from './wire.ts';

export type Names = ReadonlyMap<string, Words>;
const nameIn = (names: Names, id: string): Words => names.get(id) ?? words(id, id);

/** Words of the kind of case, by variant and by state. */
export interface CaseWords {
  readonly variants: Readonly<Record<string, Words>>;
  readonly states: Readonly<Record<string, { readonly title: Words }>>;
}

export const campaignView = (
  { one, counts }: ListedCampaign,
  { variants, states }: CaseWords,
): z.infer<typeof reviewsSchema>['reviews'][number] => ({
  id: one.caseId,
  number: `REV-${one.number}`,
  variant: one.variant,
  title: variants[one.variant] ?? words(one.variant, one.variant),
  state: one.state,
  stateTitle: states[one.state]?.title ?? words(one.state, one.state),
  setOff: one.setOff,
  frozenAt: one.frozenAt.toISOString(),
  endedAt: isoOrNull(one.endedAt),
  lines: one.lines,
  hash: one.hash,
  counts: counts.map(({ part, lines, decided, keep, reduce, revoke, flagged, new: fresh, changed, unchanged, removed, notMeasured }) => ({
    part,
    lines,
    decided,
    keep,
    reduce,
    revoke,
    flagged,
    new: fresh,
    changed,
    unchanged,
    removed,
    notMeasured,
  })),
});

export const detailView = (detail: CampaignDetail, say: CaseWords): z.infer<typeof reviewSchema> => ({
  ...campaignView(detail, say),
  previous: detail.one.previous,
  sources: detail.sources.map(({ source, title, state, because, asOf, items }) => ({
    source,
    title,
    state,
    because,
    asOf: isoOrNull(asOf),
    items,
  })),
  remediations: detail.remediations.map(remediation),
});

const remediation = ({ id, who, what, level, wanted, since, look }: Remediation): z.infer<typeof remediationView> => ({
  line: id,
  who,
  what,
  level,
  wanted,
  since: since.toISOString(),
  state: look?.state ?? null,
  because: look?.because ?? null,
  measuredAt: isoOrNull(look?.measuredAt ?? null),
});

export const decisionView = (row: DecisionRow, names: Names) => ({
  no: row.no,
  decision: row.decision,
  reason: row.reason,
  answers:
    row.duty == null || row.role == null || row.responsibility == null || row.competence == null
      ? null
      : { duty: row.duty, role: row.role, responsibility: row.responsibility, competence: row.competence },
  together: row.together,
  by: nameIn(names, row.account),
  at: row.at.toISOString(),
});

/** Accounts that a page of lines names. */
export const accountsIn = (shown: readonly ShownLine[]): string[] => [
  ...new Set(
    shown.flatMap(({ decision, last, assigned }) => [decision?.account, last?.account, assigned?.account].filter((id) => id != null)),
  ),
];

export const lineView = (
  { line, decision, last, assigned, mayDecide, own }: ShownLine,
  names: Names,
): z.infer<typeof reviewLinesSchema>['lines'][number] => ({
  id: line.id,
  no: line.no,
  who: line.who,
  what: line.what,
  level: line.level,
  department: line.seen.department,
  delta: line.delta,
  flags: [...line.flags],
  measured: line.measured,
  part: line.part,
  extent: line.seen.extent,
  decision: decision && decisionView(decision, names),
  last: last && decisionView(last, names),
  assigned: assigned?.account == null ? null : { to: nameIn(names, assigned.account), account: assigned.account, reason: assigned.reason },
  mayDecide,
  own,
});
