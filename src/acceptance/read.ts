import { Fault } from '../base/fault.ts';
import type { AcceptanceDeps } from './deps.ts';
import { handsOf, historyOf, type RowsWanted, standingRows, sumsOf } from './result.store.ts';
import {
  type Actor,
  acceptanceLimits,
  type CaseFacts,
  type Disposition,
  type Sheet,
  type StandingRow,
  type Sums,
  type TestResult,
  type Version,
} from './shape.ts';
import { readSheet, versionsOf } from './sheet.store.ts';

export interface Overview {
  readonly of: CaseFacts;
  readonly sheet: Sheet;
  readonly sums: Sums;
  readonly versions: readonly Version[];
  /** What did not pass, open ones first: what an approver looks at. At most `shownOpenMax`; `moreFailed` says how many there are beside. */
  readonly failed: readonly StandingRow[];
  readonly moreFailed: number;
  readonly maySpecify: boolean;
  readonly mayTest: boolean;
  /** This reader tested or made it: somebody else approves and accepts. */
  readonly handsOn: boolean;
  /** Defects of scanners that stand in the way of the approval; null where no report was imported. */
  readonly findings: number | null;
}

const mayWrite = ({ accountId, roles }: Actor): boolean => accountId !== null && !roles.includes('auditor');

async function sheetFor(deps: AcceptanceDeps, id: string, actor: Actor): Promise<{ readonly of: CaseFacts; readonly sheet: Sheet }> {
  const of = await deps.ports.caseFor(id, actor);
  const sheet = await readSheet(deps.pool, id);
  if (sheet === null) throw new Fault('not-found', { case: id });
  return { of, sheet };
}

/** Everything about an acceptance but its rows, on one screen. @throws Fault `not-found` */
export async function overview(deps: AcceptanceDeps, id: string, actor: Actor): Promise<Overview> {
  const { of, sheet } = await sheetFor(deps, id, actor);
  const { pool, ports, clock } = deps;
  const [sums, versions, failed, hands, person, findings] = await Promise.all([
    sumsOf(pool, id),
    versionsOf(pool, id),
    standingRows(pool, id, { only: 'failed', offset: 0, limit: acceptanceLimits.shownOpenMax }),
    handsOf(pool, id),
    actor.accountId === null ? null : ports.personOf(actor.accountId),
    ports.openFindings(pool, of.lines, clock.now()),
  ]);
  const isHand =
    (actor.accountId !== null && hands.accounts.includes(actor.accountId)) ||
    (person !== null && (hands.people.includes(person) || sheet.developer === person));
  return {
    of,
    sheet,
    sums,
    versions,
    failed: failed.rows.toSorted((a, b) => Number(b.open) - Number(a.open)),
    moreFailed: failed.total - failed.rows.length,
    maySpecify: mayWrite(actor) && of.state === 'specification',
    mayTest: mayWrite(actor) && (of.state === 'testing' || of.state === 'tested'),
    handsOn: isHand,
    findings,
  };
}

export interface RowPage {
  readonly total: number;
  readonly revision: number;
  readonly rows: readonly StandingRow[];
}

/** A page of the specification with its results. @throws Fault `not-found` */
export async function page(
  deps: AcceptanceDeps,
  id: string,
  wanted: { readonly only: RowsWanted; readonly offset: number; readonly limit: number },
  actor: Actor,
): Promise<RowPage> {
  const { sheet } = await sheetFor(deps, id, actor);
  return { revision: sheet.revision, ...(await standingRows(deps.pool, id, wanted)) };
}

export interface HistoryShown {
  readonly results: readonly TestResult[];
  readonly dispositions: readonly Disposition[];
}

/** Every result of one case, the newest first. @throws Fault `not-found` */
export async function history(deps: AcceptanceDeps, id: string, row: string, actor: Actor): Promise<HistoryShown> {
  await sheetFor(deps, id, actor);
  return historyOf(deps.pool, id, row);
}
