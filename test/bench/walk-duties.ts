import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { type Line, Model, type Step } from './walk-duties-model.ts';
import { type Random, runWalk, type Walk } from './walks.ts';

/**
 * Occurrences of duties, driven by bare SQL as the application's role: lawful steps, steps that are one thing short of lawful, and
 * attempts to rewrite what was. Every step stands in a savepoint of its own and is held to its end at once.
 */
const driver = `
CREATE FUNCTION pg_temp.told(act text, occurrence uuid) RETURNS bigint LANGUAGE plpgsql AS $told$
DECLARE
  seq bigint := ledger_lock_head();
BEGIN
  INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) VALUES (seq, '2026-12-01',
    'duty.' || CASE WHEN act LIKE 'escalated-%' THEN 'escalated' ELSE act END, 'walk', 'duty:walk/one occurrence:' || occurrence, '\\x00');
  RETURN seq;
END $told$;
CREATE FUNCTION pg_temp.walk(steps jsonb) RETURNS text[] LANGUAGE plpgsql AS $walk$
DECLARE
  s record;
  act text;
  results text[] := '{}';
BEGIN
  FOR s IN SELECT * FROM jsonb_to_recordset(steps) AS r (op text, id uuid, key text, state text, revision int, escalation int, moved int, due int,
      who text, result text, reason text, events text[], seq bigint, "eventDue" int) LOOP
    BEGIN
      SET CONSTRAINTS ALL DEFERRED;
      IF s.op = 'insert' THEN
        INSERT INTO duties_occurrence (id, duty, key, kind, title_ja, title_en, about_ja, about_en, search, nominal_on, opens_on, due_on, due_at,
          state, revision, escalation, moved, created_at, changed_at)
        VALUES (s.id, 'walk/one', s.key, 'scheduled', '', '', '', '', '', '2026-11-22', '2026-11-22', date '2026-11-22' + s.due,
          timestamptz '2026-11-22 15:00Z' + s.due * interval '1 day', s.state, s.revision, s.escalation, s.moved, '2026-11-01', '2026-11-01');
      ELSIF s.op = 'update' THEN
        UPDATE duties_occurrence SET state = s.state, revision = s.revision, escalation = s.escalation, moved = s.moved,
          due_on = date '2026-11-22' + s.due, due_at = timestamptz '2026-11-22 15:00Z' + s.due * interval '1 day',
          result = s.result, record = CASE WHEN s.result IS NULL THEN NULL ELSE '{}'::jsonb END, reason = s.reason,
          closed_by = s.who, closed_at = CASE WHEN s.who IS NULL THEN NULL ELSE timestamptz '2026-12-01' END, changed_at = '2026-12-01' WHERE id = s.id;
      ELSIF s.op = 'delete' THEN DELETE FROM duties_occurrence WHERE id = s.id;
      ELSIF s.op = 'rewrite' THEN UPDATE duties_event SET reason = 'rewritten' WHERE occurrence = s.id;
      ELSIF s.op = 'forget' THEN DELETE FROM duties_event WHERE occurrence = s.id;
      ELSIF s.op = 'rename' THEN UPDATE duties_occurrence SET key = 'another' WHERE id = s.id;
      ELSIF s.op = 'readdress' THEN UPDATE duties_occurrence SET owner = 'role:administrator' WHERE id = s.id;
      ELSIF s.op <> 'event' THEN RAISE EXCEPTION 'no such step: %', s.op;
      END IF;
      FOREACH act IN ARRAY s.events LOOP
        INSERT INTO duties_event (occurrence, act, at, by, due_on, due_at, ledger_seq)
        VALUES (s.id, act, '2026-12-01', 'walk', date '2026-11-22' + s."eventDue",
          timestamptz '2026-11-22 15:00Z' + s."eventDue" * interval '1 day', CASE WHEN s.seq IS NOT NULL THEN pg_temp.told(act, s.id) END);
      END LOOP;
      SET CONSTRAINTS ALL IMMEDIATE;
      results := array_append(results, 'ok');
    EXCEPTION WHEN insufficient_privilege OR integrity_constraint_violation OR unique_violation OR check_violation OR foreign_key_violation OR not_null_violation THEN
      results := array_append(results, SQLSTATE::text);
    END;
  END LOOP;
  RETURN results;
END $walk$`;

export const openWalk = async (): Promise<Walk> => walkOn(await testDatabase());

