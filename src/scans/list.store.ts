import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { FindingState, Severity, WantedState } from './ports.ts';
import { type Cutoffs, cutoffList, isOpen, isOverdue, toConfirm } from './target.store.ts';

/** What one looks for. `waits`: open and shown, or to be confirmed, proposed to somebody, past its date. */
export interface FindingFilter {
  readonly target?: string | undefined;
  readonly q?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly severity?: Severity | undefined;
  readonly tool?: string | undefined;
  readonly aspect?: string | undefined;
  readonly waits?: 'open' | 'gone' | 'reappeared' | 'proposed' | 'overdue' | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ListedFinding {
  readonly id: string;
  readonly targetId: string;
  readonly tool: string;
  readonly scope: string;
  readonly rule: string;
  readonly title: string;
  readonly place: string;
  readonly line: number | null;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly until: string | null;
  readonly proposed: WantedState | null;
  readonly seen: boolean;
  readonly claim: { readonly by: string; readonly state: string; readonly reason: string } | null;
  readonly firstAt: Date;
  readonly openedAt: Date;
  readonly revision: number;
}

const columns = `f.id, f.target_id AS "targetId", f.tool, f.scope, f.rule, f.title, f.place, f.line, f.severity, f.state, to_char(f.until, 'YYYY-MM-DD') AS until,
  f.proposed, f.seen, f.claim, f.first_at AS "firstAt", f.opened_at AS "openedAt", f.revision`;

const escaped = (q: string): string => searchForm(q).replace(/[\\%_]/g, (char) => `\\${char}`);

/** A page of findings, the worst and oldest first. `account`: only of targets on which it works; null for all. */
export async function listFindings(
  db: Db,
  filter: FindingFilter,
  account: string | null,
  today: string,
  cutoffs: Cutoffs,
): Promise<{ total: number; findings: ListedFinding[] }> {
  const values: unknown[] = [today, ...cutoffList(cutoffs)];
  const where: string[] = [];
  const add = (clause: (place: string) => string, value: unknown) => {
    values.push(value);
    where.push(clause(`$${values.length}`));
  };
  if (filter.target !== undefined) add((p) => `f.target_id = ${p}`, filter.target);
  if (account !== null) add((p) => `f.target_id IN (SELECT id FROM scans_target WHERE ${p}::uuid = ANY (developers))`, account);
  if (filter.state !== undefined) add((p) => `f.state = ${p}`, filter.state);
  if (filter.severity !== undefined) add((p) => `f.severity = ${p}`, filter.severity);
  if (filter.tool !== undefined) add((p) => `f.tool = ${p}`, filter.tool);
  if (filter.aspect !== undefined) add((p) => `${p} = ANY (f.aspects)`, filter.aspect);
  if (filter.q !== undefined && filter.q.trim() !== '') add((p) => `f.search LIKE ${p}`, `%${escaped(filter.q.trim())}%`);
  if (filter.waits === 'open') where.push(`${isOpen('$1')} AND f.seen`);
  if (filter.waits === 'overdue') where.push(`${isOpen('$1')} AND f.seen AND ${isOverdue(2)}`);
  if (filter.waits === 'gone') where.push(`${toConfirm} AND NOT f.seen`);
  if (filter.waits === 'reappeared') where.push(`f.seen AND f.state = 'verified'`);
  if (filter.waits === 'proposed') where.push('f.proposal IS NOT NULL');
  // Every placeholder is used, so that PostgreSQL knows the type of each.
  const condition = [
    '$1::date IS NOT NULL',
    `num_nulls($2::timestamptz, $3::timestamptz, $4::timestamptz, $5::timestamptz) = 0`,
    ...where,
  ].join(' AND ');
  const [counted, { rows }] = await Promise.all([
    db.query<{ total: number }>(`SELECT count(*) AS total FROM scans_finding f WHERE ${condition}`, values),
    db.query<ListedFinding>(
      `SELECT ${columns} FROM scans_finding f WHERE ${condition}
       ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], f.severity), f.opened_at, f.id
       OFFSET $${values.length + 1} LIMIT $${values.length + 2}`,
      [...values, filter.offset, filter.limit],
    ),
  ]);
  return { total: counted.rows[0]!.total, findings: rows };
}

export interface FindingDetail extends ListedFinding {
  readonly message: string;
  readonly cwes: readonly number[];
  readonly aliases: readonly string[];
  readonly aspects: readonly string[];
  readonly measure: number | null;
  readonly seenAt: Date;
}

export async function findingById(db: Db, id: string): Promise<FindingDetail | null> {
  const { rows } = await db.query<FindingDetail>(
    `SELECT ${columns}, f.message, f.cwes, f.aliases, f.aspects, f.measure, f.seen_at AS "seenAt" FROM scans_finding f WHERE f.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
