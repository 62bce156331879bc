import type { Words } from '../../base/text.ts';
import type { Db, Tx } from '../../db/pool.ts';
import { allTraits, type DeviceTraits, type Platform } from '../../facts/kind.ts';
import { type Check, concerns, type VerdictName } from '../../mechanism/check.ts';

export interface StateRow {
  readonly checkId: string;
  readonly deviceId: string;
  readonly verdict: VerdictName;
  readonly because: Words;
  readonly since: Date;
  readonly findingId: number;
  readonly factId: number;
  readonly kind: string;
  /** True where the verdict is unknown because the observation is too old. */
  readonly stale: boolean;
}

export interface Flip {
  readonly checkId: string;
  readonly deviceId: string;
  readonly before: VerdictName | null;
  readonly verdict: VerdictName;
  readonly because: Words;
  readonly at: Date;
  readonly observedAt: Date;
  readonly factId: number;
  readonly values: unknown;
  readonly ledgerSeq: number;
}

/**
 * One at a time moves verdicts and their sums, until the end of its transaction: two that read the same old verdict would
 * both take it off the sums, and a sum that is wrong can hide a device.
 */
export async function lockVerdicts(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034030)');
}

export async function statesOf(tx: Tx, checkIds: readonly string[], deviceIds: readonly string[]): Promise<StateRow[]> {
  const { rows } = await tx.query<StateRow>(
    `SELECT s.check_id AS "checkId", s.device_id AS "deviceId", s.verdict, s.because, s.since, s.finding_id AS "findingId", s.fact_id AS "factId", s.kind, s.stale
     FROM unnest($1::text[], $2::uuid[]) AS asked (check_id, device_id)
     JOIN checks_state s ON s.check_id = asked.check_id AND s.device_id = asked.device_id`,
    [checkIds, deviceIds],
  );
  return rows;
}

export async function insertFindings(tx: Tx, flips: readonly Flip[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO checks_finding (check_id, device_id, before, verdict, because, at, observed_at, fact_id, values, ledger_seq)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::jsonb[], $10::bigint[])
     RETURNING id`,
    [
      flips.map((flip) => flip.checkId),
      flips.map((flip) => flip.deviceId),
      flips.map((flip) => flip.before),
      flips.map((flip) => flip.verdict),
      flips.map((flip) => JSON.stringify(flip.because)),
      flips.map((flip) => flip.at),
      flips.map((flip) => flip.observedAt),
      flips.map((flip) => flip.factId),
      flips.map((flip) => JSON.stringify(flip.values)),
      flips.map((flip) => flip.ledgerSeq),
    ],
  );
  return rows.map((row) => row.id);
}

export async function upsertStates(tx: Tx, rows: readonly StateRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO checks_state (check_id, device_id, verdict, because, since, finding_id, fact_id, kind, stale)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::text[], $9::boolean[])
     ON CONFLICT (check_id, device_id) DO UPDATE SET verdict = excluded.verdict, because = excluded.because, since = excluded.since,
       finding_id = excluded.finding_id, fact_id = excluded.fact_id, kind = excluded.kind, stale = excluded.stale`,
    [
      rows.map((row) => row.checkId),
      rows.map((row) => row.deviceId),
      rows.map((row) => row.verdict),
      rows.map((row) => JSON.stringify(row.because)),
      rows.map((row) => row.since),
      rows.map((row) => row.findingId),
      rows.map((row) => row.factId),
      rows.map((row) => row.kind),
      rows.map((row) => row.stale),
    ],
  );
}

export interface StaleRow extends DeviceTraits {
  readonly checkId: string;
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly observedAt: Date;
  readonly digest: Buffer;
}

/** From when to when an observation speaks for now, and how many verdicts at most; of all devices where none are named. */
export interface SpokenFor {
  readonly from: Date;
  readonly to: Date;
  readonly most: number;
  readonly devices?: readonly string[];
}

/**
 * Verdicts of the given checks whose observation lies outside the time for which it speaks, and that are not silenced yet.
 * Beyond the end lie observations from before the server's clock was set back.
 */
