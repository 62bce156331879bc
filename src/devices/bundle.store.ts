import type { Db, Tx } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';

/** A bundle that was handed out. */
export interface Bundle {
  readonly version: number;
  readonly platform: Platform;
  readonly contentDigest: Buffer;
  readonly manifestDigest: Buffer;
  readonly secretGeneration: number;
  readonly madeBy: string;
  readonly madeAt: Date;
}

const columns = `version, platform, content_digest AS "contentDigest", manifest_digest AS "manifestDigest", secret_generation AS "secretGeneration",
  made_by AS "madeBy", made_at AS "madeAt"`;

/** Every bundle, newest first; whoever makes one next waits until this transaction ends. */
export async function holdBundles(tx: Tx): Promise<Bundle[]> {
  await tx.query('SELECT pg_advisory_xact_lock(8034028)');
  return (await tx.query<Bundle>(`SELECT ${columns} FROM devices_bundle ORDER BY version DESC`)).rows;
}

export async function insertBundle(tx: Tx, bundle: Bundle, ledgerSeq: number): Promise<void> {
  await tx.query(
    `INSERT INTO devices_bundle (version, platform, content_digest, manifest_digest, secret_generation, made_by, made_at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      bundle.version,
      bundle.platform,
      bundle.contentDigest,
      bundle.manifestDigest,
      bundle.secretGeneration,
      bundle.madeBy,
      bundle.madeAt,
      ledgerSeq,
    ],
  );
}

/** The newest bundles with how many devices in use say that they run each. */
export async function bundlesHandedOut(db: Db, limit: number): Promise<(Bundle & { devices: number })[]> {
  const { rows } = await db.query<Bundle & { devices: number }>(
    `SELECT ${columns}, (SELECT count(*) FROM devices_device d WHERE d.bundle = b.version AND d.retired_at IS NULL) AS devices
     FROM devices_bundle b ORDER BY version DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

/** How many devices in use enrolled last with which secret; null where that was not counted yet. */
export async function secretGenerations(db: Db): Promise<{ generation: number | null; devices: number }[]> {
  const { rows } = await db.query<{ generation: number | null; devices: number }>(
    `SELECT secret_generation AS generation, count(*) AS devices FROM devices_device WHERE retired_at IS NULL
     GROUP BY secret_generation ORDER BY secret_generation DESC NULLS LAST`,
  );
  return rows;
}

export async function putSecretGeneration(tx: Tx, deviceId: string, generation: number): Promise<void> {
  await tx.query('UPDATE devices_device SET secret_generation = $2 WHERE id = $1 AND secret_generation IS DISTINCT FROM $2', [
    deviceId,
    generation,
  ]);
}

export async function putBundles(db: Db, versions: ReadonlyMap<string, number>): Promise<void> {
  const sorted = [...versions].sort(([a], [b]) => (a < b ? -1 : 1));
  await db.query(
    `UPDATE devices_device d SET bundle = u.version FROM unnest($1::uuid[], $2::int[]) AS u (id, version)
     WHERE d.id = u.id AND d.bundle IS DISTINCT FROM u.version`,
    [sorted.map(([id]) => id), sorted.map(([, version]) => version)],
  );
}
