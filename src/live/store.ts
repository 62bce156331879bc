import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { Kept, LiveCost } from './answer.ts';

export type AskKind = 'query' | 'check' | 'device';
export type Ended = 'complete' | 'time' | 'limit' | 'stopped';
/** `offline`: it did not call in time; `no-answer`: it was asked and said nothing; `cancelled`: the ask ended before it called. */
export type TargetState = 'waiting' | 'asked' | 'answered' | 'failed' | 'denylisted' | 'no-answer' | 'offline' | 'cancelled';

export interface NewAsk {
  readonly id: string;
  readonly kind: AskKind;
  readonly by: string;
  readonly at: Date;
  readonly endsAt: Date;
  readonly sql: string | null;
  readonly name: string | null;
  readonly checkId: string | null;
  readonly deviceIds: readonly string[];
}

export async function insertAsk(tx: Tx, ask: NewAsk): Promise<void> {
  await tx.query(
    `INSERT INTO live_ask (id, kind, asked_by, asked_at, ends_at, sql, name, check_id, device_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [ask.id, ask.kind, ask.by, ask.at, ask.endsAt, ask.sql, ask.name, ask.checkId, ask.deviceIds.length],
  );
  await tx.query('INSERT INTO live_target (ask_id, device_id) SELECT $1, unnest($2::uuid[])', [ask.id, ask.deviceIds]);
}

/** What became of one device of an ask. */
export interface Change {
  readonly askId: string;
  readonly deviceId: string;
  readonly state: TargetState;
  readonly at: Date;
  readonly message: string | null;
  readonly cost: LiveCost;
  readonly kept: Kept | null;
}

/** Writes changes and the rows they bring. Only one transaction at a time does so, or a reader could miss a `seq`. */
export async function saveChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
  await tx.query(
    `UPDATE live_target t SET state = c.state, seq = nextval('live_seq'), message = c.message,
       asked_at = CASE WHEN c.state = 'asked' THEN c.at ELSE t.asked_at END,
       answered_at = CASE WHEN c.state IN ('answered', 'failed', 'denylisted') THEN c.at ELSE t.answered_at END,
       row_count = c.row_count, byte_count = c.byte_count, cut = c.cut,
       wall_ms = c.wall_ms, user_ms = c.user_ms, system_ms = c.system_ms, memory_bytes = c.memory_bytes, digest = c.digest
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[], $9::int[], $10::int[], $11::int[],
       $12::bigint[], $13::bytea[])
       AS c (ask_id, device_id, state, at, message, row_count, byte_count, cut, wall_ms, user_ms, system_ms, memory_bytes, digest)
     WHERE t.ask_id = c.ask_id AND t.device_id = c.device_id`,
    [
      changes.map((each) => each.askId),
      changes.map((each) => each.deviceId),
      changes.map((each) => each.state),
      changes.map((each) => each.at),
      changes.map((each) => each.message),
      changes.map((each) => each.kept?.rows.length ?? 0),
      changes.map((each) => each.kept?.bytes ?? 0),
      changes.map((each) => each.kept?.cut ?? false),
      changes.map((each) => each.cost.wallMs),
      changes.map((each) => each.cost.userMs),
      changes.map((each) => each.cost.systemMs),
      changes.map((each) => each.cost.memoryBytes),
      changes.map((each) => each.kept?.digest ?? null),
    ],
  );
  const rows = changes.flatMap(({ askId, deviceId, kept }) => (kept?.rows ?? []).map((cells) => ({ askId, deviceId, cells })));
  if (rows.length === 0) return;
  await tx.query(
    'INSERT INTO live_row (ask_id, device_id, cells, search) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::text[])',
    [
      rows.map((row) => row.askId),
      rows.map((row) => row.deviceId),
      rows.map((row) => JSON.stringify(row.cells)),
      rows.map((row) => searchForm(Object.values(row.cells).join('\n'))),
    ],
  );
}

export interface Sums {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

export async function saveSums(tx: Tx, askId: string, { columns, rows, bytes }: Sums): Promise<void> {
  await tx.query('UPDATE live_ask SET columns = $2, row_count = $3, byte_count = $4 WHERE id = $1', [askId, columns, rows, bytes]);
}

/** What was asked and said nothing stays so; what never called is offline, or cancelled where the ask ended early. */
export async function endAsk(tx: Tx, askId: string, ended: Ended, at: Date): Promise<void> {
  const never: TargetState = ended === 'time' ? 'offline' : 'cancelled';
  await tx.query(
    `UPDATE live_target SET state = CASE state WHEN 'asked' THEN 'no-answer' ELSE $2 END, seq = nextval('live_seq')
     WHERE ask_id = $1 AND state IN ('waiting', 'asked')`,
    [askId, never],
  );
  await tx.query('UPDATE live_ask SET ended = $2, ended_at = $3 WHERE id = $1', [askId, ended, at]);
}

export interface TargetSum {
  readonly state: TargetState;
  readonly count: number;
}

export async function sumsOfTargets(db: Db, askId: string): Promise<TargetSum[]> {
  const { rows } = await db.query<TargetSum>(
    'SELECT state, count(*) AS count FROM live_target WHERE ask_id = $1 GROUP BY state ORDER BY state',
    [askId],
  );
  return rows;
}

/** The digests of what each device answered, in the order of the devices. */
export async function digestsOf(db: Db, askId: string): Promise<{ deviceId: string; digest: Buffer }[]> {
  const { rows } = await db.query<{ deviceId: string; digest: Buffer }>(
    'SELECT device_id AS "deviceId", digest FROM live_target WHERE ask_id = $1 AND digest IS NOT NULL ORDER BY device_id',
    [askId],
  );
  return rows;
}

export interface RunningRow {
  readonly id: string;
  readonly kind: AskKind;
  readonly by: string;
  readonly endsAt: Date;
  readonly sql: string | null;
  readonly checkId: string | null;
  readonly columns: string[];
  readonly rows: number;
  readonly bytes: number;
}

/** What was under way when the server stopped. */
export async function runningAsks(db: Db): Promise<RunningRow[]> {
  const { rows } = await db.query<RunningRow>(
    `SELECT id, kind, asked_by AS by, ends_at AS "endsAt", sql, check_id AS "checkId", columns, row_count AS rows, byte_count AS bytes
     FROM live_ask WHERE ended IS NULL ORDER BY asked_at`,
  );
  return rows;
}

export async function targetsOf(db: Db, askId: string): Promise<{ deviceId: string; state: TargetState; askedAt: Date | null }[]> {
  const { rows } = await db.query<{ deviceId: string; state: TargetState; askedAt: Date | null }>(
    'SELECT device_id AS "deviceId", state, asked_at AS "askedAt" FROM live_target WHERE ask_id = $1',
    [askId],
  );
  return rows;
}

/** Removes what devices answered to asks that ended before; what was asked stays. Returns how many rows went. */
export async function expireAnswers(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM live_row WHERE ask_id IN (SELECT id FROM live_ask WHERE ended_at < $1)', [before]);
  await db.query('DELETE FROM live_target WHERE ask_id IN (SELECT id FROM live_ask WHERE ended_at < $1)', [before]);
  return rowCount ?? 0;
}