export async function readStale(db: Db, checkIds: readonly string[], { from, to, most, devices }: SpokenFor): Promise<StaleRow[]> {
  const { rows } = await db.query<StaleRow>(
    `SELECT s.check_id AS "checkId", s.device_id AS "deviceId", d.platform, d.class AS "deviceClass", d.environment, s.kind, s.fact_id AS "factId", c.last_observed_at AS "observedAt", f.digest
     FROM checks_state s
     JOIN intake_current c ON c.device_id = s.device_id AND c.kind = s.kind
     JOIN intake_fact f ON f.id = s.fact_id
     JOIN devices_device d ON d.id = s.device_id
     WHERE s.check_id = ANY($1) AND NOT s.stale AND (c.last_observed_at < $2 OR c.last_observed_at > $3) AND d.retired_at IS NULL
       ${devices ? 'AND s.device_id = ANY($5::uuid[])' : ''}
     ORDER BY s.device_id LIMIT $4`,
    [checkIds, from, to, most, ...(devices ? [devices] : [])],
  );
  return rows;
}

/** A verdict that came or went: +1 or -1 for one check on one device. */
export interface CountChange {
  readonly checkId: string;
  readonly deviceId: string;
  readonly verdict: VerdictName;
  readonly by: 1 | -1;
}

/** Moves the sums. Rows are touched in one order, so that two writers never wait for one another. */
export async function moveCounts(tx: Tx, changes: readonly CountChange[]): Promise<void> {
  const byCheck = new Map<string, number>();
  const byDevice = new Map<string, Record<VerdictName, number>>();
  for (const { checkId, deviceId, verdict, by } of changes) {
    const key = `${checkId} ${verdict}`;
    byCheck.set(key, (byCheck.get(key) ?? 0) + by);
    const device = byDevice.get(deviceId) ?? { pass: 0, fail: 0, unknown: 0 };
    device[verdict] += by;
    byDevice.set(deviceId, device);
  }
  const checks = [...byCheck].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const devices = [...byDevice].sort(([a], [b]) => (a < b ? -1 : 1));
  const checkIds = checks.map(([key]) => key.split(' ')[0]);
  const names = checks.map(([key]) => key.split(' ')[1]);
  await tx.query(
    `INSERT INTO checks_count (check_id, verdict, count) SELECT check_id, verdict, 0 FROM unnest($1::text[], $2::text[]) AS u (check_id, verdict) ON CONFLICT DO NOTHING`,
    [checkIds, names],
  );
  await tx.query(
    `UPDATE checks_count c SET count = c.count + u.by FROM unnest($1::text[], $2::text[], $3::int[]) AS u (check_id, verdict, by)
     WHERE c.check_id = u.check_id AND c.verdict = u.verdict`,
    [checkIds, names, checks.map(([, by]) => by)],
  );
  await tx.query(
    `INSERT INTO checks_device AS c (device_id, pass, fail, unknown) SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[])
     ON CONFLICT (device_id) DO UPDATE SET pass = c.pass + excluded.pass, fail = c.fail + excluded.fail, unknown = c.unknown + excluded.unknown`,
    [devices.map(([id]) => id), devices.map(([, d]) => d.pass), devices.map(([, d]) => d.fail), devices.map(([, d]) => d.unknown)],
  );
}

export async function statesOfDevice(db: Db, deviceId: string): Promise<(StateRow & { observedAt: Date; ledgerSeq: number })[]> {
  const { rows } = await db.query<StateRow & { observedAt: Date; ledgerSeq: number }>(
    `SELECT s.check_id AS "checkId", s.device_id AS "deviceId", s.verdict, s.because, s.since, s.finding_id AS "findingId", s.fact_id AS "factId", s.kind, s.stale,
       c.last_observed_at AS "observedAt", f.ledger_seq AS "ledgerSeq"
     FROM checks_state s JOIN intake_current c ON c.device_id = s.device_id AND c.kind = s.kind JOIN checks_finding f ON f.id = s.finding_id
     WHERE s.device_id = $1`,
    [deviceId],
  );
  return rows;
}

