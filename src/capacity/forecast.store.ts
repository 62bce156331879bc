import type { Db, Tx } from '../db/pool.ts';
import type { MonthBlock } from './roll.store.ts';

export interface ToForecast {
  readonly subject: number;
  readonly deviceId: string | null;
  readonly targetId: string | null;
}

/** Subjects whose disks were not forecast on that day (or on a later one: the server's clock was set back), but for devices that are retired and targets that ended. */
export async function toForecast(db: Db, today: string, most: number): Promise<ToForecast[]> {
  const { rows } = await db.query<ToForecast>(
    `SELECT s.id AS subject, s.device_id AS "deviceId", s.target_id AS "targetId" FROM capacity_subject s
     LEFT JOIN devices_device d ON d.id = s.device_id LEFT JOIN capacity_target t ON t.id = s.target_id
     WHERE s.forecast_on IS DISTINCT FROM $1::date AND d.retired_at IS NULL AND t.ended_at IS NULL
     ORDER BY s.forecast_on NULLS FIRST, s.id LIMIT $2`,
    [today, most],
  );
  return rows;
}

export async function markForecast(db: Db, subjects: readonly number[], today: string): Promise<void> {
  await db.query('UPDATE capacity_subject SET forecast_on = $2 WHERE id = ANY($1)', [subjects, today]);
}

export async function monthsOf(db: Db, subjects: readonly number[], fromMonth: number): Promise<MonthBlock[]> {
  const { rows } = await db.query<MonthBlock>(
    'SELECT subject, month, body FROM capacity_days WHERE subject = ANY($1) AND month >= $2 ORDER BY subject, month',
    [subjects, fromMonth],
  );
  return rows;
}

export interface Outlook {
  readonly series: number;
  readonly subject: number;
  readonly onDay: string;
  readonly percent: number;
  readonly size: number;
  readonly trend: number | null;
  readonly kind: 'silent' | 'stable' | 'filling';
  readonly because: string | null;
  readonly fullOn: string | null;
  readonly lowOn: string | null;
  readonly highOn: string | null;
  readonly unless: string | null;
  readonly warn: boolean;
  readonly cause: string | null;
}

export async function outlooksOf(db: Db, subjects: readonly number[]): Promise<ReadonlyMap<number, Pick<Outlook, 'kind' | 'warn'>>> {
  const { rows } = await db.query<Pick<Outlook, 'series' | 'kind' | 'warn'>>(
    'SELECT series, kind, warn FROM capacity_outlook WHERE subject = ANY($1)',
    [subjects],
  );
  return new Map(rows.map((row) => [row.series, row]));
}

export async function writeOutlooks(tx: Tx, rows: readonly Outlook[]): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_outlook AS o (series, subject, on_day, percent, size, trend, kind, because, full_on, low_on, high_on, unless, warn, cause)
     SELECT series, subject, "onDay", percent, size, trend, kind, because, "fullOn", "lowOn", "highOn", unless, warn, cause
     FROM jsonb_to_recordset($1::jsonb) AS w (series int, subject int, "onDay" date, percent real, size bigint, trend real, kind text, because text,
       "fullOn" date, "lowOn" date, "highOn" date, unless text, warn boolean, cause text)
     ON CONFLICT (series) DO UPDATE SET on_day = excluded.on_day, percent = excluded.percent, size = excluded.size, trend = excluded.trend,
       kind = excluded.kind, because = excluded.because, full_on = excluded.full_on, low_on = excluded.low_on, high_on = excluded.high_on,
       unless = excluded.unless, warn = excluded.warn, cause = excluded.cause`,
    [JSON.stringify(rows)],
  );
}

export interface MadeForecast {
  readonly series: number;
  readonly madeOn: string;
  readonly kind: Outlook['kind'];
  readonly fullOn: string | null;
  readonly lowOn: string | null;
  readonly highOn: string | null;
  readonly warn: boolean;
}

export async function insertForecasts(tx: Tx, rows: readonly MadeForecast[]): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_forecast (series, made_on, kind, full_on, low_on, high_on, warn)
     SELECT series, "madeOn", kind, "fullOn", "lowOn", "highOn", warn
     FROM jsonb_to_recordset($1::jsonb) AS w (series int, "madeOn" date, kind text, "fullOn" date, "lowOn" date, "highOn" date, warn boolean)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

export async function forecastsSince(db: Db, series: readonly number[], from: string): Promise<MadeForecast[]> {
  const { rows } = await db.query<MadeForecast>(
    `SELECT series, made_on::text AS "madeOn", kind, full_on::text AS "fullOn", low_on::text AS "lowOn", high_on::text AS "highOn", warn
     FROM capacity_forecast WHERE series = ANY($1) AND made_on >= $2 ORDER BY series, made_on`,
    [series, from],
  );
  return rows;
}

export const outcomeNames = ['hit', 'off', 'averted', 'false-alarm', 'missed'] as const;
export type OutcomeName = (typeof outcomeNames)[number];

export interface Outcome {
  readonly series: number;
  readonly warnedOn: string;
  readonly predictedOn: string | null;
  readonly outcome: OutcomeName;
  readonly happenedOn: string | null;
}

export async function insertOutcomes(tx: Tx, rows: readonly Outcome[], knownOn: string): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_outcome (series, warned_on, predicted_on, outcome, happened_on, known_on)
     SELECT series, "warnedOn", "predictedOn", outcome, "happenedOn", $2
     FROM jsonb_to_recordset($1::jsonb) AS w (series int, "warnedOn" date, "predictedOn" date, outcome text, "happenedOn" date) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), knownOn],
  );
}

/** What is known of warnings already, as `series day`. */
export async function knownOutcomes(db: Db, series: readonly number[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ key: string }>(
    `SELECT series || ' ' || warned_on AS key FROM capacity_outcome WHERE series = ANY($1)`,
    [series],
  );
  return new Set(rows.map(({ key }) => key));
}

export type OutcomeCounts = Readonly<Record<OutcomeName, number>>;

/** How forecasts came out that were settled since a day; of one series, or of all. */
export async function outcomeCounts(db: Db, since: string, series: number | null): Promise<OutcomeCounts> {
  const { rows } = await db.query<{ outcome: OutcomeName; count: number }>(
    'SELECT outcome, count(*)::int AS count FROM capacity_outcome WHERE known_on >= $1 AND ($2::int IS NULL OR series = $2) GROUP BY outcome',
    [since, series],
  );
  const counts = new Map(rows.map((row) => [row.outcome, row.count]));
  return Object.fromEntries(outcomeNames.map((name) => [name, counts.get(name) ?? 0])) as OutcomeCounts;
}
