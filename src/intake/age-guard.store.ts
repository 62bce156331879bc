import type { Db } from '../db/pool.ts';

/** What is remembered of the server's own clock. */
export interface ClockSeen {
  readonly seenAt: Date;
  /** Since when nothing is deleted by its age; null where all is as usual. */
  readonly heldSince: Date | null;
  /** How long the server ran since, while its clock went on as a clock does. */
  readonly ranMs: number;
}

/** What the server remembers; of an installation that kept nothing of it yet, when the newest fact came in. Null: nothing ever did. */
export async function readClockSeen(db: Db): Promise<ClockSeen | null> {
  const { rows } = await db.query<ClockSeen>(
    `SELECT seen_at AS "seenAt", held_since AS "heldSince", ran_ms::float8 AS "ranMs" FROM intake_clock
     UNION ALL
     (SELECT received_at, NULL, 0 FROM intake_fact WHERE NOT EXISTS (SELECT 1 FROM intake_clock) ORDER BY id DESC LIMIT 1)`,
  );
  return rows[0] ?? null;
}

export async function keepClockSeen(db: Db, { seenAt, heldSince, ranMs }: ClockSeen): Promise<void> {
  await db.query(
    `INSERT INTO intake_clock (seen_at, held_since, ran_ms) VALUES ($1, $2, $3)
     ON CONFLICT (one) DO UPDATE SET seen_at = excluded.seen_at, held_since = excluded.held_since, ran_ms = excluded.ran_ms`,
    [seenAt, heldSince, ranMs],
  );
}
