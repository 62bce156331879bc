import type { Words } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';

export const targetKinds = ['exporter', 'remote', 'http', 'tcp'] as const;
export type TargetKind = (typeof targetKinds)[number];

export interface Target {
  readonly id: string;
  readonly kind: TargetKind;
  readonly name: string;
  readonly address: string;
  readonly deviceId: string | null;
  readonly warnMs: number | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const columns = `t.id, t.kind, t.name, t.address, t.device_id AS "deviceId", t.warn_ms AS "warnMs", t.revision, t.created_at AS "createdAt",
  t.changed_at AS "changedAt"`;

export async function targets(db: Db): Promise<Target[]> {
  const { rows } = await db.query<Target>(`SELECT ${columns} FROM capacity_target t WHERE ended_at IS NULL ORDER BY name, id`);
  return rows;
}

export interface TargetState {
  readonly targetId: string;
  readonly lookedAt: Date;
  readonly ok: boolean;
  readonly since: Date;
  readonly says: Words | null;
}

export async function targetStates(db: Db): Promise<ReadonlyMap<string, TargetState>> {
  const { rows } = await db.query<TargetState>(
    'SELECT target_id AS "targetId", looked_at AS "lookedAt", ok, since, says FROM capacity_target_state',
  );
  return new Map(rows.map((row) => [row.targetId, row]));
}

/** `since` moves only where one that went well fails, or the other way round. */
export async function writeTargetStates(db: Db, states: readonly Omit<TargetState, 'since'>[]): Promise<void> {
  if (states.length === 0) return;
  const sorted = [...states].sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
  await db.query(
    `INSERT INTO capacity_target_state AS s (target_id, looked_at, ok, since, says)
     SELECT id, at, ok, at, says FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::jsonb[]) AS w (id, at, ok, says)
     ON CONFLICT (target_id) DO UPDATE SET looked_at = excluded.looked_at, ok = excluded.ok, says = excluded.says,
       since = CASE WHEN s.ok = excluded.ok THEN s.since ELSE excluded.looked_at END`,
    [
      sorted.map(({ targetId }) => targetId),
      sorted.map(({ lookedAt }) => lookedAt),
      sorted.map(({ ok }) => ok),
      sorted.map(({ says }) => (says === null ? null : JSON.stringify(says))),
    ],
  );
}

/** Targets are few and changed seldom: one at a time, so that their number and names are counted right. */
export async function lockTargets(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034060)');
}

export async function insertTarget(tx: Tx, target: Target): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_target (id, kind, name, address, device_id, warn_ms, revision, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      target.id,
      target.kind,
      target.name,
      target.address,
      target.deviceId,
      target.warnMs,
      target.revision,
      target.createdAt,
      target.changedAt,
    ],
  );
}

export async function updateTarget(tx: Tx, { id, name, address, deviceId, warnMs, revision, changedAt }: Target): Promise<void> {
  await tx.query(
    'UPDATE capacity_target SET name = $2, address = $3, device_id = $4, warn_ms = $5, revision = $6, changed_at = $7 WHERE id = $1',
    [id, name, address, deviceId, warnMs, revision, changedAt],
  );
}

export async function endTargetRow(tx: Tx, id: string, revision: number, at: Date): Promise<void> {
  await tx.query('UPDATE capacity_target SET ended_at = $3, changed_at = $3, revision = $2 WHERE id = $1', [id, revision, at]);
}

export interface HeldToken {
  readonly hash: Buffer;
  readonly previous: Buffer | null;
  readonly previousUntil: Date | null;
  readonly rotatedAt: Date;
}

export async function heldToken(db: Db): Promise<HeldToken | null> {
  const { rows } = await db.query<HeldToken>(
    'SELECT hash, previous, previous_until AS "previousUntil", rotated_at AS "rotatedAt" FROM capacity_token',
  );
  return rows[0] ?? null;
}

export async function holdToken(tx: Tx, { hash, previous, previousUntil, rotatedAt }: HeldToken): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_token (hash, previous, previous_until, rotated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (one) DO UPDATE SET hash = excluded.hash, previous = excluded.previous, previous_until = excluded.previous_until, rotated_at = excluded.rotated_at`,
    [hash, previous, previousUntil, rotatedAt],
  );
}

export interface RefusedRow {
  readonly reason: string;
  readonly name: string;
  readonly count: number;
  readonly lastAt: Date;
}

export async function refusals(db: Db, most: number): Promise<RefusedRow[]> {
  const { rows } = await db.query<RefusedRow>(
    'SELECT reason, name, count, last_at AS "lastAt" FROM capacity_refused ORDER BY last_at DESC, reason, name LIMIT $1',
    [most],
  );
  return rows;
}
