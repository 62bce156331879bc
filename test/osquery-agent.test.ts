import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { systemClock } from '../src/base/clock.ts';
import { bodyOf, type Question, type Row } from '../src/sources/osquery/question.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';
import { createTable, fixture, statementsOf, type ValueSet, valueSets, valuesFor } from './osquery-statements.ts';

const timeoutMs = 180_000;
const outputBytesMax = 128 * 1024 * 1024;

const cpu = process.arch === 'x64' ? 'amd64' : process.arch;
const agent = join(import.meta.dirname, `../node_modules/@cdxgen/cdxgen-plugins-bin-linux-${cpu}/plugins/osquery/osqueryi-linux-${cpu}`);

function whySkipped(): string | false {
  if (process.platform !== 'linux') return 'the agent is run only on Linux here; the SQL is still compiled in osquery-sql.test.ts';
  return existsSync(agent) ? false : `no osquery agent at ${agent} (an optional dependency; npm install brings it)`;
}

interface Asked {
  /** What is named when the statement fails. */
  readonly label: string;
  readonly sql: string;
}
interface Answered extends Asked {
  readonly rows: readonly Row[];
  readonly error: string | undefined;
}

/** All statements in one start of the agent, which answers each with a JSON array and tells errors by the number of the line. */
function askAgent(statements: readonly Asked[]): Answered[] {
  const home = mkdtempSync(join(tmpdir(), 'tejun-agent-'));
  try {
    const run = spawnSync(
      agent,
      ['--json', '--disable_database', '--disable_extensions', '--disable_events', '--logger_min_status=2', `--config_path=${home}/none`],
      {
        cwd: home,
        env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, LC_ALL: 'C.UTF-8' },
        input: statements.map(({ sql }) => `${sql.replaceAll(/\s*\n\s*/g, ' ')};\n`).join(''),
        encoding: 'utf8',
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: outputBytesMax,
      },
    );
    if (run.error) throw run.error;
    const errors = new Map([...run.stderr.matchAll(/near line (\d+): (.*)/g)].map(([, line, text]) => [Number(line), text!]));
    const answers = run.stdout.match(/^\[\n[\s\S]*?^\]$/gm) ?? [];
    assert.equal(answers.length, statements.length, `the agent stopped early: ${run.stderr.slice(-2000)}`);
    return statements.map((asked, at) => ({ ...asked, rows: JSON.parse(answers[at]!), error: errors.get(at + 1) }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const labelOf = (question: Question, part: string, set: ValueSet) => `${question.id}, part ${part}, ${set} values`;

/** Every statement of a question, once for each set of values that it depends on; `how` is put before each. */
const allStatements = (asked: readonly Question[], how = ''): Asked[] =>
  asked.flatMap((question) =>
    (Object.keys(valueSets) as ValueSet[]).flatMap((set) =>
      statementsOf(question, set)
        .filter(({ part }) => set === 'default' || typeof question.sql[part] === 'function')
        .map(({ part, sql }) => ({ label: labelOf(question, part, set), sql: how + sql })),
    ),
  );

/** The tables of the two other platforms, empty; where a table differs between them it gets the columns of both. */
function otherTables(): Asked[] {
  const names = new Set([...Object.keys(fixture.windows), ...Object.keys(fixture.macos)].filter((table) => !(table in fixture.linux)));
  return [...names].map((table) => {
    const columns = new Map([...(fixture.windows[table] ?? []), ...(fixture.macos[table] ?? [])].map((text) => [text.split(' ')[0], text]));
    return { label: `table ${table}`, sql: createTable(table, [...columns.values()]) };
  });
}

/** The columns of this agent, asked by name: the table definitions that all other tests rest on are the agent's own. */
const ownTables = (): Asked[] =>
  Object.entries(fixture.linux).map(([table, columns]) => {
    const names = columns.map((column) => `"${table}"."${column.split(' ')[0]}"`);
    return { label: `table ${table}`, sql: `EXPLAIN SELECT ${names.join(', ')} FROM "${table}"` };
  });

/** Walking the file system while other programs remove folders is nobody's mistake in SQL: such a statement is asked again, a few times. */
const vanished = 'recursive_directory_iterator increment error';
function askPatiently(asked: readonly Asked[]): Answered[] {
  let answers = askAgent(asked);
  for (let tries = 0; tries < 5 && answers.some(({ error }) => error?.includes(vanished)); tries += 1) {
    const again = new Map(askAgent(asked.filter((_, i) => answers[i]!.error?.includes(vanished))).map((answer) => [answer.label, answer]));
    answers = answers.map((answer) => again.get(answer.label) ?? answer);
  }
  return answers;
}

const failures = (answers: readonly Answered[]): string[] =>
  answers.filter(({ error }) => error !== undefined).map(({ label, sql, error }) => `${label}: ${error} in ${sql}`);

test('the agent itself takes every SQL', { skip: whySkipped() }, async (t) => {
  const linux = questions.filter(({ platform }) => platform === 'linux');
  const others = questions.filter(({ platform }) => platform !== 'linux');
  const version: Asked = { label: 'version', sql: 'SELECT version FROM osquery_info' };
  const [run, compiled, askedAt] = [allStatements(linux), allStatements(others, 'EXPLAIN '), systemClock.now()];
  const answers = askPatiently([version, ...ownTables(), ...run, ...otherTables(), ...compiled]);
  const round = { askedAt, receivedAt: systemClock.now() };
  const byLabel = new Map(answers.map((answer) => [answer.label, answer]));
  t.diagnostic(`osquery ${answers[0]!.rows[0]?.version}: ${run.length} statements run, ${compiled.length} compiled`);

  await t.test('the table definitions are those of this agent', () => {
    assert.equal(answers[0]!.rows[0]?.version, fixture.version, 'refresh the fixture with scripts/osquery-tables.mjs');
    const wrong = failures(answers).filter((text) => text.startsWith('table '));
    assert.deepEqual(wrong, [], wrong.join('\n'));
  });

  await t.test('every Linux question runs, and those of Windows and macOS compile', () => {
    const wrong = failures(answers).filter((text) => !text.startsWith('table '));
    assert.deepEqual(wrong, [], wrong.join('\n'));
  });

  await t.test('what this machine answers becomes a valid fact, or is called unreadable', () => {
    for (const question of linux) {
      const parts = Object.keys(question.sql).map((part) => [part, byLabel.get(labelOf(question, part, 'default'))!.rows] as const);
      const body = question.translate(Object.fromEntries(parts), round, valuesFor(question, 'default'));
      if ('unreadable' in body) t.diagnostic(`${question.id}: ${body.unreadable.en}`);
      else assert.doesNotThrow(() => question.kind.schema.parse(bodyOf(body)), question.id);
    }
  });
});
