import type { Db, Tx } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';

export type SubjectOf = { readonly device: string } | { readonly target: string };
export const subjectKey = (of: SubjectOf): string => ('device' in of ? `device:${of.device}` : `target:${of.target}`);

const keyed = `CASE WHEN device_id IS NULL THEN 'target:' || target_id ELSE 'device:' || device_id END`;

/** The subjects' numbers; those that have none yet get one. */
export async function holdSubjects(tx: Tx, all: readonly SubjectOf[]): Promise<ReadonlyMap<string, number>> {
  const devices = all.flatMap((of) => ('device' in of ? [of.device] : []));
  const targets = all.flatMap((of) => ('target' in of ? [of.target] : []));
  const read = () =>
    tx.query<{ key: string; id: number }>(
      `SELECT ${keyed} AS key, id FROM capacity_subject WHERE device_id = ANY($1::uuid[]) OR target_id = ANY($2::uuid[])`,
      [devices, targets],
    );
  let found = new Map((await read()).rows.map(({ key, id }) => [key, id]));
  if (found.size < new Set(all.map(subjectKey)).size) {
    await tx.query(
      `INSERT INTO capacity_subject (device_id, target_id)
       SELECT id, NULL FROM unnest($1::uuid[]) AS id UNION ALL SELECT NULL, id FROM unnest($2::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [[...new Set(devices)].sort(), [...new Set(targets)].sort()],
    );
    found = new Map((await read()).rows.map(({ key, id }) => [key, id]));
  }
  return found;
}

export interface Series {
  readonly id: number;
  readonly subject: number;
  readonly metric: Metric;
  readonly item: string;
}

export async function seriesOf(db: Db, subjects: readonly number[]): Promise<Series[]> {
  const { rows } = await db.query<Series>('SELECT id, subject, metric, item FROM capacity_series WHERE subject = ANY($1) ORDER BY id', [
    subjects,
  ]);
  return rows;
}

export async function insertSeries(tx: Tx, rows: readonly Omit<Series, 'id'>[]): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_series (subject, metric, item) SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`,
    [rows.map(({ subject }) => subject), rows.map(({ metric }) => metric), rows.map(({ item }) => item)],
  );
}

export interface HeldCounter {
  readonly series: number;
  readonly at: Date;
  readonly busy: number;
  readonly total: number;
  readonly cores: number;
}

export async function heldCounters(tx: Tx, series: readonly number[]): Promise<Map<number, HeldCounter>> {
  const { rows } = await tx.query<HeldCounter>(
    'SELECT series, at, busy, total, cores FROM capacity_counter WHERE series = ANY($1) ORDER BY series FOR UPDATE',
    [series],
  );
  return new Map(rows.map((row) => [row.series, row]));
}

export async function holdCounters(tx: Tx, rows: readonly HeldCounter[]): Promise<void> {
  await tx.query(
    `INSERT INTO capacity_counter (series, at, busy, total, cores)
     SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::float8[], $4::float8[], $5::int[])
     ON CONFLICT (series) DO UPDATE SET at = excluded.at, busy = excluded.busy, total = excluded.total, cores = excluded.cores`,
    [rows.map((r) => r.series), rows.map((r) => r.at), rows.map((r) => r.busy), rows.map((r) => r.total), rows.map((r) => r.cores)],
  );
}

export interface DayBlock {
  readonly subject: number;
  readonly day: number;
  readonly body: Buffer;
}

/**
 * The blocks of these days, held until the end of the transaction. Empty ones are made first, so that two who write the first number of
 * a day wait for one another; always in the same order, so that they do not wait in a circle.
 */
export async function holdRaw(tx: Tx, wanted: readonly { readonly subject: number; readonly day: number }[]): Promise<DayBlock[]> {
  const sorted = [...wanted].sort((a, b) => a.subject - b.subject || a.day - b.day);
  const given = [sorted.map(({ subject }) => subject), sorted.map(({ day }) => day)];
  const read = () =>
    tx.query<DayBlock>(
      `SELECT r.subject, r.day, r.body FROM capacity_raw r JOIN unnest($1::int[], $2::int[]) AS w (subject, day) ON w.subject = r.subject AND w.day = r.day
       ORDER BY r.subject, r.day FOR UPDATE OF r`,
      given,
    );
  const { rows } = await read();
  if (rows.length === sorted.length) return rows;
  await tx.query(
    `INSERT INTO capacity_raw (subject, day, body) SELECT subject, day, ''::bytea FROM unnest($1::int[], $2::int[]) AS w (subject, day)
     ON CONFLICT DO NOTHING`,
    given,
  );
  return (await read()).rows;
}

export async function writeRaw(tx: Tx, blocks: readonly DayBlock[]): Promise<void> {
  await tx.query(
    `UPDATE capacity_raw r SET body = w.body, rolled = false FROM unnest($1::int[], $2::int[], $3::bytea[]) AS w (subject, day, body)
     WHERE r.subject = w.subject AND r.day = w.day`,
    [blocks.map((b) => b.subject), blocks.map((b) => b.day), blocks.map((b) => b.body)],
  );
}

/** At most so many (reason, name) pairs are kept: a stranger cannot fill the table. */
const refusedKeptMax = 500;

export interface Refused {
  readonly reason: string;
  readonly name: string;
  readonly count: number;
}

export async function countRefused(db: Db, refused: readonly Refused[], at: Date): Promise<void> {
  if (refused.length === 0) return;
  const sums = new Map<string, Refused>();
  for (const each of refused) {
    const key = JSON.stringify([each.reason, each.name]);
    sums.set(key, { ...each, count: each.count + (sums.get(key)?.count ?? 0) });
  }
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await db.query(
    `INSERT INTO capacity_refused AS r (reason, name, count, last_at)
     SELECT reason, name, count, $4 FROM unnest($1::text[], $2::text[], $3::bigint[]) AS w (reason, name, count)
     ON CONFLICT (reason, name) DO UPDATE SET count = r.count + excluded.count, last_at = excluded.last_at`,
    [rows.map((r) => r.reason), rows.map((r) => r.name), rows.map((r) => r.count), at],
  );
  await db.query(
    `DELETE FROM capacity_refused WHERE (reason, name) IN (SELECT reason, name FROM capacity_refused ORDER BY last_at DESC, reason, name OFFSET $1)`,
    [refusedKeptMax],
  );
}
