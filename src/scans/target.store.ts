import type { Db, Tx } from '../db/pool.ts';

export interface TargetSaid {
  readonly name: string;
  readonly kind: 'repository' | 'system' | 'environment';
  /** A line of a register; null where it belongs to none. */
  readonly line: string | null;
  /** Accounts. */
  readonly developers: readonly string[];
  readonly ended: boolean;
}

export interface Target extends TargetSaid {
  readonly id: string;
  readonly no: number;
}

const columns = 't.id, t.no, t.name, t.kind, t.line, t.developers, t.ended';

export async function targetById(db: Db, id: string): Promise<Target | null> {
  const { rows } = await db.query<Target>(`SELECT ${columns} FROM scans_target t WHERE t.id = $1`, [id]);
  return rows[0] ?? null;
}

export interface ListedTarget extends Target {
  /** Findings that wait for something, and how many of them are past their date. */
  readonly open: number;
  readonly overdue: number;
  /** No longer shown, or shown again after all: a person looks. */
  readonly toConfirm: number;
  readonly proposed: number;
  readonly lastImportAt: Date | null;
}

/** Targets that one may see, by name. `account`: only those on which it works; null for all. */
export async function listTargets(db: Db, account: string | null, today: string, cutoffs: Cutoffs): Promise<ListedTarget[]> {
  const { rows } = await db.query<ListedTarget>(
    `SELECT ${columns}, coalesce(f.open, 0) AS open, coalesce(f.overdue, 0) AS overdue, coalesce(f.confirm, 0) AS "toConfirm",
       coalesce(f.proposed, 0) AS proposed, (SELECT max(at) FROM scans_import i WHERE i.target_id = t.id) AS "lastImportAt"
     FROM scans_target t LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE ${isOpen('$2')} AND seen) AS open, count(*) FILTER (WHERE ${isOpen('$2')} AND seen AND ${isOverdue(3)}) AS overdue,
         count(*) FILTER (WHERE ${toConfirm}) AS confirm, count(*) FILTER (WHERE proposal IS NOT NULL) AS proposed
       FROM scans_finding WHERE target_id = t.id
     ) f ON true
     WHERE $1::uuid IS NULL OR $1 = ANY (t.developers) ORDER BY t.ended, t.name LIMIT 500`,
    [account, today, ...cutoffList(cutoffs)],
  );
  return rows;
}

/** Opened before these moments is overdue, by severity. */
export type Cutoffs = Readonly<Record<'critical' | 'high' | 'medium' | 'low', Date>>;
export const cutoffList = ({ critical, high, medium, low }: Cutoffs): Date[] => [critical, high, medium, low];

/** Waits for something, whether a scan shows it or not; a decision to leave it counts until its day. `today`: the placeholder of the day. */
export const isOpen = (today: string): string =>
  `(state IN ('new', 'planned', 'fixed') OR (state = 'verified' AND seen) OR (state IN ('accepted', 'not-affected') AND until < ${today}::date))`;
/** Past its date, by four placeholders from `first` on. */
export const isOverdue = (first: number): string =>
  `opened_at < CASE severity WHEN 'critical' THEN $${first}::timestamptz WHEN 'high' THEN $${first + 1}::timestamptz
     WHEN 'medium' THEN $${first + 2}::timestamptz WHEN 'low' THEN $${first + 3}::timestamptz END`;
export const toConfirm = `((NOT seen AND state IN ('new', 'planned', 'fixed')) OR (seen AND state = 'verified'))`;

export async function insertVersion(
  tx: Tx,
  given: TargetSaid & { readonly targetId: string; readonly no: number; readonly by: string; readonly at: Date },
  seq: number,
): Promise<void> {
  const { targetId, no, name, kind, line, developers, ended, by, at } = given;
  await tx.query(
    `INSERT INTO scans_target_version (target_id, no, name, kind, line, developers, ended, by, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [targetId, no, name, kind, line, developers, ended, by, at, seq],
  );
}
