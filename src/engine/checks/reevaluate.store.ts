import type { Words } from '../../base/text.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Platform } from '../../facts/kind.ts';

/** A standing verdict with the fact on which it stands. */
export interface Standing {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly observedAt: Date;
  readonly digest: Buffer;
}

/**
 * The next standing verdicts of a check in the order of their devices, from behind `after` on. What was silenced is left out: its
 * fact no longer speaks for now, whatever the value. So is what a retired device left.
 */
export async function readStanding(
  tx: Tx,
  checkId: string,
  platforms: readonly Platform[],
  after: string | null,
  most: number,
): Promise<Standing[]> {
  const { rows } = await tx.query<Standing>(
    `SELECT s.device_id AS "deviceId", c.kind, c.fact_id AS "factId", f.body, f.unreadable, c.last_observed_at AS "observedAt", f.digest
     FROM checks_state s
     JOIN devices_device d ON d.id = s.device_id AND d.retired_at IS NULL AND d.platform = ANY($2)
     JOIN intake_current c ON c.device_id = s.device_id AND c.kind = s.kind
     JOIN intake_fact f ON f.id = c.fact_id
     WHERE s.check_id = $1 AND NOT s.stale AND ($3::uuid IS NULL OR s.device_id > $3)
     ORDER BY s.device_id LIMIT $4`,
    [checkId, platforms, after, most],
  );
  return rows;
}

/** The version of each value by which every standing verdict was judged when it came into force; 0 is the default's. */
export async function judgedVersions(db: Db): Promise<Map<string, number>> {
  const { rows } = await db.query<{ param: string; version: number }>('SELECT param, version FROM checks_value');
  return new Map(rows.map((row) => [row.param, row.version]));
}

export async function setJudgedVersions(db: Db, versions: ReadonlyMap<string, number>): Promise<void> {
  await db.query(
    `INSERT INTO checks_value (param, version) SELECT * FROM unnest($1::text[], $2::int[])
     ON CONFLICT (param) DO UPDATE SET version = excluded.version`,
    [[...versions.keys()], [...versions.values()]],
  );
}
