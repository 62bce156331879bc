import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';
import type { AskKind, Ended, TargetState } from './store.ts';

export interface Ask {
  readonly id: string;
  readonly kind: AskKind;
  readonly by: string;
  readonly at: Date;
  readonly endsAt: Date;
  readonly sql: string | null;
  readonly name: string | null;
  readonly checkId: string | null;
  readonly devices: number;
  readonly columns: string[];
  readonly rows: number;
  readonly bytes: number;
  readonly endedAt: Date | null;
  readonly ended: Ended | null;
}

const askColumns = `id, kind, asked_by AS by, asked_at AS at, ends_at AS "endsAt", sql, name, check_id AS "checkId", device_count AS devices, columns,
  row_count AS rows, byte_count AS bytes, ended_at AS "endedAt", ended`;

/** The newest asks first. */
export async function listAsks(db: Db, { offset, limit }: { offset: number; limit: number }): Promise<{ total: number; asks: Ask[] }> {
  const [{ rows }, counted] = await Promise.all([
    db.query<Ask>(`SELECT ${askColumns} FROM live_ask ORDER BY asked_at DESC, id OFFSET $1 LIMIT $2`, [offset, limit]),
    db.query<{ total: number }>('SELECT count(*) AS total FROM live_ask'),
  ]);
  return { total: counted.rows[0]!.total, asks: rows };
}

export async function askById(db: Db, id: string): Promise<Ask | null> {
  const { rows } = await db.query<Ask>(`SELECT ${askColumns} FROM live_ask WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** What the devices said it cost them; null where nobody said. */
export interface CostSums {
  readonly wallMsMedian: number | null;
  readonly wallMsMax: number | null;
  readonly cpuMsMedian: number | null;
  readonly cpuMsMax: number | null;
  readonly memoryBytesMax: number | null;
}

export async function costSums(db: Db, askId: string): Promise<CostSums> {
  const { rows } = await db.query<CostSums>(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY wall_ms) AS "wallMsMedian", max(wall_ms) AS "wallMsMax",
       percentile_disc(0.5) WITHIN GROUP (ORDER BY user_ms + system_ms) AS "cpuMsMedian", max(user_ms + system_ms) AS "cpuMsMax",
       max(memory_bytes) AS "memoryBytesMax"
     FROM live_target WHERE ask_id = $1 AND state = 'answered'`,
    [askId],
  );
  return rows[0]!;
}

export interface TargetView {
  readonly seq: number;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly platform: Platform;
  readonly lastSeenAt: Date;
  readonly state: TargetState;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly message: string | null;
  readonly rows: number;
  readonly bytes: number;
  readonly cut: boolean;
  readonly wallMs: number | null;
  readonly userMs: number | null;
  readonly systemMs: number | null;
  readonly memoryBytes: number | null;
}

const targetColumns = `t.seq, t.device_id AS "deviceId", d.name AS "deviceName", d.platform, d.last_seen_at AS "lastSeenAt", t.state, t.asked_at AS "askedAt",
  t.answered_at AS "answeredAt", t.message, t.row_count AS rows, t.byte_count AS bytes, t.cut, t.wall_ms AS "wallMs", t.user_ms AS "userMs",
  t.system_ms AS "systemMs", t.memory_bytes AS "memoryBytes"`;

/** One page of the devices of an ask, those without an answer first. */
export async function listTargets(
  db: Db,
  askId: string,
  { state, offset, limit }: { state?: TargetState | undefined; offset: number; limit: number },
): Promise<TargetView[]> {
  const { rows } = await db.query<TargetView>(
    `SELECT ${targetColumns} FROM live_target t JOIN devices_device d ON d.id = t.device_id
     WHERE t.ask_id = $1 AND ($2::text IS NULL OR t.state = $2)
     ORDER BY array_position(ARRAY['denylisted', 'failed', 'no-answer', 'asked', 'waiting', 'offline', 'cancelled', 'answered'], t.state), lower(d.name), d.id
     OFFSET $3 LIMIT $4`,
    [askId, state ?? null, offset, limit],
  );
  return rows;
}

/** What changed behind a place, in the order in which it did. */
export async function targetsSince(db: Db, askId: string, after: number, limit: number): Promise<TargetView[]> {
  const { rows } = await db.query<TargetView>(
    `SELECT ${targetColumns} FROM live_target t JOIN devices_device d ON d.id = t.device_id
     WHERE t.ask_id = $1 AND t.seq > $2 ORDER BY t.seq LIMIT $3`,
    [askId, after, limit],
  );
  return rows;
}

export interface LiveRow {
  readonly id: number;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly cells: Readonly<Record<string, string>>;
}

const like = (text: string): string =>
  `%${searchForm(text)
    .replaceAll('\u0000', '')
    .replace(/[\\%_]/g, '\\$&')}%`;

/** One page of the rows in the order in which they came; `q` is looked for in every cell and in the names of the devices. */
export async function listRows(
  db: Db,
  askId: string,
  { q, offset, limit }: { q?: string | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: LiveRow[] }> {
  const select = `SELECT r.id, r.device_id AS "deviceId", d.name AS "deviceName", r.cells FROM live_row r JOIN devices_device d ON d.id = r.device_id`;
  const counted = 'SELECT count(*) AS total FROM live_row r';
  const page = 'ORDER BY r.id OFFSET $2 LIMIT $3';
  const where = 'r.ask_id = $1 AND (r.search LIKE $4 OR r.device_id IN (SELECT id FROM devices_device WHERE search LIKE $4))';
  const [listed, all] = q
    ? await Promise.all([
        db.query<LiveRow>(`${select} WHERE ${where} ${page}`, [askId, offset, limit, like(q)]),
        db.query<{ total: number }>(`${counted} WHERE ${where.replaceAll('$4', '$2')}`, [askId, like(q)]),
      ])
    : await Promise.all([
        db.query<LiveRow>(`${select} WHERE r.ask_id = $1 ${page}`, [askId, offset, limit]),
        db.query<{ total: number }>(`${counted} WHERE r.ask_id = $1`, [askId]),
      ]);
  return { total: all.rows[0]!.total, rows: listed.rows };
}
