import type { Db } from '../db/pool.ts';
import type { Severity } from './ports.ts';
import { type Cutoffs, cutoffList, isOpen, isOverdue } from './target.store.ts';

/** Sums of one tool's findings of one target and one severity. `open` ones are shown by the newest scan, `gone` ones wait for a person. */
export interface FindingSums {
  readonly targetId: string;
  readonly tool: string;
  readonly severity: Severity;
  readonly shown: number;
  readonly open: number;
  readonly gone: number;
  readonly overdue: number;
  readonly input: number;
  readonly output: number;
  readonly rights: number;
  /** Above the company's limit, or without a measured number. */
  readonly complex: number;
  readonly seededSeen: number;
  readonly seededGone: number;
  readonly oldest: Date | null;
}

const sums = `target_id AS "targetId", tool, severity, count(*) FILTER (WHERE seen AND state NOT IN ('accepted', 'not-affected', 'seeded') OR seen AND until < $1::date) AS shown,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen) AS open,
  count(*) FILTER (WHERE ${isOpen('$1')} AND NOT seen) AS gone,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen AND ${isOverdue(2)}) AS overdue,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen AND 'input' = ANY (aspects)) AS input,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen AND 'output' = ANY (aspects)) AS output,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen AND 'rights' = ANY (aspects)) AS rights,
  count(*) FILTER (WHERE ${isOpen('$1')} AND seen AND 'complexity' = ANY (aspects) AND coalesce(measure > $6::int, true)) AS complex,
  count(*) FILTER (WHERE state = 'seeded' AND seen) AS "seededSeen", count(*) FILTER (WHERE state = 'seeded' AND NOT seen) AS "seededGone",
  min(opened_at) FILTER (WHERE ${isOpen('$1')} AND seen) AS oldest`;

/** The sums as they stand now. */
export async function sumsNow(db: Db, today: string, cutoffs: Cutoffs, complexityMax: number): Promise<FindingSums[]> {
  const { rows } = await db.query<FindingSums>(`SELECT ${sums} FROM scans_finding GROUP BY target_id, tool, severity`, [
    today,
    ...cutoffList(cutoffs),
    complexityMax,
  ]);
  return rows;
}

/** The sums as they stood at a moment, by what was imported and decided until then. */
export async function sumsAt(db: Db, at: Date, today: string, cutoffs: Cutoffs, complexityMax: number): Promise<FindingSums[]> {
  const { rows } = await db.query<FindingSums>(
    `WITH past AS (
       SELECT f.target_id, f.tool, p.severity, f.aspects, f.measure, p.seen, coalesce(e.to_state, 'new') AS state, agreed.until,
         greatest(f.first_at, reopened.at, CASE WHEN p.seen THEN (SELECT max(b.at) FROM scans_presence b WHERE b.finding_id = f.id AND b.at <= $7 AND b.seen
           AND EXISTS (SELECT 1 FROM scans_event v WHERE v.finding_id = f.id AND v.step = 'verify' AND v.at < b.at)) END) AS opened_at
       FROM scans_finding f
       CROSS JOIN LATERAL (SELECT severity, seen FROM scans_presence WHERE finding_id = f.id AND at <= $7 ORDER BY at DESC LIMIT 1) p
       LEFT JOIN LATERAL (SELECT to_state FROM scans_event WHERE finding_id = f.id AND at <= $7 ORDER BY no DESC LIMIT 1) e ON true
       LEFT JOIN LATERAL (SELECT until FROM scans_event WHERE finding_id = f.id AND at <= $7 AND step = 'agree' ORDER BY no DESC LIMIT 1) agreed ON true
       LEFT JOIN LATERAL (SELECT at FROM scans_event WHERE finding_id = f.id AND at <= $7 AND step = 'reopen' ORDER BY no DESC LIMIT 1) reopened ON true
     )
     SELECT ${sums} FROM past GROUP BY target_id, tool, severity`,
    [today, ...cutoffList(cutoffs), complexityMax, at],
  );
  return rows;
}

export interface TargetScan {
  readonly targetId: string;
  readonly tool: string;
  readonly scope: string;
  readonly at: Date;
  readonly scannedAt: Date;
  readonly complete: boolean;
  readonly covers: readonly string[];
  readonly complexityLimit: number | null;
  readonly failed: boolean;
}

/** The newest import of each tool and part, of every target, at a moment. */
export async function scansAt(db: Db, at: Date): Promise<TargetScan[]> {
  const { rows } = await db.query<TargetScan>(
    `SELECT DISTINCT ON (target_id, tool, scope) target_id AS "targetId", tool, scope, at, scanned_at AS "scannedAt", complete, covers,
       complexity_limit AS "complexityLimit", 'tool-failed' = ANY (warnings) AS failed
     FROM scans_import WHERE at <= $1 ORDER BY target_id, tool, scope, at DESC`,
    [at],
  );
  return rows;
}

export interface TargetThen {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly line: string | null;
}

/** Targets that were scanned at a moment. */
export async function targetsAt(db: Db, at: Date): Promise<TargetThen[]> {
  const { rows } = await db.query<TargetThen>(
    `SELECT id, name, kind, line FROM (
       SELECT DISTINCT ON (target_id) target_id AS id, name, kind, line, ended FROM scans_target_version WHERE at <= $1 ORDER BY target_id, no DESC
     ) v WHERE NOT ended ORDER BY name`,
    [at],
  );
  return rows;
}
