import type { Db, Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';

/** `exact`: every attribute counts. `keys`: only what there is, whatever its version. */
export type Strictness = 'exact' | 'keys';
export type BaselineCollections = Readonly<Partial<Record<CollectionId, Strictness>>>;
export type BaselineState = 'proposed' | 'approved' | 'superseded' | 'dropped';

/** The approved state of a class of devices, or one that waits for approval. What it holds never changes. */
export interface Baseline {
  readonly id: string;
  readonly traits: DeviceTraits;
  readonly version: number;
  readonly state: BaselineState;
  /** The device it was taken from; null where it is what so many percent of the class have. */
  readonly reference: string | null;
  readonly share: number | null;
  /** Of how many devices it was made. */
  readonly devices: number;
  readonly collections: BaselineCollections;
  readonly items: readonly number[];
  /** SHA-256 in hex over collections and the digests of the items. */
  readonly digest: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
}

interface BaselineRow extends Omit<Baseline, 'traits' | 'items'> {
  readonly platform: DeviceTraits['platform'];
  readonly deviceClass: DeviceTraits['deviceClass'];
  readonly environment: string;
  readonly items?: number[];
}

const head = `b.id, b.platform, b.class AS "deviceClass", b.environment, b.version, b.state, b.reference, b.share, b.devices, b.collections,
  encode(b.digest, 'hex') AS digest, b.proposed_by AS "proposedBy", b.proposed_at AS "proposedAt", b.reason, b.decided_by AS "decidedBy",
  b.decided_at AS "decidedAt", b.ended_at AS "endedAt"`;

const baselineOf = ({ platform, deviceClass, environment, ...row }: BaselineRow): Baseline => ({
  ...row,
  items: row.items ?? [],
  traits: { platform, deviceClass, environment: environment === '' ? null : (environment as DeviceTraits['environment']) },
});

/** Every approved baseline with its items: one for each class of devices at most. */
export async function approvedBaselines(db: Db): Promise<Baseline[]> {
  const { rows } = await db.query<BaselineRow>(`SELECT ${head}, b.items FROM drift_baseline b WHERE b.state = 'approved'`);
  return rows.map(baselineOf);
}

export async function baselineById(db: Db, id: string, lock = false): Promise<Baseline | null> {
  const { rows } = await db.query<BaselineRow>(
    `SELECT ${head}, b.items FROM drift_baseline b WHERE b.id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ? baselineOf(rows[0]) : null;
}

/** The versions of a class, the newest first, without their items. */
export async function versionsOf(db: Db, { platform, deviceClass, environment }: DeviceTraits, limit: number): Promise<Baseline[]> {
  const { rows } = await db.query<BaselineRow>(
    `SELECT ${head} FROM drift_baseline b WHERE b.platform = $1 AND b.class = $2 AND b.environment = $3 ORDER BY b.version DESC LIMIT $4`,
    [platform, deviceClass, environment ?? '', limit],
  );
  return rows.map(baselineOf);
}

/** Proposals of a class are numbered one by one. */
export async function holdUnit(tx: Tx, { platform, deviceClass, environment }: DeviceTraits): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(8034026, hashtext($1))', [`${platform} ${deviceClass} ${environment ?? ''}`]);
  const { rows } = await tx.query<{ next: number }>(
    'SELECT coalesce(max(version), 0) + 1 AS next FROM drift_baseline WHERE platform = $1 AND class = $2 AND environment = $3',
    [platform, deviceClass, environment ?? ''],
  );
  return rows[0]!.next;
}

export async function insertBaseline(tx: Tx, baseline: Baseline): Promise<void> {
  const { platform, deviceClass, environment } = baseline.traits;
  await tx.query(
    `INSERT INTO drift_baseline (id, platform, class, environment, version, state, reference, share, devices, collections, items, digest, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8, $9, $10, decode($11, 'hex'), $12, $13)`,
    [
      baseline.id,
      platform,
      deviceClass,
      environment ?? '',
      baseline.version,
      baseline.reference,
      baseline.share,
      baseline.devices,
      JSON.stringify(baseline.collections),
      baseline.items,
      baseline.digest,
      baseline.proposedBy,
      baseline.proposedAt,
    ],
  );
}

export async function approveStored(tx: Tx, baseline: Baseline, reason: string, by: string, at: Date): Promise<void> {
  const { platform, deviceClass, environment } = baseline.traits;
  await tx.query(
    `UPDATE drift_baseline SET state = 'superseded', ended_at = $4 WHERE platform = $1 AND class = $2 AND environment = $3 AND state = 'approved'`,
    [platform, deviceClass, environment ?? '', at],
  );
  await tx.query(`UPDATE drift_baseline SET state = 'approved', reason = $2, decided_by = $3, decided_at = $4 WHERE id = $1`, [
    baseline.id,
    reason,
    by,
    at,
  ]);
}

export async function dropStored(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE drift_baseline SET state = 'dropped', ended_at = $2 WHERE id = $1`, [id, at]);
}

/** A class of devices in use, with the state that it is held against and how its devices stand to it. */
export interface Unit {
  readonly traits: DeviceTraits;
  readonly devices: number;
  readonly approved: { readonly id: string; readonly version: number; readonly decidedAt: Date } | null;
  readonly proposed: { readonly id: string; readonly version: number; readonly proposedAt: Date } | null;
  readonly equal: number;
  readonly differing: number;
}

export async function listUnits(db: Db): Promise<Unit[]> {
  const { rows } = await db.query<Omit<Unit, 'traits' | 'approved' | 'proposed'> & DeviceTraits & { approved: Json; proposed: Json }>(
    `WITH unit AS (
       SELECT d.platform, d.class, d.environment, count(*) AS devices,
         count(*) FILTER (WHERE t.differs = 0 AND t.unseen = 0) AS equal, count(*) FILTER (WHERE t.differs > 0) AS differing
       FROM devices_device d LEFT JOIN drift_device t ON t.device_id = d.id AND t.baseline IS NOT NULL
       WHERE d.retired_at IS NULL GROUP BY 1, 2, 3)
     SELECT u.platform, u.class AS "deviceClass", u.environment, u.devices, u.equal, u.differing,
       (SELECT jsonb_build_object('id', b.id, 'version', b.version, 'at', b.decided_at) FROM drift_baseline b
        WHERE b.state = 'approved' AND b.platform = u.platform AND b.class = u.class AND b.environment = coalesce(u.environment, '')) AS approved,
       (SELECT jsonb_build_object('id', b.id, 'version', b.version, 'at', b.proposed_at) FROM drift_baseline b
        WHERE b.state = 'proposed' AND b.platform = u.platform AND b.class = u.class AND b.environment = coalesce(u.environment, '')
        ORDER BY b.version DESC LIMIT 1) AS proposed
     FROM unit u ORDER BY u.class DESC, u.platform, u.environment NULLS FIRST`,
  );
  return rows.map(({ platform, deviceClass, environment, approved, proposed, ...unit }) => ({
    ...unit,
    traits: { platform, deviceClass, environment },
    approved: approved && { id: approved.id, version: approved.version, decidedAt: new Date(approved.at) },
    proposed: proposed && { id: proposed.id, version: proposed.version, proposedAt: new Date(proposed.at) },
  }));
}
type Json = { id: string; version: number; at: string } | null;
