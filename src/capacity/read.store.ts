import type { Db } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';
import type { Outlook } from './forecast.store.ts';
import type { DayBlock } from './record.store.ts';

export interface ListWanted {
  readonly q: string;
  readonly deviceClass: 'client' | 'server' | 'target' | null;
  readonly state: 'warned' | 'filling' | 'stable' | 'silent' | null;
  readonly sort: 'soonest' | 'percent' | 'name';
  readonly offset: number;
  readonly limit: number;
}

export interface ListRow extends Outlook {
  readonly metric: Metric;
  readonly item: string;
  readonly name: string;
  readonly deviceId: string | null;
  readonly targetId: string | null;
  readonly deviceClass: 'client' | 'server' | null;
  readonly total: number;
}

const outlookColumns = `o.series, o.subject, o.on_day::text AS "onDay", o.percent, o.size, o.trend, o.kind, o.because, o.full_on::text AS "fullOn",
  o.low_on::text AS "lowOn", o.high_on::text AS "highOn", o.unless, o.warn, o.cause`;
const orders = {
  soonest: 'o.warn DESC, o.full_on NULLS LAST, o.percent DESC, o.series',
  percent: 'o.percent DESC, o.series',
  name: 'coalesce(d.name, t.name), o.series',
} as const;

/** Disks and inodes by how soon they are full. Devices that are retired and targets that ended are left out. */
export async function listOutlooks(db: Db, { q, deviceClass, state, sort, offset, limit }: ListWanted): Promise<ListRow[]> {
  const { rows } = await db.query<ListRow>(
    `SELECT ${outlookColumns}, s.metric, s.item, coalesce(d.name, t.name) AS name, u.device_id AS "deviceId", u.target_id AS "targetId",
       d.class AS "deviceClass", (count(*) OVER ())::int AS total
     FROM capacity_outlook o JOIN capacity_series s ON s.id = o.series JOIN capacity_subject u ON u.id = o.subject
     LEFT JOIN devices_device d ON d.id = u.device_id LEFT JOIN capacity_target t ON t.id = u.target_id
     WHERE d.retired_at IS NULL AND t.ended_at IS NULL
       AND ($1 = '' OR strpos(coalesce(d.search, lower(t.name)), $1) > 0 OR strpos(lower(s.item), $1) > 0)
       AND ($2::text IS NULL OR coalesce(d.class, 'target') = $2)
       AND ($3::text IS NULL OR CASE $3 WHEN 'warned' THEN o.warn ELSE o.kind = $3 END)
     ORDER BY ${orders[sort]} OFFSET $4 LIMIT $5`,
    [q, deviceClass, state, offset, limit],
  );
  return rows;
}

export interface OutlookCounts {
  readonly all: number;
  readonly warned: number;
  readonly filling: number;
  readonly stable: number;
  readonly silent: number;
}

export async function outlookCounts(db: Db): Promise<OutlookCounts> {
  const { rows } = await db.query<OutlookCounts>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE o.warn)::int AS warned, count(*) FILTER (WHERE o.kind = 'filling')::int AS filling,
       count(*) FILTER (WHERE o.kind = 'stable')::int AS stable, count(*) FILTER (WHERE o.kind = 'silent')::int AS silent
     FROM capacity_outlook o JOIN capacity_subject u ON u.id = o.subject
     LEFT JOIN devices_device d ON d.id = u.device_id LEFT JOIN capacity_target t ON t.id = u.target_id
     WHERE d.retired_at IS NULL AND t.ended_at IS NULL`,
  );
  return rows[0]!;
}

export interface SubjectRow {
  readonly subject: number;
  readonly name: string;
  readonly deviceId: string | null;
  readonly targetId: string | null;
}

const subjectColumns = `u.id AS subject, coalesce(d.name, t.name) AS name, u.device_id AS "deviceId", u.target_id AS "targetId"`;
const subjectJoins = 'LEFT JOIN devices_device d ON d.id = u.device_id LEFT JOIN capacity_target t ON t.id = u.target_id';

export async function subjectOf(db: Db, kind: 'device' | 'target', id: string): Promise<SubjectRow | null> {
  const { rows } = await db.query<SubjectRow>(
    `SELECT ${subjectColumns} FROM capacity_subject u ${subjectJoins} WHERE ${kind === 'device' ? 'u.device_id' : 'u.target_id'} = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface SeriesRow extends SubjectRow {
  readonly id: number;
  readonly metric: Metric;
  readonly item: string;
}

export async function seriesById(db: Db, id: number): Promise<SeriesRow | null> {
  const { rows } = await db.query<SeriesRow>(
    `SELECT s.id, s.metric, s.item, ${subjectColumns} FROM capacity_series s JOIN capacity_subject u ON u.id = s.subject ${subjectJoins} WHERE s.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function outlookOfSeries(db: Db, series: number): Promise<Outlook | null> {
  const { rows } = await db.query<Outlook>(`SELECT ${outlookColumns} FROM capacity_outlook o WHERE o.series = $1`, [series]);
  return rows[0] ?? null;
}

export async function rawDays(db: Db, subjects: readonly number[], from: number): Promise<DayBlock[]> {
  const { rows } = await db.query<DayBlock>(
    'SELECT subject, day, body FROM capacity_raw WHERE subject = ANY($1) AND day >= $2 ORDER BY subject, day',
    [subjects, from],
  );
  return rows;
}

export async function hourDays(db: Db, subject: number, from: number): Promise<DayBlock[]> {
  const { rows } = await db.query<DayBlock>('SELECT subject, day, body FROM capacity_hours WHERE subject = $1 AND day >= $2 ORDER BY day', [
    subject,
    from,
  ]);
  return rows;
}

/** Series of targets, and the target of each. */
export async function seriesOfTargets(
  db: Db,
  ids: readonly string[],
): Promise<{ id: number; subject: number; metric: Metric; item: string; targetId: string }[]> {
  const { rows } = await db.query<{ id: number; subject: number; metric: Metric; item: string; targetId: string }>(
    `SELECT s.id, s.subject, s.metric, s.item, u.target_id AS "targetId" FROM capacity_series s JOIN capacity_subject u ON u.id = s.subject
     WHERE u.target_id = ANY($1) ORDER BY s.metric, s.item, s.id`,
    [ids],
  );
  return rows;
}

export async function outlooksOfTargets(
  db: Db,
  ids: readonly string[],
): Promise<{ targetId: string; item: string; warn: boolean; fullOn: string | null }[]> {
  const { rows } = await db.query<{ targetId: string; item: string; warn: boolean; fullOn: string | null }>(
    `SELECT u.target_id AS "targetId", s.item, o.warn, o.full_on::text AS "fullOn"
     FROM capacity_outlook o JOIN capacity_series s ON s.id = o.series JOIN capacity_subject u ON u.id = o.subject WHERE u.target_id = ANY($1)`,
    [ids],
  );
  return rows;
}
