import type { Words } from '../base/text.ts';
import { pagesOf } from '../db/pages.ts';
import { type Db, inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';

export interface StoredFact {
  readonly id: number;
  readonly kind: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly observedAt: Date;
  readonly lastObservedAt: Date;
  readonly source: string;
  readonly digest: Buffer;
}

const columns = `f.id, f.kind, f.device_id AS "deviceId", d.name AS "deviceName", f.body, f.unreadable, f.observed_at AS "observedAt",
  coalesce(s.last_observed_at, c.last_observed_at, f.observed_at) AS "lastObservedAt", f.source, f.digest`;
const joins = `FROM intake_fact f JOIN devices_device d ON d.id = f.device_id LEFT JOIN intake_span s ON s.fact_id = f.id LEFT JOIN intake_current c ON c.fact_id = f.id AND c.device_id = f.device_id AND c.kind = f.kind`;

export async function factById(db: Db, id: number): Promise<StoredFact | null> {
  const { rows } = await db.query<StoredFact>(`SELECT ${columns} ${joins} WHERE f.id = $1`, [id]);
  return rows[0] ?? null;
}

/** For each kind, the device whose newest observation is the oldest. */
export async function oldestByKind(db: Db): Promise<Map<string, Date>> {
  const { rows } = await db.query<{ kind: string; at: Date }>(
    `SELECT c.kind, min(c.last_observed_at) AS at FROM intake_current c JOIN devices_device d ON d.id = c.device_id AND d.retired_at IS NULL GROUP BY c.kind`,
  );
  return new Map(rows.map((row) => [row.kind, row.at]));
}

export interface QuarantineListed {
  readonly id: number;
  readonly at: Date;
  readonly device: string | null;
  readonly what: string;
  readonly reason: string;
}

export async function recentQuarantine(db: Db, limit: number): Promise<QuarantineListed[]> {
  const { rows } = await db.query<QuarantineListed>(
    `SELECT q.id, q.at, d.name AS device, q.what, q.reason FROM intake_quarantine q LEFT JOIN devices_device d ON d.id = q.device_id ORDER BY q.id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function counters(db: Db): Promise<Record<string, number>> {
  const { rows } = await db.query<{ name: string; count: number }>('SELECT name, count FROM intake_counter ORDER BY name');
  return Object.fromEntries(rows.map((row) => [row.name, row.count]));
}

export async function factsById(db: Db, ids: readonly number[]): Promise<StoredFact[]> {
  const { rows } = await db.query<StoredFact>(`SELECT ${columns} ${joins} WHERE f.id = ANY($1) ORDER BY f.id`, [ids]);
  return rows;
}

/** The newest readable observation of a kind on each device in use, by name. */
export async function currentBodies(db: Db, kind: string): Promise<{ deviceName: string; body: unknown; observedAt: Date }[]> {
  const { rows } = await db.query<{ deviceName: string; body: unknown; observedAt: Date }>(
    `SELECT d.name AS "deviceName", f.body, f.observed_at AS "observedAt" FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id
     JOIN devices_device d ON d.id = c.device_id AND d.retired_at IS NULL WHERE c.kind = $1 AND f.body IS NOT NULL ORDER BY d.name`,
    [kind],
  );
  return rows;
}

/** A device in use and what it last said of one kind. */
export interface DeviceReport {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly platform: Platform;
  /** Null where it never answered, or where the answer proved nothing (`unreadable` says why). */
  readonly body: unknown;
  readonly unreadable: Words | null;
  /** Null where it never answered. */
  readonly lastObservedAt: Date | null;
}

/** Every device in use with its newest observation of a kind, silent ones included, by name; page by page, for a whole company is long. */
export const reportsInPages = (tx: Tx, kind: string): AsyncGenerator<DeviceReport[]> =>
  pagesOf<DeviceReport>(
    tx,
    `SELECT d.id AS "deviceId", d.name AS "deviceName", d.platform, f.body, f.unreadable, c.last_observed_at AS "lastObservedAt"
     FROM devices_device d LEFT JOIN intake_current c ON c.device_id = d.id AND c.kind = $1 LEFT JOIN intake_fact f ON f.id = c.fact_id
     WHERE d.retired_at IS NULL ORDER BY d.name, d.id`,
    [kind],
  );

/** The same in one list. */
export const currentReports = (pool: Pool, kind: string): Promise<DeviceReport[]> =>
  inTransaction(pool, async (tx) => {
    const all: DeviceReport[] = [];
    for await (const page of reportsInPages(tx, kind)) all.push(...page);
    return all;
  });

/** The newest readable body of a kind on some devices; those without one are absent. */
export async function bodiesOf(db: Db, kind: string, deviceIds: readonly string[]): Promise<Map<string, unknown>> {
  const { rows } = await db.query<{ deviceId: string; body: unknown }>(
    `SELECT c.device_id AS "deviceId", f.body FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id
     WHERE c.kind = $1 AND c.device_id = ANY($2::uuid[]) AND f.body IS NOT NULL`,
    [kind, deviceIds],
  );
  return new Map(rows.map(({ deviceId, body }) => [deviceId, body]));
}

/** How a kind of fact stands on a device: when it was seen last, from where, and why it cannot be read. */
export interface FactStanding {
  readonly kind: string;
  readonly lastObservedAt: Date;
  readonly source: string;
  readonly unreadable: Words | null;
}

export async function standingOfFacts(db: Db, deviceId: string, kinds: readonly string[]): Promise<Map<string, FactStanding>> {
  const { rows } = await db.query<FactStanding>(
    `SELECT c.kind, c.last_observed_at AS "lastObservedAt", f.source, f.unreadable FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id
     WHERE c.device_id = $1 AND c.kind = ANY ($2::text[])`,
    [deviceId, kinds],
  );
  return new Map(rows.map((row) => [row.kind, row]));
}