/** Takes the database over, and closes it. */
export async function walkOn(database: TestDatabase): Promise<Walk> {
  const session = await database.app.connect();
  await session.query(driver);
  const model = new Model();
  return {
    steps: async (count, random) => {
      const counts = new Map<string, number>();
      const planned: { readonly step: Step; readonly lawful: boolean; readonly what: string }[] = [];
      // The model goes ahead by what must happen; the database follows in one statement.
      for (let i = 0; i < count; i += 1) {
        const step = model.propose(random, newUuid(random));
        const lawful = model.judge(step);
        if (lawful) model.take(step);
        const what = `${lawful ? 'accepted' : 'refused'}: ${step.twist}`;
        planned.push({ step, lawful, what });
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
      const sent = JSON.stringify(planned.map(({ step }) => ({ ...step, who: step.by, events: `{${step.events.join()}}` })));
      const { rows } = await session.query<{ results: string[] }>('SELECT pg_temp.walk($1) AS results', [sent]);
      for (const [i, result] of rows[0]!.results.entries()) {
        const { step, lawful, what } = planned[i]!;
        if ((result === 'ok') !== lawful) throw new Error(`${what}, but the database said ${result}: ${JSON.stringify(step)}`);
      }
      await compare(database, model.touched());
      return counts;
    },
    finish: () => wholeIsRight(database, model),
    close: async () => {
      session.release();
      await database.close();
    },
  };
}

/** From the walk's own generator, so that the same seed walks the same way. */
function newUuid(random: Random): string {
  const hex = Array.from({ length: 4 }, () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function compare(database: TestDatabase, lines: readonly Line[]): Promise<void> {
  const { rows } = await database.app.query<Line>(
    `SELECT id, key, state, revision, escalation, moved, due_on - date '2026-11-22' AS due,
       (SELECT array_agg(act ORDER BY e.id) FROM duties_event e WHERE e.occurrence = o.id) AS acts
     FROM duties_occurrence o WHERE id = ANY ($1::uuid[])`,
    [lines.map(({ id }) => id)],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const { id, key, state, revision, escalation, moved, due, acts } of lines) {
    const wanted = JSON.stringify({ id, key, state, revision, escalation, moved, due, acts });
    if (JSON.stringify(stored.get(id)) !== wanted) throw new Error(`${wanted} stands as ${JSON.stringify(stored.get(id))}`);
  }
}

/** What must hold of the whole, asked of the database alone; each question must find nothing. */
const questions = {
  'occurrences that were completed by nobody': `SELECT 1 FROM duties_occurrence WHERE state = 'completed' AND (closed_by = 'system' OR result IS NULL)`,
  'occurrences that were left out without a reason': `SELECT 1 FROM duties_occurrence WHERE state = 'skipped' AND reason = ''`,
  'occurrences without their history': `SELECT 1 FROM duties_occurrence o WHERE NOT EXISTS (SELECT 1 FROM duties_event e WHERE e.occurrence = o.id AND e.act = 'opened')
    OR (o.state IN ('overdue', 'completed', 'skipped') AND NOT EXISTS (SELECT 1 FROM duties_event e WHERE e.occurrence = o.id AND e.act = o.state))`,
  'history after the end': `SELECT 1 FROM duties_event e JOIN duties_event c ON c.occurrence = e.occurrence AND c.act IN ('completed', 'skipped') AND e.id > c.id`,
  'acts that were told twice': `SELECT 1 FROM duties_event WHERE act <> 'moved' GROUP BY occurrence, act HAVING count(*) > 1`,
  'dates that were moved uncounted': `SELECT 1 FROM duties_occurrence o WHERE moved <> (SELECT count(*) FROM duties_event e WHERE e.occurrence = o.id AND e.act = 'moved')
    AND state NOT IN ('waiting', 'open')`,
};

async function wholeIsRight(database: TestDatabase, model: Model): Promise<Record<string, number>> {
  for (const [what, question] of Object.entries(questions)) {
    const { rowCount } = await database.owner.query(`${question} LIMIT 1`);
    if (rowCount !== 0) throw new Error(what);
  }
  await compare(database, model.all());
  const { rows } = await database.owner.query<{ occurrences: number; events: number }>(
    'SELECT (SELECT count(*) FROM duties_occurrence) AS occurrences, (SELECT count(*) FROM duties_event) AS events',
  );
  if (rows[0]!.occurrences !== model.all().length) throw new Error(`${rows[0]!.occurrences} occurrences instead of ${model.all().length}`);
  return rows[0]!;
}

if (import.meta.main) {
  const report = await runWalk('duties', Number(process.argv[2] ?? 1_000_000), openWalk, {
    seed: Number(process.argv[3] ?? 1),
    say: console.error,
  });
  console.log(JSON.stringify(report, null, 2));
}