/** One check on one device that it concerns. What is null has not been measured: the verdict is unknown. */
export interface CheckedDevice {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly platform: Platform;
  readonly verdict: VerdictName | null;
  readonly because: Words | null;
  /** The words with which the verdict last changed; `because` may be newer. */
  readonly found: Words | null;
  readonly since: Date | null;
  readonly observedAt: Date | null;
  readonly ledgerSeq: number | null;
  readonly factId: number | null;
}

/** The devices that a check concerns, the worst first; those that were never measured stand among the unknown. */
export async function statesOfCheck(
  db: Db,
  check: Check,
  { verdict, offset, limit }: { verdict?: VerdictName | undefined; offset: number; limit: number },
): Promise<CheckedDevice[]> {
  const concerned = allTraits.filter((traits) => concerns(check, traits));
  const { rows } = await db.query<CheckedDevice>(
    `WITH page AS (
       SELECT d.id, d.name, d.platform, s.verdict, s.because, s.since, s.kind, s.fact_id, s.finding_id, coalesce(s.verdict, 'unknown') AS counted
       FROM devices_device d LEFT JOIN checks_state s ON s.check_id = $1 AND s.device_id = d.id
       WHERE d.retired_at IS NULL AND (d.platform, d.class, coalesce(d.environment, '')) IN (SELECT * FROM unnest($2::text[], $6::text[], $7::text[])) AND ($3::text IS NULL OR coalesce(s.verdict, 'unknown') = $3)
       ORDER BY array_position(ARRAY['fail', 'unknown', 'pass'], coalesce(s.verdict, 'unknown')), s.since DESC NULLS LAST, d.name, d.id
       OFFSET $4 LIMIT $5
     )
     SELECT p.id AS "deviceId", p.name AS "deviceName", p.platform, p.verdict, p.because, f.because AS found, p.since, p.fact_id AS "factId",
       c.last_observed_at AS "observedAt", f.ledger_seq AS "ledgerSeq"
     FROM page p LEFT JOIN intake_current c ON c.device_id = p.id AND c.kind = p.kind LEFT JOIN checks_finding f ON f.id = p.finding_id
     ORDER BY array_position(ARRAY['fail', 'unknown', 'pass'], p.counted), p.since DESC NULLS LAST, p.name, p.id`,
    [
      check.id,
      concerned.map(({ platform }) => platform),
      verdict ?? null,
      offset,
      limit,
      concerned.map(({ deviceClass }) => deviceClass),
      concerned.map(({ environment }) => environment ?? ''),
    ],
  );
  return rows;
}

export async function flipsOfDevice(db: Db, deviceId: string, limit: number): Promise<Flip[]> {
  const { rows } = await db.query<Flip>(
    `SELECT check_id AS "checkId", device_id AS "deviceId", before, verdict, because, at, observed_at AS "observedAt", fact_id AS "factId", values, ledger_seq AS "ledgerSeq"
     FROM checks_finding WHERE device_id = $1 ORDER BY id DESC LIMIT $2`,
    [deviceId, limit],
  );
  return rows;
}

export async function countsByCheck(db: Db): Promise<{ checkId: string; verdict: VerdictName; count: number }[]> {
  const { rows } = await db.query<{ checkId: string; verdict: VerdictName; count: number }>(
    'SELECT check_id AS "checkId", verdict, count FROM checks_count',
  );
  return rows;
}

/** One example of the words of each check's worst verdict, for the clause's own reason. */
export async function exampleBecause(
  db: Db,
  checkIds: readonly string[],
): Promise<{ checkId: string; verdict: VerdictName; because: Words; deviceName: string }[]> {
  const { rows } = await db.query<{ checkId: string; verdict: VerdictName; because: Words; deviceName: string }>(
    `SELECT c.id AS "checkId", one.verdict, one.because, one.name AS "deviceName" FROM unnest($1::text[]) AS c (id)
     CROSS JOIN LATERAL (
       SELECT v.verdict, s.because, d.name FROM unnest(ARRAY['fail', 'unknown', 'pass']) WITH ORDINALITY AS v (verdict, rank)
       CROSS JOIN LATERAL (SELECT because, device_id FROM checks_state WHERE check_id = c.id AND verdict = v.verdict LIMIT 1) s
       JOIN devices_device d ON d.id = s.device_id ORDER BY v.rank LIMIT 1) one`,
    [checkIds],
  );
  return rows;
}

