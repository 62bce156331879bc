import type { Db, Tx } from '../db/pool.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import type { CountsByCollection } from './differences.ts';
import type { DriftEvent, WeighedChange } from './event.ts';

/** Whoever groups, weighs anew or explains holds this until its transaction ends. */
export async function holdDrift(tx: Tx): Promise<{ changeId: number; rules: number }> {
  const { rows } = await tx.query<{ changeId: number; rules: number }>('SELECT change_id AS "changeId", rules FROM drift_state FOR UPDATE');
  return rows[0]!;
}

export async function moveCursor(tx: Tx, changeId: number): Promise<void> {
  await tx.query('UPDATE drift_state SET change_id = greatest(change_id, $1)', [changeId]);
}

export async function countRuleAct(tx: Tx): Promise<void> {
  await tx.query('UPDATE drift_state SET rules = rules + 1');
}

/** Which of the given changes belong to an event already. */
export async function groupedAlready(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await db.query<{ id: number }>('SELECT change_id AS id FROM drift_change WHERE change_id = ANY ($1::bigint[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

export interface KnownDevice {
  readonly traits: DeviceTraits;
  readonly retired: boolean;
}

/** What devices are, retired ones too: what changed on one before it was retired is written down all the same. */
export async function devicesOf(db: Db, ids: readonly string[]): Promise<Map<string, KnownDevice>> {
  const { rows } = await db.query<DeviceTraits & { id: string; retired: boolean }>(
    `SELECT id, platform, class AS "deviceClass", environment, retired_at IS NOT NULL AS retired FROM devices_device WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, retired, ...traits }) => [id, { traits, retired }]));
}

interface EventRow extends Omit<DriftEvent, 'traits'>, DeviceTraits {}

const eventColumns = `e.id, e.device_id AS "deviceId", e.first_change AS "firstChange", e.platform, e.class AS "deviceClass", e.environment,
  e.from_at AS "fromAt", e.first_at AS "firstAt", e.at, e.counts, e.loud, e.quiet, e.state, e.matched_row AS "matchedRow",
  e.waits_since::text AS "waitsSince", e.revision,
  (SELECT coalesce(sum(c.loud), 0)::int FROM drift_change c WHERE c.event_id = e.id AND c.matched_row IS NULL) AS open`;

const eventOf = ({ platform, deviceClass, environment, ...event }: EventRow): DriftEvent => ({
  ...event,
  traits: { platform, deviceClass, environment },
});

/** The newest event of each device. */
export async function newestEvents(tx: Tx, deviceIds: readonly string[]): Promise<Map<string, DriftEvent>> {
  const { rows } = await tx.query<EventRow>(
    `SELECT ${eventColumns} FROM unnest($1::uuid[]) AS asked (device_id) JOIN LATERAL (
       SELECT id FROM drift_event n WHERE n.device_id = asked.device_id ORDER BY n.first_change DESC LIMIT 1) newest ON true
     JOIN drift_event e ON e.id = newest.id`,
    [deviceIds],
  );
  return new Map(rows.map((row) => [row.deviceId, eventOf(row)]));
}

/** Events by their ids, locked. */
export async function lockEvents(tx: Tx, ids: readonly string[]): Promise<Map<string, DriftEvent>> {
  const { rows } = await tx.query<EventRow>(
    `SELECT ${eventColumns} FROM drift_event e WHERE e.id = ANY ($1::uuid[]) ORDER BY e.id FOR UPDATE OF e`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, eventOf(row)]));
}

/** Waiting events that were weighed by older rules than those in force. */
export async function weighedBefore(tx: Tx, rules: number, limit: number): Promise<DriftEvent[]> {
  const { rows } = await tx.query<EventRow>(
    `SELECT ${eventColumns} FROM drift_event e WHERE e.state = 'waiting' AND e.rules_seen < $1 ORDER BY e.id LIMIT $2`,
    [rules, limit],
  );
  return rows.map(eventOf);
}

/** Ids of events of some devices that wait, by id, behind one of them. */
export async function waitingOn(tx: Tx, deviceIds: readonly string[], after: string | null, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM drift_event WHERE state = 'waiting' AND device_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [deviceIds, after, limit],
  );
  return rows.map(({ id }) => id);
}

export async function changesOfEvents(
  db: Db,
  eventIds: readonly string[],
): Promise<{ changeId: number; eventId: string; quietRules: string[]; matchedRow: string | null }[]> {
  const { rows } = await db.query<{ changeId: number; eventId: string; quietRules: string[]; matchedRow: string | null }>(
    `SELECT change_id AS "changeId", event_id AS "eventId", quiet_rules::text[] AS "quietRules", matched_row AS "matchedRow"
     FROM drift_change WHERE event_id = ANY ($1::uuid[]) ORDER BY change_id`,
    [eventIds],
  );
  return rows;
}

export async function putEvents(tx: Tx, events: readonly DriftEvent[], rules: number, now: Date): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `INSERT INTO drift_event (id, device_id, first_change, platform, class, environment, from_at, first_at, at, collections, counts, loud, quiet,
       state, matched_row, waits_since, rules_seen, revision, changed_at)
     SELECT e.id, e."deviceId", e."firstChange", e.platform, e."deviceClass", e.environment, e."fromAt", e."firstAt", e.at,
       ARRAY(SELECT jsonb_object_keys(e.counts) ORDER BY 1), e.counts, e.loud, e.quiet, e.state, e."matchedRow", e."waitsSince", $2, e.revision, $3
     FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, "deviceId" uuid, "firstChange" bigint, platform text, "deviceClass" text, environment text,
       "fromAt" timestamptz, "firstAt" timestamptz, at timestamptz, counts jsonb, loud int, quiet int, state text, "matchedRow" uuid,
       "waitsSince" date, revision int)
     ON CONFLICT (id) DO UPDATE SET from_at = excluded.from_at, at = excluded.at, collections = excluded.collections, counts = excluded.counts,
       loud = excluded.loud, quiet = excluded.quiet, state = excluded.state, matched_row = excluded.matched_row, waits_since = excluded.waits_since,
       rules_seen = excluded.rules_seen, revision = excluded.revision, changed_at = excluded.changed_at`,
    [JSON.stringify(events.map(({ traits, ...event }) => ({ ...event, ...traits }))), rules, now],
  );
}

export async function putChanges(tx: Tx, changes: readonly (WeighedChange & { readonly eventId: string })[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO drift_change (change_id, event_id, differences, loud, quiet, quiet_rules, matched_row)
     SELECT c.id, c."eventId", c.differences, c.loud, c.quiet, c."quietRules", c."matchedRow"
     FROM jsonb_to_recordset($1::jsonb) AS c (id bigint, "eventId" uuid, differences int, loud int, quiet int, "quietRules" uuid[], "matchedRow" uuid)
     ON CONFLICT (change_id) DO UPDATE SET loud = excluded.loud, quiet = excluded.quiet, quiet_rules = excluded.quiet_rules,
       matched_row = excluded.matched_row`,
    [JSON.stringify(changes)],
  );
}

/** A retired device asks nobody any more; what happened on it stays written. */
export async function closeEvents(tx: Tx, deviceId: string, now: Date): Promise<void> {
  await tx.query(`UPDATE drift_event SET state = 'closed', changed_at = $2 WHERE device_id = $1 AND state = 'waiting'`, [deviceId, now]);
}

export interface WaitingOfDevice {
  readonly deviceId: string;
  readonly waiting: number;
  readonly waitsSince: string;
  readonly at: Date;
  readonly counts: CountsByCollection;
}

/** How many events of each device wait, and the oldest of them. */
export async function waitingOf(db: Db, deviceIds: readonly string[]): Promise<Map<string, WaitingOfDevice>> {
  const { rows } = await db.query<WaitingOfDevice>(
    `SELECT DISTINCT ON (device_id) device_id AS "deviceId", count(*) OVER (PARTITION BY device_id) AS waiting, waits_since::text AS "waitsSince", at, counts
     FROM drift_event WHERE device_id = ANY ($1::uuid[]) AND state = 'waiting' ORDER BY device_id, waits_since, first_change`,
    [deviceIds],
  );
  return new Map(rows.map((row) => [row.deviceId, row]));
}

export async function setExplained(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.query(`UPDATE drift_event SET state = 'explained', changed_at = $2 WHERE id = ANY ($1::uuid[])`, [ids, now]);
}

export interface Explanation {
  readonly reason: string;
  readonly own: boolean;
  readonly row: string | null;
  readonly by: string;
  readonly at: Date;
}

export async function insertExplanations(
  tx: Tx,
  ids: readonly string[],
  { reason, own, row, by, at }: Explanation,
  seq: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO drift_explanation (event_id, reason, own, row_id, by, at, ledger_seq)
     SELECT id, $2, $3, $4, $5, $6, $7 FROM unnest($1::uuid[]) AS u (id)`,
    [ids, reason, own, row, by, at, seq],
  );
}
