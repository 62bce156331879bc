import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { type Line, Model, type Step } from './walk-registers-model.ts';
import type { Random, Walk } from './walks.ts';

/**
 * Lines of a register, driven by bare SQL as the application's role: lawful writes, writes that are one thing short of lawful, and
 * attempts to rewrite what was. Every step stands in a savepoint of its own and is held to its end at once.
 */
const driver = `
CREATE FUNCTION pg_temp.walk(steps jsonb) RETURNS text[] LANGUAGE plpgsql AS $walk$
DECLARE
  s record;
  results text[] := '{}';
  seq bigint;
BEGIN
  FOR s IN SELECT * FROM jsonb_to_recordset(steps) AS r (op text, id uuid, register text, number int, revision int, state text, cells jsonb,
      key text, act text, "historyCells" jsonb, "historyRevision" int, "historyState" text, "entryOf" uuid, request uuid, rows int, at timestamptz) LOOP
    BEGIN
      SET CONSTRAINTS ALL DEFERRED;
      IF s.op IN ('insert', 'update', 'invent') THEN
        IF s.op = 'insert' THEN
          INSERT INTO registers_row (id, register, number, state, revision, cells, label, search, key_digest, request_id, created_at, created_by, changed_at, changed_by)
          VALUES (s.id, s.register, s.number, s.state, s.revision, s.cells, '', '', s.key, s.request, s.at, 'walk', s.at, 'walk');
        ELSIF s.op = 'update' THEN
          UPDATE registers_row SET state = s.state, revision = s.revision, cells = s.cells, key_digest = s.key, changed_at = s.at, changed_by = 'walk' WHERE id = s.id;
        END IF;
        IF s.act IS NOT NULL THEN
          seq := ledger_lock_head();
          INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes)
          VALUES (seq, s.at, 'register.row', 'walk', 'register:' || s.register || ' row:' || s."entryOf", '\\x00');
          INSERT INTO registers_revision (row_id, revision, act, state, cells, label, reason, by, at, ledger_seq)
          VALUES (s.id, s."historyRevision", s.act, s."historyState", s."historyCells", '', '', 'walk', s.at, seq);
        END IF;
      ELSIF s.op = 'confirm' THEN
        seq := ledger_lock_head();
        INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) VALUES (seq, s.at, 'register.confirmed', 'walk', 'register:' || s.register, '\\x00');
        INSERT INTO registers_confirmation (id, register, rows, note, by, at, ledger_seq) VALUES (gen_random_uuid(), s.register, s.rows, '', 'walk', s.at, seq);
      ELSIF s.op = 'derive' THEN UPDATE registers_row SET label = 'again', search = 'again' WHERE id = s.id;
      ELSIF s.op = 'rewrite' THEN UPDATE registers_revision SET reason = 'rewritten' WHERE row_id = s.id;
      ELSIF s.op = 'forget' THEN DELETE FROM registers_revision WHERE row_id = s.id;
      ELSIF s.op = 'delete' THEN DELETE FROM registers_row WHERE id = s.id;
      ELSIF s.op = 'renumber' THEN UPDATE registers_row SET number = number + 1000000 WHERE id = s.id;
      ELSIF s.op = 'move' THEN UPDATE registers_row SET register = 'walk/other' WHERE id = s.id;
      ELSIF s.op = 'unconfirm' THEN UPDATE registers_confirmation SET rows = 0;
      ELSIF s.op = 'again' THEN
        INSERT INTO registers_revision SELECT (v).* FROM registers_revision v WHERE row_id = s.id AND revision = 1;
      ELSE RAISE EXCEPTION 'no such step: %', s.op;
      END IF;
      SET CONSTRAINTS ALL IMMEDIATE;
      results := array_append(results, 'ok');
    EXCEPTION WHEN insufficient_privilege OR integrity_constraint_violation OR unique_violation OR check_violation OR foreign_key_violation OR not_null_violation THEN
      results := array_append(results, SQLSTATE::text);
    END;
  END LOOP;
  RETURN results;
END $walk$`;

export const registersOfWalk = ['walk/one', 'walk/two'] as const;

export const openWalk = async (): Promise<Walk> => walkOn(await testDatabase());

/** Takes the database over, and closes it. */
export async function walkOn(database: TestDatabase): Promise<Walk> {
  const session = await database.app.connect();
  await session.query(driver);
  const model = new Model(registersOfWalk);
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
      const sent = JSON.stringify(planned.map(({ step }) => step));
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
    'SELECT id, register, number, state, revision, cells, key_digest AS key FROM registers_row WHERE id = ANY ($1::uuid[])',
    [lines.map(({ id }) => id)],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const line of lines) {
    const { id, register, number, state, revision, cells, key } = line;
    const wanted = JSON.stringify({ id, register, number, state, revision, cells, key });
    if (JSON.stringify(stored.get(id)) !== wanted) throw new Error(`${wanted} stands as ${JSON.stringify(stored.get(id))}`);
  }
}

/** What must hold of the whole, asked of the database alone; each question must find nothing. */
const questions = {
  'lines without the history of each revision': `SELECT 1 FROM registers_row r WHERE revision <> (SELECT count(*) FROM registers_revision WHERE row_id = r.id)
    OR revision <> (SELECT max(revision) FROM registers_revision WHERE row_id = r.id)`,
  'lines that differ from their last revision': `SELECT 1 FROM registers_row r JOIN registers_revision v ON v.row_id = r.id AND v.revision = r.revision
    WHERE (r.state, r.cells, r.changed_at) IS DISTINCT FROM (v.state, v.cells, v.at)`,
  'two lines in force with one key': `SELECT 1 FROM registers_row WHERE state = 'current' GROUP BY register, key_digest HAVING count(*) > 1`,
  'revisions that the ledger does not know': `SELECT 1 FROM registers_revision v LEFT JOIN ledger_entry e ON e.seq = v.ledger_seq
    WHERE e.subject IS NULL OR e.subject NOT LIKE '% row:' || v.row_id`,
  'changes of lines that had ended': `SELECT 1 FROM registers_revision v JOIN registers_revision b ON b.row_id = v.row_id AND b.revision = v.revision - 1
    WHERE b.state = 'ended' AND v.state = 'ended'`,
};

async function wholeIsRight(database: TestDatabase, model: Model): Promise<Record<string, number>> {
  for (const [what, question] of Object.entries(questions)) {
    const { rowCount } = await database.owner.query(`${question} LIMIT 1`);
    if (rowCount !== 0) throw new Error(what);
  }
  await compare(database, model.all());
  const { rows } = await database.owner.query<{ lines: number; revisions: number }>(
    'SELECT (SELECT count(*) FROM registers_row) AS lines, (SELECT count(*) FROM registers_revision) AS revisions',
  );
  if (rows[0]!.lines !== model.all().length) throw new Error(`${rows[0]!.lines} lines instead of ${model.all().length}`);
  return rows[0]!;
}