/** A retired device counts no more; its findings stay. */
export async function removeStates(tx: Tx, deviceId: string): Promise<{ checkId: string; verdict: VerdictName }[]> {
  const { rows } = await tx.query<{ checkId: string; verdict: VerdictName }>(
    'DELETE FROM checks_state WHERE device_id = $1 RETURNING check_id AS "checkId", verdict',
    [deviceId],
  );
  return rows;
}

/** Takes away the verdicts of these devices but for those of the given checks. */
export async function removeStatesBut(
  tx: Tx,
  kept: readonly { readonly deviceId: string; readonly checkId: string }[],
  deviceIds: readonly string[],
): Promise<{ deviceId: string; checkId: string; verdict: VerdictName }[]> {
  const { rows } = await tx.query<{ deviceId: string; checkId: string; verdict: VerdictName }>(
    `DELETE FROM checks_state s WHERE s.device_id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::text[]) AS k (device_id, check_id) WHERE k.device_id = s.device_id AND k.check_id = s.check_id)
     RETURNING s.device_id AS "deviceId", s.check_id AS "checkId", s.verdict`,
    [deviceIds, kept.map(({ deviceId }) => deviceId), kept.map(({ checkId }) => checkId)],
  );
  return rows;
}

/** Verdicts of retired devices, and of checks that are not judged on such a device. */
export async function removeOrphanStates(tx: Tx, judged: readonly (DeviceTraits & { checkId: string })[]): Promise<void> {
  await tx.query(
    `DELETE FROM checks_state s USING devices_device d WHERE d.id = s.device_id AND (d.retired_at IS NOT NULL
       OR (s.check_id, d.platform, d.class, coalesce(d.environment, '')) NOT IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])))`,
    [
      judged.map(({ checkId }) => checkId),
      judged.map(({ platform }) => platform),
      judged.map(({ deviceClass }) => deviceClass),
      judged.map(({ environment }) => environment ?? ''),
    ],
  );
}

/** Makes the sums equal to what is counted. Returns how many were not. */
export async function recountStates(tx: Tx): Promise<number> {
  const checks = await tx.query(
    `INSERT INTO checks_count (check_id, verdict, count)
     SELECT check_id, verdict, coalesce(s.count, 0) FROM (SELECT check_id, verdict, count(*)::int AS count FROM checks_state GROUP BY check_id, verdict) s
       FULL JOIN checks_count c USING (check_id, verdict) WHERE coalesce(s.count, 0) <> coalesce(c.count, 0)
     ON CONFLICT (check_id, verdict) DO UPDATE SET count = excluded.count`,
  );
  const devices = await tx.query(
    `INSERT INTO checks_device (device_id, pass, fail, unknown)
     SELECT device_id, coalesce(s.pass, 0), coalesce(s.fail, 0), coalesce(s.unknown, 0)
     FROM (SELECT device_id, count(*) FILTER (WHERE verdict = 'pass')::int AS pass, count(*) FILTER (WHERE verdict = 'fail')::int AS fail,
             count(*) FILTER (WHERE verdict = 'unknown')::int AS unknown FROM checks_state GROUP BY device_id) s
       FULL JOIN checks_device c USING (device_id)
     WHERE (coalesce(s.pass, 0), coalesce(s.fail, 0), coalesce(s.unknown, 0)) <> (coalesce(c.pass, 0), coalesce(c.fail, 0), coalesce(c.unknown, 0))
     ON CONFLICT (device_id) DO UPDATE SET pass = excluded.pass, fail = excluded.fail, unknown = excluded.unknown`,
  );
  return (checks.rowCount ?? 0) + (devices.rowCount ?? 0);
}

export async function removeDeviceCounts(tx: Tx, deviceId: string): Promise<void> {
  await tx.query('DELETE FROM checks_device WHERE device_id = $1', [deviceId]);
}
