import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { driver } from './walk-findings-driver.ts';
import { accounts, type Finding, Model, persons, type Step } from './walk-findings-model.ts';
import { Proposer } from './walk-findings-steps.ts';
import { type Random, runWalk, type Walk } from './walks.ts';

/**
 * Findings of scans with nine accounts, two of them one person: reports come in, people decide, and some cheat. What may be is said by the
 * model beforehand; the driver tries it in bare SQL as the application's role.
 */
export const openWalk = async (): Promise<Walk> => walkOn(await testDatabase());

/** A day's work of a server comes in seconds here: its housekeeping must keep up, or what was planned for empty tables grows slow. */
const tidying = 'VACUUM (ANALYZE) scans_finding, scans_presence, scans_event, scans_import';
const tidiedEvery = 5_000;

/** Takes the database over, and closes it. */
export async function walkOn(database: TestDatabase): Promise<Walk> {
  await settle(database);
  const session = await database.app.connect();
  await session.query(driver);
  const model = new Model();
  const proposer = new Proposer(model);
  let done = 0;
  return {
    steps: async (count, random) => {
      const counts = new Map<string, number>();
      const planned: { readonly step: Step; readonly lawful: boolean; readonly what: string }[] = [];
      // The model goes ahead by what must happen; the database follows in one statement.
      for (let i = 0; i < count; i += 1) {
        const step = proposer.propose(random, () => newUuid(random));
        const lawful = model.judge(step);
        if (lawful) model.take(step);
        const what = `${lawful ? 'accepted' : 'refused'}: ${step.op === 'tamper' ? 'tamper ' : ''}${step.twist}`;
        planned.push({ step, lawful, what });
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
      const sent = JSON.stringify(planned.map(({ step }) => written(model, step)));
      const { rows } = await session.query<{ results: string[] }>('SELECT pg_temp.walk($1) AS results', [sent]);
      for (const [i, result] of rows[0]!.results.entries()) {
        const { step, lawful, what } = planned[i]!;
        if ((result === 'ok') !== lawful)
          throw new Error(`step ${done + i + 1}, ${what}, but the database said ${result}: ${JSON.stringify(step)}`);
      }
      if (Math.floor((done + count) / tidiedEvery) > Math.floor(done / tidiedEvery)) await database.owner.query(tidying);
      done += count;
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

/** The accounts, and whom the staff list knows of them. */
async function settle({ owner }: TestDatabase): Promise<void> {
  await owner.query('ALTER TABLE people_account DISABLE TRIGGER people_account_second_factor');
  for (const { id, roles, active, listed } of accounts) {
    const address = `${id}@example.jp`;
    const ends = roles.includes('auditor') ? '2099-12-31' : null;
    if (active !== null)
      await owner.query(
        `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at, password_hash, expires_at)
         VALUES ($1, $2, $2, 'x', $3, $4, 'ja', '2026-01-01', 'x', $5)`,
        [id, address, roles, active ? 'active' : 'disabled', ends],
      );
    if (listed !== null)
      await owner.query(
        `INSERT INTO staff_person (id, number, number_key, name, kana, email, email_key, title, duties, state, search, revision, changed_at)
         VALUES ($1, $2, $2, 'x', '', $3, $3, '', '{}', 'active', '', 1, '2026-01-01')`,
        [listed, String(persons.indexOf(listed)), address],
      );
  }
}

const moment = (at: number): string => new Date(at).toISOString();
const day = (days: number | null): string | null => (days === null ? null : moment(days * 86_400_000).slice(0, 10));

/** A step as the driver takes it. */
function written(model: Model, step: Step): object {
  const at = moment(step.at);
  if (step.op === 'target') return { ...step, at, developers: `{${step.developers.join()}}` };
  const part = model.parts.get(step.op === 'import' || step.op === 'tamper' ? step.part : model.findings.get(step.id)!.part)!;
  const { target, tool, scope } = part;
  if (step.op === 'decide') return { ...step, target, at, until: day(step.until) };
  if (step.op !== 'import') return { ...step, target, tool, scope, at };
  const added = step.added.map((each) => ({ ...each, openedAt: moment(each.openedAt) }));
  return { ...step, target, tool, scope, at, scannedAt: moment(step.scannedAt), added };
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

async function compare(database: TestDatabase, findings: readonly Finding[]): Promise<void> {
  const { rows } = await database.app.query<{ id: string }>(
    `SELECT id, state, revision, seen, severity, line, to_char(until, 'YYYY-MM-DD') AS until, proposed, opened_at AS "openedAt", seen_at AS "seenAt",
       (SELECT count(*) FROM scans_presence p WHERE p.finding_id = f.id) AS presences
     FROM scans_finding f WHERE id = ANY ($1::uuid[])`,
    [findings.map(({ id }) => id)],
  );
  const stored = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
  for (const { id, state, revision, seen, severity, line, until, proposal, openedAt, seenAt, presences } of findings) {
    const due = { until: day(until), proposed: proposal?.wanted ?? null, openedAt: moment(openedAt), seenAt: moment(seenAt) };
    const wanted = JSON.stringify({ id, state, revision, seen, severity, line, ...due, presences });
    if (stored.get(id) !== wanted) throw new Error(`${wanted} stands as ${stored.get(id)}`);
  }
}

/** What must hold of the whole, asked of the database alone; each question must find nothing. */
const questions = {
  'states that nobody decided': `SELECT 1 FROM scans_finding f LEFT JOIN scans_event e ON e.finding_id = f.id AND e.no = f.revision
    WHERE f.state <> coalesce(e.to_state, 'new') OR f.revision <> (SELECT count(*) FROM scans_event WHERE finding_id = f.id)`,
  'findings that were left by one person alone': `SELECT 1 FROM scans_event a JOIN scans_event p ON p.finding_id = a.finding_id AND p.no = a.no - 1
    WHERE a.step = 'agree' AND (p.step <> 'propose' OR a.by = p.by OR a.person = p.person OR (a.wanted, a.to_state) IS DISTINCT FROM (p.wanted, p.wanted)
      OR a.until IS DISTINCT FROM p.until)`,
  'findings that were left without a proposal, or for ever': `SELECT 1 FROM scans_finding f WHERE (state IN ('accepted', 'not-affected')) <> (until IS NOT NULL)
    OR (state IN ('accepted', 'not-affected', 'seeded') AND NOT EXISTS (SELECT 1 FROM scans_event WHERE finding_id = f.id AND step = 'agree' AND to_state = f.state))`,
  'repairs that no later scan proves': `SELECT 1 FROM scans_event v JOIN scans_finding f ON f.id = v.finding_id LEFT JOIN scans_import i ON i.id = v.import_id
    WHERE v.step = 'verify' AND (i.id IS NULL OR NOT i.complete OR i.at > v.at OR (i.target_id, i.tool, i.scope) <> (f.target_id, f.tool, f.scope)
      OR EXISTS (SELECT 1 FROM scans_event r WHERE r.finding_id = f.id AND r.no < v.no AND r.step IN ('fix', 'reopen') AND r.at >= least(i.scanned_at, i.at))
      OR (SELECT p.seen FROM scans_presence p WHERE p.finding_id = f.id AND p.at <= v.at ORDER BY p.at DESC LIMIT 1))`,
  'findings that stand otherwise than scans said last': `SELECT 1 FROM scans_finding f WHERE (seen, severity, seen_at) IS DISTINCT FROM
    (SELECT (p.seen, p.severity, p.at) FROM scans_presence p WHERE p.finding_id = f.id ORDER BY p.at DESC LIMIT 1)`,
  'findings gone by a scan that did not look at everything': `SELECT 1 FROM scans_presence p JOIN scans_import i ON i.id = p.import_id WHERE NOT p.seen AND NOT i.complete`,
  'decisions out of order': `SELECT 1 FROM scans_event e JOIN scans_event b ON b.finding_id = e.finding_id AND b.no = e.no - 1 WHERE e.at < b.at`,
  'decisions by somebody who may not': `SELECT 1 FROM scans_event e LEFT JOIN people_account a ON a.id::text = e.by WHERE a.id IS NULL OR a.status <> 'active'
    OR 'auditor' = ANY (a.roles)`,
};

async function wholeIsRight(database: TestDatabase, model: Model): Promise<Record<string, number>> {
  for (const [what, question] of Object.entries(questions)) {
    const { rowCount } = await database.owner.query(`${question} LIMIT 1`);
    if (rowCount !== 0) throw new Error(what);
  }
  await compare(database, model.all());
  const { rows } = await database.owner.query<Record<'findings' | 'imports' | 'decisions' | 'verified' | 'left', number>>(
    `SELECT (SELECT count(*) FROM scans_finding) AS findings, (SELECT count(*) FROM scans_import) AS imports, count(*) AS decisions,
       count(*) FILTER (WHERE step = 'verify') AS verified, count(*) FILTER (WHERE step = 'agree') AS left FROM scans_event`,
  );
  if (rows[0]!.findings !== model.all().length) throw new Error(`${rows[0]!.findings} findings instead of ${model.all().length}`);
  return rows[0]!;
}

if (import.meta.main) {
  const report = await runWalk('findings', Number(process.argv[2] ?? 1_000_000), openWalk, {
    seed: Number(process.argv[3] ?? 1),
    say: console.error,
  });
  console.log(JSON.stringify(report, null, 2));
}
