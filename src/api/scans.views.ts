import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import { countsOf, dueOf, type FindingDetail, type ListedFinding, type RunPreview, type ScanImport, type Target } from '../scans/index.ts';
import type { scanFindingSchema, scanImportSchema, scanPreviewSchema, scanTargetSchema } from './contract-scans.ts';
import type { ScanRouteDeps } from './scans.routes.ts';
import { isoOrNull } from './wire.ts';

type Names = ReadonlyMap<string, Words>;
export const nameIn = (names: Names, id: string): Words => names.get(id) ?? words(id, id);

export function findingView(
  finding: ListedFinding | FindingDetail,
  deps: Pick<ScanRouteDeps, 'scans' | 'dayOf'>,
  today: string,
): z.output<typeof scanFindingSchema> {
  const {
    id,
    targetId,
    tool,
    scope,
    rule,
    title,
    place,
    line,
    severity,
    state,
    until,
    proposed,
    seen,
    claim,
    firstAt,
    openedAt,
    revision,
  } = finding;
  const open =
    state === 'new' || state === 'planned' || state === 'fixed' || (state === 'verified' && seen) || (until !== null && until < today);
  const due = open ? dueOf(severity, openedAt, deps.scans.rules().days) : null;
  const dueOn = due === null ? null : deps.dayOf(due);
  return {
    id,
    target: targetId,
    tool,
    scope,
    rule,
    title,
    place,
    line,
    severity,
    state,
    until,
    proposed,
    seen,
    claim: claim && { ...claim },
    firstAt: firstAt.toISOString(),
    dueOn,
    overdue: dueOn !== null && seen && dueOn < today,
    revision,
  };
}

export const importView = (
  { by, at, scannedAt, covers, warnings, counts, complexityLimit: _limit, ...rest }: ScanImport,
  names: Names,
): z.output<typeof scanImportSchema> => ({
  ...rest,
  counts: { ...counts },
  covers: [...covers],
  warnings: [...warnings],
  scannedAt: scannedAt.toISOString(),
  by: nameIn(names, by),
  at: at.toISOString(),
});

export function targetView(
  target: Target,
  given: { readonly names: Names; readonly lines: ReadonlyMap<string, { readonly label: string }>; readonly mayWork: boolean },
): z.output<typeof scanTargetSchema> {
  const { id, no, name, kind, line, developers, ended } = target;
  return {
    id,
    no,
    name,
    kind,
    line: line === null ? null : { id: line, label: given.lines.get(line)?.label ?? line },
    developers: developers.map((account) => ({ id: account, name: nameIn(given.names, account).ja })),
    ended,
    mayWork: given.mayWork,
  };
}

const samplesMax = 200;
type Sampled = {
  readonly rule: string;
  readonly title: string;
  readonly place: string;
  readonly line: number | null;
  readonly severity: ListedFinding['severity'];
};
const samples = (all: readonly Sampled[]) =>
  all.slice(0, samplesMax).map(({ rule, title, place, line, severity }) => ({ rule, title, place, line, severity }));

export function runView({ run, difference, importedAt }: RunPreview): z.output<typeof scanPreviewSchema>['runs'][number] {
  const same = importedAt !== null;
  return {
    tool: run.tool,
    toolVersion: run.version,
    scope: run.scope,
    scannedAt: isoOrNull(run.scannedAt),
    commit: run.commit,
    warnings: [...run.warnings],
    results: run.findings.length,
    same,
    unchanged: difference.unchanged,
    counts: same ? { new: 0, gone: 0, reappeared: 0, rerated: 0 } : { ...countsOf(difference), rerated: difference.rerated.length },
    new: same ? [] : samples(difference.added),
    gone: same ? [] : samples(difference.gone),
    reappeared: same ? [] : samples(difference.back.filter(({ known }) => known.state === 'verified').map(({ now }) => now)),
  };
}
