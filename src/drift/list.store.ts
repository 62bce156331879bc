import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { DeviceClass, Environment, Platform } from '../facts/kind.ts';
import type { CountsByCollection } from './differences.ts';
import type { EventState } from './event.ts';

export interface EventFilter {
  readonly q?: string | undefined;
  readonly device?: string | undefined;
  /** Any of these. */
  readonly devices?: readonly string[] | undefined;
  readonly state?: EventState | undefined;
  readonly deviceClass?: DeviceClass | undefined;
  readonly collection?: CollectionId | undefined;
  /** From the first moment up to, not with, the second. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** An event as a list shows it. */
export interface EventListed {
  readonly id: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly platform: Platform;
  readonly deviceClass: DeviceClass;
  readonly environment: Environment | null;
  readonly fromAt: Date;
  readonly at: Date;
  readonly counts: CountsByCollection;
  readonly loud: number;
  readonly quiet: number;
  readonly state: EventState;
  readonly waitsSince: string;
  readonly matchedRow: string | null;
  readonly revision: number;
}

const columns = `e.id, e.device_id AS "deviceId", d.name AS "deviceName", e.platform, e.class AS "deviceClass", e.environment, e.from_at AS "fromAt", e.at,
  e.counts, e.loud, e.quiet, e.state, e.waits_since::text AS "waitsSince", e.matched_row AS "matchedRow", e.revision`;

/** Beyond this it is said that there are more: to count them all would cost more than the page. */
export const countedMax = 10_000;

/** One page of events, the newest first, and how many there are (at most `countedMax` + 1). */
export async function listEvents(db: Db, filter: EventFilter): Promise<{ total: number; events: EventListed[] }> {
  const given: unknown[] = [];
  const value = (what: unknown) => `$${given.push(what)}`;
  const where: string[] = [];
  if (filter.state) where.push(`e.state = ${value(filter.state)}`);
  if (filter.device) where.push(`e.device_id = ${value(filter.device)}`);
  if (filter.devices) where.push(`e.device_id = ANY (${value(filter.devices)}::uuid[])`);
  if (filter.deviceClass) where.push(`e.class = ${value(filter.deviceClass)}`);
  if (filter.collection) where.push(`e.collections @> ARRAY[${value(filter.collection)}::text]`);
  if (filter.from) where.push(`e.at >= ${value(filter.from)}`);
  if (filter.until) where.push(`e.at < ${value(filter.until)}`);
  if (filter.q) {
    const like = searchForm(filter.q)
      .replaceAll('\u0000', '')
      .replace(/[\\%_]/g, '\\$&');
    where.push(`e.device_id IN (SELECT id FROM devices_device WHERE search LIKE ${value(`%${like}%`)})`);
  }
  const wanted = where.length === 0 ? 'true' : where.join(' AND ');
  const [page, total] = await Promise.all([
    db.query<EventListed>(
      `SELECT ${columns} FROM (SELECT id FROM drift_event e WHERE ${wanted} ORDER BY e.at DESC, e.id OFFSET ${value(filter.offset)} LIMIT ${value(filter.limit)}) page
       JOIN drift_event e ON e.id = page.id JOIN devices_device d ON d.id = e.device_id ORDER BY e.at DESC, e.id`,
      given,
    ),
    db.query<{ total: number }>(
      `SELECT count(*) AS total FROM (SELECT FROM drift_event e WHERE ${wanted} LIMIT ${countedMax + 1}) counted`,
      given.slice(0, -2),
    ),
  ]);
  return { total: total.rows[0]!.total, events: page.rows };
}

/** Events by their ids, the oldest first. */
export async function eventsByIds(db: Db, ids: readonly string[]): Promise<EventListed[]> {
  const { rows } = await db.query<EventListed>(
    `SELECT ${columns} FROM drift_event e JOIN devices_device d ON d.id = e.device_id WHERE e.id = ANY ($1::uuid[]) ORDER BY e.from_at, e.id`,
    [ids],
  );
  return rows;
}

export interface EventDetail extends EventListed {
  readonly explanation: {
    readonly reason: string;
    readonly own: boolean;
    readonly row: string | null;
    readonly by: string;
    readonly at: Date;
  } | null;
}

export async function eventById(db: Db, id: string): Promise<EventDetail | null> {
  const { rows } = await db.query<
    EventListed & { reason: string | null; own: boolean; row: string | null; explainedBy: string; explainedAt: Date }
  >(
    `SELECT ${columns}, x.reason, x.own, x.row_id AS row, x.by AS "explainedBy", x.at AS "explainedAt"
     FROM drift_event e JOIN devices_device d ON d.id = e.device_id LEFT JOIN drift_explanation x ON x.event_id = e.id WHERE e.id = $1`,
    [id],
  );
  const [found] = rows;
  if (!found) return null;
  const { reason, own, row, explainedBy, explainedAt, ...event } = found;
  return { ...event, explanation: reason === null ? null : { reason, own, row, by: explainedBy, at: explainedAt } };
}

/** How many wait, on how many devices, and since when the oldest. */
export async function waitingSums(db: Db): Promise<{ events: number; devices: number; oldest: string | null }> {
  const { rows } = await db.query<{ events: number; devices: number; oldest: string | null }>(
    `SELECT count(*) AS events, count(DISTINCT device_id) AS devices, min(waits_since)::text AS oldest FROM drift_event WHERE state = 'waiting'`,
  );
  return rows[0]!;
}

/** What happened between two moments, for a sheet: by state, and the first few that wait or were explained. */
export async function eventsBetween(db: Db, since: Date | null, until: Date): Promise<Partial<Record<EventState, number>>> {
  const { rows } = await db.query<{ state: EventState; count: number }>(
    'SELECT state, count(*) AS count FROM drift_event WHERE ($1::timestamptz IS NULL OR at > $1) AND at <= $2 GROUP BY state',
    [since, until],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Devices that are held against a baseline, those that differ most first. */
export async function devicesOfBaseline(
  db: Db,
  baseline: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; devices: { id: string; name: string; differs: number; unseen: number; lookedAt: Date }[] }> {
  const { rows } = await db.query<{ id: string; name: string; differs: number; unseen: number; lookedAt: Date; total: number }>(
    `SELECT d.id, d.name, t.differs, t.unseen, t.looked_at AS "lookedAt", count(*) OVER () AS total
     FROM drift_device t JOIN devices_device d ON d.id = t.device_id AND d.retired_at IS NULL
     WHERE t.baseline = $1 ORDER BY t.differs DESC, t.unseen DESC, d.name, d.id OFFSET $2 LIMIT $3`,
    [baseline, offset, limit],
  );
  return { total: rows[0]?.total ?? 0, devices: rows.map(({ total: _, ...device }) => device) };
}
