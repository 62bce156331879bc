import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { type Case, Model, type Step } from './walk-requests-model.ts';
import { type Random, runWalk, type Walk } from './walks.ts';

/**
 * Requests with six people who apply, decide, delegate and cheat, driven by bare SQL as the application's role: lawful steps, steps that
 * are one thing short of lawful, and attempts to rewrite what was. Every step stands in a savepoint of its own, held to its end at once.
 */
const driver = `
CREATE FUNCTION pg_temp.person(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid $$;
CREATE FUNCTION pg_temp.told(kind text, subject text, actor text, at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $told$
DECLARE
  seq bigint := ledger_lock_head();
BEGIN
  INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) VALUES (seq, at, 'request.' || kind, actor, subject, '\\x00');
  RETURN seq;
END $told$;
CREATE FUNCTION pg_temp.of_case(id uuid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'request:walk/one case:' || id $$;
CREATE FUNCTION pg_temp.walk(steps jsonb) RETURNS text[] LANGUAGE plpgsql AS $walk$
DECLARE
  s record;
  c record;
  d uuid;
  i int;
  moment timestamptz;
  body bytea;
  results text[] := '{}';
BEGIN
  FOR s IN SELECT * FROM jsonb_to_recordset(steps) AS r (op text, twist text, id uuid, number int, who int, other int, state text, revision int, round int,
      place int, decision text, comment text, deciders jsonb, needed jsonb, told boolean, late boolean, forged boolean, ends boolean, reports boolean) LOOP
    BEGIN
      SET CONSTRAINTS ALL DEFERRED;
      moment := CASE WHEN s.late THEN timestamptz '2026-12-26 01:00Z' ELSE timestamptz '2026-11-26 01:00Z' END + random() * interval '10 minutes';
      SELECT * INTO c FROM requests_case WHERE id = s.id;
      IF s.op = 'create' THEN
        INSERT INTO requests_case (id, number, kind, applicant, state, revision, round, form, about, search, created_at, changed_at)
        VALUES (s.id, s.number, 'walk/one', pg_temp.person(s.who), s.state, s.revision, s.round, '{"a": 1}', '', '', '2026-11-24', '2026-11-24');
      ELSIF s.op = 'delegate' THEN
        INSERT INTO requests_delegation (id, from_account, to_account, since, until, reason, at, by)
        VALUES (s.id, pg_temp.person(s.who), pg_temp.person(s.other), '2026-11-24', date '2026-12-20' + CASE WHEN s.late THEN 90 ELSE 0 END, 'x',
          '2026-11-24 01:00Z', pg_temp.person(CASE WHEN s.forged THEN s.who + 1 ELSE s.who END)::text);
        PERFORM pg_temp.told('delegated', 'delegation:' || s.id, pg_temp.person(s.who)::text, '2026-11-24 01:00Z');
      ELSIF s.op = 'end' THEN
        UPDATE requests_delegation SET ended_at = '2026-11-25', ended_by = 'x' WHERE id = s.id AND NOT s.forged;
        PERFORM pg_temp.told('delegated', 'delegation:' || s.id, 'x', '2026-11-25');
        IF s.forged THEN UPDATE requests_delegation SET until = until + 1 WHERE id = s.id; END IF;
      ELSIF s.op = 'edit' THEN
        UPDATE requests_case SET form = jsonb_build_object('a', s.revision), revision = s.revision WHERE id = s.id;
      ELSIF s.op = 'file' THEN
        INSERT INTO requests_file (request, file, name, hash, bytes, at) VALUES (s.id, gen_random_uuid(), '', '', 1, moment);
      ELSIF s.op = 'submit' THEN
        body := convert_to(jsonb_build_object('form', CASE WHEN s.forged THEN '{"b": 1}'::jsonb ELSE c.form END, 'number', c.number)::text, 'UTF8');
        INSERT INTO requests_submission (request, round, revision, content, digest, decide_by, at)
        VALUES (s.id, s.round, s.revision, body, encode(sha256(body), 'hex'), '2026-11-27', '2026-11-24 02:00Z');
        FOR i IN 0 .. jsonb_array_length(s.deciders) - 1 LOOP
          INSERT INTO requests_step (request, round, place, step, title_ja, title_en, approvals, roles)
          VALUES (s.id, s.round, i, 's' || i, '', '', (s.needed ->> i)::int, '{}');
          INSERT INTO requests_decider (request, round, place, account)
          SELECT s.id, s.round, i, pg_temp.person(v::int) FROM jsonb_array_elements_text(s.deciders -> i) AS t (v);
        END LOOP;
        UPDATE requests_case SET state = 'submitted', round = s.round, place = 0, submitted_at = '2026-11-24 02:00Z', decide_by = '2026-11-27',
          lapses_at = '2026-12-24 15:00Z', overdue_at = NULL WHERE id = s.id;
        IF s.told THEN
          INSERT INTO requests_event (request, kind, round, act, at, by, reason, decide_by, ledger_seq)
          VALUES (s.id, 'walk/one', s.round, 'submitted', '2026-11-24 02:00Z', c.applicant::text, '', '2026-11-27',
            pg_temp.told('submitted', pg_temp.of_case(s.id), c.applicant::text, '2026-11-24 02:00Z'));
        END IF;
      ELSIF s.op = 'decide' THEN
        d := gen_random_uuid();
        INSERT INTO requests_decision (id, request, round, place, account, in_place_of, decision, comment, digest, at)
        VALUES (d, s.id, s.round, s.place, pg_temp.person(s.who), pg_temp.person(s.other), s.decision, s.comment,
          CASE WHEN s.forged THEN 'x' ELSE (SELECT digest FROM requests_submission WHERE request = s.id AND round = c.round) END, moment);
        IF s.told THEN
          INSERT INTO requests_event (request, kind, round, act, at, by, reason, decision, ledger_seq)
          VALUES (s.id, 'walk/one', s.round, 'decided', moment, pg_temp.person(s.who)::text, '', d,
            pg_temp.told('decided', pg_temp.of_case(s.id), pg_temp.person(s.who)::text, moment));
        END IF;
      ELSIF s.op = 'advance' THEN UPDATE requests_case SET place = s.place WHERE id = s.id;
      ELSIF s.op = 'settle' THEN
        IF s.state = 'approved' THEN
          UPDATE requests_case SET state = 'approved', place = NULL, approved_at = moment, line = gen_random_uuid(),
            valid_until = CASE WHEN s.ends THEN date '2026-11-30' END, occurrence = CASE WHEN s.reports THEN gen_random_uuid() END WHERE id = s.id;
        ELSIF s.state = 'draft' THEN
          UPDATE requests_case SET state = 'draft', place = NULL, overdue_at = NULL, revision = s.revision WHERE id = s.id;
        ELSE
          UPDATE requests_case SET state = s.state, place = NULL, ended_at = moment, ended_by = pg_temp.person(s.who)::text,
            closed_at = CASE WHEN s.state = 'closed' THEN moment ELSE closed_at END WHERE id = s.id;
        END IF;
        IF s.told THEN
          INSERT INTO requests_event (request, kind, round, act, at, by, reason, valid_until, ledger_seq)
          VALUES (s.id, 'walk/one', c.round, CASE WHEN s.state = 'draft' THEN 'returned' ELSE s.state END, moment, pg_temp.person(s.who)::text, '',
            CASE WHEN s.state = 'approved' AND s.ends THEN date '2026-11-30' END,
            pg_temp.told(CASE WHEN s.state = 'draft' THEN 'returned' ELSE s.state END, pg_temp.of_case(s.id), pg_temp.person(s.who)::text, moment));
        END IF;
      ELSIF s.op IN ('report', 'overdue') THEN
        IF s.op = 'report' THEN UPDATE requests_case SET closed_at = moment WHERE id = s.id;
        ELSE UPDATE requests_case SET overdue_at = moment WHERE id = s.id; END IF;
        IF s.told THEN
          INSERT INTO requests_event (request, kind, round, act, at, by, reason, ledger_seq)
          VALUES (s.id, 'walk/one', c.round, CASE s.op WHEN 'report' THEN 'closed' ELSE 'overdue' END, moment, 'system', '',
            pg_temp.told(CASE s.op WHEN 'report' THEN 'closed' ELSE 'overdue' END, pg_temp.of_case(s.id), 'system', moment));
        END IF;
      ELSIF s.twist = 'applicant' THEN UPDATE requests_case SET applicant = pg_temp.person(s.who) WHERE id = s.id;
      ELSIF s.twist = 'form' THEN UPDATE requests_case SET form = '{"c": 1}' WHERE id = s.id;
      ELSIF s.twist = 'number' THEN UPDATE requests_case SET number = number + 1000000 WHERE id = s.id;
      ELSIF s.twist = 'delete' THEN DELETE FROM requests_case WHERE id = s.id;
      ELSIF s.twist = 'decision' THEN UPDATE requests_decision SET decision = 'approve' WHERE request = s.id;
      ELSIF s.twist = 'undecide' THEN DELETE FROM requests_decision WHERE request = s.id;
      ELSIF s.twist = 'submission' THEN UPDATE requests_submission SET digest = '' WHERE request = s.id;
      ELSIF s.twist = 'decider' THEN INSERT INTO requests_decider (request, round, place, account) VALUES (s.id, greatest(c.round, 1), 0, gen_random_uuid());
      ELSIF s.twist = 'history' THEN UPDATE requests_event SET reason = 'rewritten' WHERE request = s.id;
      ELSIF s.twist = 'forget' THEN DELETE FROM requests_event WHERE request = s.id;
      ELSIF s.twist = 'event' THEN
        INSERT INTO requests_event (request, kind, round, act, at, by, reason, ledger_seq)
        VALUES (s.id, 'walk/one', c.round, (ARRAY['approved', 'denied', 'closed', 'expired', 'submitted'])[1 + s.who % 5], moment, 'x', '',
          pg_temp.told((ARRAY['approved', 'denied', 'closed', 'expired', 'submitted'])[1 + s.who % 5], pg_temp.of_case(s.id), 'x', moment));
      ELSE RAISE EXCEPTION 'no such step: % %', s.op, s.twist;
      END IF;
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
        const what = `${lawful ? 'accepted' : 'refused'}: ${step.op} ${step.op === 'settle' ? step.state : ''} ${step.twist}`
          .replaceAll(/ +/g, ' ')
          .trim();
        planned.push({ step, lawful, what });
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
      const { rows } = await session.query<{ results: string[] }>('SELECT pg_temp.walk($1) AS results', [
        JSON.stringify(planned.map(({ step }) => step)),
      ]);
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
  const part = () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const hex = Array.from({ length: 4 }, part).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function compare(database: TestDatabase, cases: readonly Case[]): Promise<void> {
  const { rows } = await database.app.query<{ id: string }>(
    `SELECT id, number, state, revision, round, place, closed_at IS NOT NULL AS closed, overdue_at IS NOT NULL AS overdue,
       (SELECT count(*) FROM requests_decision d WHERE d.request = c.id AND d.round = c.round) AS decisions
     FROM requests_case c WHERE id = ANY ($1::uuid[])`,
    [cases.map(({ id }) => id)],
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const { id, number, state, revision, round, place, reported, overdue, decisions } of cases) {
    const closed = reported || state === 'closed';
    const wanted = JSON.stringify({ id, number, state, revision, round, place, closed, overdue, decisions: decisions.length });
    if (JSON.stringify(stored.get(id)) !== wanted) throw new Error(`${wanted} stands as ${JSON.stringify(stored.get(id))}`);
  }
}

/** What must hold of the whole, asked of the database alone; each question must find nothing. */
const questions = {
  'decisions on one’s own request': `SELECT 1 FROM requests_decision d JOIN requests_case c ON c.id = d.request WHERE c.applicant IN (d.account, d.in_place_of)`,
  'two decisions of one person in a round': `SELECT 1 FROM (SELECT id, request, round, account AS person FROM requests_decision
    UNION ALL SELECT id, request, round, in_place_of FROM requests_decision WHERE in_place_of IS NOT NULL) p GROUP BY request, round, person HAVING count(*) > 1`,
  'decisions of somebody whom the route does not name': `SELECT 1 FROM requests_decision d WHERE NOT EXISTS (SELECT 1 FROM requests_decider r
    WHERE (r.request, r.round, r.place, r.account) = (d.request, d.round, d.place, coalesce(d.in_place_of, d.account)))`,
  'approvals without their approvals': `SELECT 1 FROM requests_case c JOIN requests_step s ON s.request = c.id AND s.round = c.round WHERE c.approved_at IS NOT NULL
    AND s.approvals > (SELECT count(DISTINCT coalesce(d.in_place_of, d.account)) FROM requests_decision d
      WHERE (d.request, d.round, d.place, d.decision) = (s.request, s.round, s.place, 'approve'))`,
  'states that nobody told': `SELECT 1 FROM requests_case c WHERE state NOT IN ('draft') AND NOT EXISTS (SELECT 1 FROM requests_event e
    WHERE e.request = c.id AND e.round = c.round AND e.act = c.state)`,
  'submissions whose bytes changed': `SELECT 1 FROM requests_submission WHERE digest <> encode(sha256(content), 'hex')`,
  'ends by the wrong person': `SELECT 1 FROM requests_case WHERE (state = 'withdrawn') <> (ended_by = applicant::text) AND state IN ('withdrawn', 'revoked', 'denied')`,
};

async function wholeIsRight(database: TestDatabase, model: Model): Promise<Record<string, number>> {
  for (const [what, question] of Object.entries(questions)) {
    const { rowCount } = await database.owner.query(`${question} LIMIT 1`);
    if (rowCount !== 0) throw new Error(what);
  }
  await compare(database, model.all());
  const { rows } = await database.owner.query<{ requests: number; decisions: number; approved: number; events: number }>(
    `SELECT (SELECT count(*) FROM requests_case) AS requests, (SELECT count(*) FROM requests_decision) AS decisions,
       (SELECT count(*) FROM requests_case WHERE approved_at IS NOT NULL) AS approved, (SELECT count(*) FROM requests_event) AS events`,
  );
  if (rows[0]!.requests !== model.all().length) throw new Error(`${rows[0]!.requests} requests instead of ${model.all().length}`);
  return rows[0]!;
}

if (import.meta.main) {
  const report = await runWalk('requests', Number(process.argv[2] ?? 1_000_000), openWalk, {
    seed: Number(process.argv[3] ?? 1),
    say: console.error,
  });
  console.log(JSON.stringify(report, null, 2));
}
