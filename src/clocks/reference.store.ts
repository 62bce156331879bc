import type { Db } from '../db/pool.ts';

export interface ReferenceRow {
  readonly at: Date;
  readonly server: string;
  /** Positive: this server's clock is ahead of the time server's. Null where the answer was refused. */
  readonly offsetMs: number | null;
  readonly boundMs: number | null;
  readonly delayMs: number | null;
  readonly stratum: number | null;
  /** Why the answer is not believed; null where it is. */
  readonly refused: string | null;
  /** What a kiss-o'-death said. */
  readonly code: string | null;
}

export async function keepReferences(db: Db, rows: readonly ReferenceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO clocks_reference (at, server, offset_ms, bound_ms, delay_ms, stratum, refused, code)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::smallint[], $7::text[], $8::text[])`,
    [
      rows.map((row) => row.at),
      rows.map((row) => row.server),
      rows.map((row) => row.offsetMs),
      rows.map((row) => row.boundMs),
      rows.map((row) => row.delayMs),
      rows.map((row) => row.stratum),
      rows.map((row) => row.refused),
      rows.map((row) => row.code),
    ],
  );
}

/** The newest answer of each of the named servers. */
export async function newestReferences(db: Db, servers: readonly string[]): Promise<ReferenceRow[]> {
  const { rows } = await db.query<ReferenceRow>(
    `SELECT r.at, r.server, r.offset_ms AS "offsetMs", r.bound_ms AS "boundMs", r.delay_ms AS "delayMs", r.stratum, r.refused, r.code
     FROM unnest($1::text[]) WITH ORDINALITY AS s (server, place)
     CROSS JOIN LATERAL (SELECT * FROM clocks_reference r WHERE r.server = s.server ORDER BY r.at DESC, r.id DESC LIMIT 1) r ORDER BY s.place`,
    [servers],
  );
  return rows;
}
