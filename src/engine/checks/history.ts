import type { Words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { VerdictName } from '../../mechanism/check.ts';

/** A verdict as it stood at a past moment. */
export interface PastVerdict {
  readonly checkId: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly verdict: VerdictName;
  readonly because: Words;
  readonly since: Date;
  readonly factId: number;
}

/** The newest finding of each check on each device at a moment, on devices that were there then. */
export async function verdictsAt(db: Db, checkIds: readonly string[], at: Date): Promise<PastVerdict[]> {
  const { rows } = await db.query<PastVerdict>(
    `SELECT DISTINCT ON (f.check_id, f.device_id) f.check_id AS "checkId", f.device_id AS "deviceId", d.name AS "deviceName",
       f.verdict, f.because, f.at AS since, f.fact_id AS "factId"
     FROM checks_finding f JOIN devices_device d ON d.id = f.device_id AND (d.retired_at IS NULL OR d.retired_at > $2)
     WHERE f.check_id = ANY($1) AND f.at <= $2
     ORDER BY f.check_id, f.device_id, f.id DESC`,
    [checkIds, at],
  );
  return rows;
}

/** How many devices had which verdict of each check at a moment. */
export async function countsAt(
  db: Db,
  checkIds: readonly string[],
  at: Date,
): Promise<{ checkId: string; verdict: VerdictName; count: number }[]> {
  const { rows } = await db.query<{ checkId: string; verdict: VerdictName; count: number }>(
    `SELECT check_id AS "checkId", verdict, count(*)::int AS count FROM (
       SELECT DISTINCT ON (f.check_id, f.device_id) f.check_id, f.verdict
       FROM checks_finding f JOIN devices_device d ON d.id = f.device_id AND (d.retired_at IS NULL OR d.retired_at > $2)
       WHERE f.check_id = ANY($1) AND f.at <= $2
       ORDER BY f.check_id, f.device_id, f.id DESC) newest
     GROUP BY check_id, verdict`,
    [checkIds, at],
  );
  return rows;
}
