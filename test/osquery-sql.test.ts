import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { platforms } from '../src/facts/kind.ts';
import { builtIns, refusals, statementOf } from '../src/live/index.ts';
import type { Question } from '../src/sources/osquery/question.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';
import { fixture, params, platformDatabase, statementsOf, type ValueSet, valueSets, valuesFor } from './osquery-statements.ts';

/** What a poll every minute may cost: this many questions of a platform at most. */
const minuteQuestionsMax = 3;

const databases = { windows: platformDatabase('windows'), macos: platformDatabase('macos'), linux: platformDatabase('linux') };

/** Compiles every part of a question: the tables that it reads, the columns that it answers, and what is wrong with it. */
function compile(question: Question, set: ValueSet) {
  const { db, read, opened } = databases[question.platform];
  read.clear();
  const columns = new Map<string, string[]>();
  const problems: string[] = [];
  for (const { part, sql } of statementsOf(question, set)) {
    try {
      const statement = db.prepare(sql);
      if (statement.sourceSQL !== sql) throw new Error(`more than one statement: ${sql}`);
      statement.all();
      for (const table of opened(sql)) read.add(table);
      columns.set(
        part,
        statement.columns().map((column) => column.name),
      );
    } catch (error) {
      problems.push(`${question.id} on ${question.platform}, part ${part}, ${set} values: ${(error as Error).message}`);
    }
  }
  return { tables: [...read].sort(), columns, problems };
}

const none = (problems: readonly string[]) => assert.deepEqual(problems, [], problems.join('\n'));

for (const platform of platforms) {
  const own = questions.filter((question) => question.platform === platform);

  test(`every SQL for ${platform} compiles against the tables of osquery ${fixture.version}`, (t) => {
    none(own.flatMap((question) => (Object.keys(valueSets) as ValueSet[]).flatMap((set) => compile(question, set).problems)));
    const statements = own.reduce((sum, question) => sum + Object.keys(question.sql).length, 0);
    t.diagnostic(`${own.length} questions, ${statements} statements, each with ${Object.keys(valueSets).length} sets of values`);
  });

  test(`company values stay data in the SQL for ${platform}`, () => {
    for (const question of own) assert.deepEqual(compile(question, 'tricky').tables, compile(question, 'default').tables, question.id);
  });

  test(`the questions for ${platform} name the tables that they read, and no other`, () => {
    for (const question of own) assert.deepEqual([...question.tables].sort(), compile(question, 'default').tables, question.id);
  });

  test(`the questions for ${platform} have one for each kind, and few that are asked every minute`, () => {
    const kinds = own.map((question) => question.kind.kind);
    none(kinds.filter((kind, at) => kinds.indexOf(kind) !== at).map((kind) => `${kind} is asked twice on ${platform}`));
    const minute = own.filter((question) => question.cadence === 'minute').map((question) => question.id);
    assert.ok(minute.length <= minuteQuestionsMax, minute.join(', '));
  });

  test(`what the questions for ${platform} translate is in their answers`, () => none(own.flatMap(missingInAnswer)));
}

/** Parts and columns that `translate` looks for and that no statement answers: a slip that would stay «empty» for ever. */
function missingInAnswer(question: Question): string[] {
  const { columns } = compile(question, 'default');
  const missing = new Set<string>();
  const watched = <T extends object>(what: string, known: T): T =>
    new Proxy(known, {
      get(target, key, receiver) {
        if (typeof key === 'string' && !(key in target)) missing.add(`${question.id}: ${what} ${key} is not in the answer`);
        return Reflect.get(target, key, receiver);
      },
    });
  for (const cell of ['', '0', '1', 'x']) {
    const rows = [...columns].map(
      ([part, names]) => [part, [watched(`column`, Object.fromEntries(names.map((name) => [name, cell])))]] as const,
    );
    const at = new Date(0);
    try {
      question.translate(watched('part', Object.fromEntries(rows)), { askedAt: at, receivedAt: at }, valuesFor(question, 'default'));
    } catch {
      // Rows of this sort may be too odd to translate; that is each question's own test. Here only the names count.
    }
  }
  return [...missing];
}

test('every question has a permanent id of its own', () => {
  const ids = questions.map((question) => question.id);
  assert.equal(new Set(ids).size, ids.length, 'an id stands twice');
  for (const { id, kind, platform } of questions) {
    const [name, where, ...rest] = id.split('/');
    assert.ok(where === platform && rest.length === 0, `${id} does not end in /${platform}`);
    assert.ok(name === kind.kind || (name!.startsWith(`${kind.kind}.`) && /\.[a-z0-9-]+$/.test(name!)), `${id} does not name ${kind.kind}`);
  }
});

test('the list of questions forgets no topic', async () => {
  const folder = join(import.meta.dirname, '../src/sources/osquery/questions');
  const listed = new Set<unknown>(questions);
  for (const file of globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] })) {
    const lists = Object.values<unknown>(await import(pathToFileURL(join(folder, file)).href)).filter((one) => Array.isArray(one));
    const forgotten = lists.flat().filter((one) => typeof one?.translate === 'function' && !listed.has(one));
    assert.deepEqual(
      forgotten.map((one) => one.id),
      [],
      `${file} has questions that index.ts does not list`,
    );
  }
});

test('every value that a question names is declared by a practice', () => {
  none(questions.flatMap(({ id, values = [] }) => values.filter((value) => !params.has(value)).map((value) => `${id}: ${value}`)));
});

test('every query of the library compiles on each of its platforms, as it is sent', () => {
  const problems: string[] = [];
  for (const { id, sql, platforms: own } of builtIns) {
    const statement = statementOf(sql);
    if (statement.refused) problems.push(`${id}: ${statement.refused.en}`);
    else
      for (const platform of own)
        try {
          databases[platform].db.prepare(statement.sent).all();
        } catch (error) {
          problems.push(`${id} on ${platform}: ${(error as Error).message}`);
        }
  }
  none(problems);
  assert.equal(new Set(builtIns.map(({ id }) => id)).size, builtIns.length);
});

test('what no query of a person may name is there to be named', () => {
  const functions = new Set(['carve', 'load_extension', 'yara']);
  const tables = new Set(platforms.flatMap((platform) => Object.keys(fixture[platform])));
  none(refusals.flatMap(({ names }) => names.filter((name) => !tables.has(name) && !functions.has(name))));
});
