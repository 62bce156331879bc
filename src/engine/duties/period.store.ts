import type { Db, Tx } from '../../db/pool.ts';

/** How far a duty's chain of periods has come. */
export interface Reached {
  /** The day on which the product first knew the duty. */
  readonly knownOn: string;
  readonly scheduled: string | null;
  readonly quiet: string | null;
}

/** Notes a duty the first time it is seen, and says how far it has come. */
export async function reached(db: Db, duty: string, today: string, at: Date): Promise<Reached> {
  await db.query('INSERT INTO duties_schedule (duty, known_on, known_at) VALUES ($1, $2, $3) ON CONFLICT (duty) DO NOTHING', [
    duty,
    today,
    at,
  ]);
  const { rows } = await db.query<Reached>(
    `SELECT s.known_on::text AS "knownOn",
       (SELECT max(nominal_on)::text FROM duties_period p WHERE p.duty = s.duty AND p.kind = 'scheduled') AS scheduled,
       (SELECT max(nominal_on)::text FROM duties_period p WHERE p.duty = s.duty AND p.kind = 'quiet') AS quiet
     FROM duties_schedule s WHERE s.duty = $1`,
    [duty],
  );
  return rows[0]!;
}

/** How far every duty has come, for reading. */
export async function allReached(db: Db): Promise<ReadonlyMap<string, Reached>> {
  const { rows } = await db.query<Reached & { duty: string }>(
    `SELECT s.duty, s.known_on::text AS "knownOn", max(p.nominal_on) FILTER (WHERE p.kind = 'scheduled')::text AS scheduled,
       max(p.nominal_on) FILTER (WHERE p.kind = 'quiet')::text AS quiet
     FROM duties_schedule s LEFT JOIN duties_period p ON p.duty = s.duty GROUP BY s.duty, s.known_on`,
  );
  return new Map(rows.map(({ duty, ...rest }) => [duty, rest]));
}

/** True for the one who plans this duty now; false where another sweep holds it. */
export async function holdSchedule(tx: Tx, duty: string): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT 1 FROM duties_schedule WHERE duty = $1 FOR UPDATE SKIP LOCKED', [duty]);
  return rowCount === 1;
}

export interface NewPeriod {
  readonly key: string;
  readonly kind: 'scheduled' | 'quiet';
  readonly nominalOn: string;
  readonly outcome: 'opened' | 'not-applicable';
}

export async function insertPeriods(tx: Tx, duty: string, periods: readonly NewPeriod[], at: Date): Promise<void> {
  if (periods.length === 0) return;
  await tx.query(
    `INSERT INTO duties_period (duty, key, kind, nominal_on, outcome, at)
     SELECT $1, key, kind, nominal_on, outcome, $2 FROM unnest($3::text[], $4::text[], $5::date[], $6::text[]) AS n (key, kind, nominal_on, outcome)`,
    [
      duty,
      at,
      periods.map(({ key }) => key),
      periods.map(({ kind }) => kind),
      periods.map(({ nominalOn }) => nominalOn),
      periods.map(({ outcome }) => outcome),
    ],
  );
}

/** The days on which events of a duty were recorded, after a day. */
export async function eventDays(db: Db, duty: string, after: string): Promise<string[]> {
  const { rows } = await db.query<{ day: string }>(
    `SELECT DISTINCT opens_on::text AS day FROM duties_occurrence WHERE duty = $1 AND kind = 'event' AND opens_on > $2 ORDER BY day`,
    [duty, after],
  );
  return rows.map(({ day }) => day);
}
