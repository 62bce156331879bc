import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectionLimits } from '../../src/facts/collection.ts';
import { answerLimits, translateAnswer } from '../../src/sources/osquery/answers.ts';
import type { Question, Row } from '../../src/sources/osquery/question.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';

const fill = (text: string): string =>
  text.repeat(Math.ceil(answerLimits.cellCharsMax / text.length)).slice(0, answerLimits.cellCharsMax - 1);

/** Texts on which a careless pattern tries every start against every end. */
const evil: Readonly<Record<string, string>> = {
  'a path without an end': `${fill('a').slice(1)}/`,
  'a version of versions': `${fill('.el1').slice(1)}\n`,
  'a command of commands': fill('clamscan '),
  'a command that nearly scans all': fill('clamscan /x '),
  'a list of lists': `${fill('_Packages').slice(1)}\n`,
  spaces: `${fill(' ').slice(1)}x`,
  digits: `${fill('1').slice(1)}x`,
  addresses: fill('http://a@'),
  commas: fill('a, '),
  brackets: fill('/target['),
  nested: fill('{"a":['),
};
const rowsEach = 40;
const round = { askedAt: new Date(0), receivedAt: new Date(1_000) };
const values = new Proxy({}, { get: () => ['a'] });

/** A row that holds the same in whatever column is asked for. */
const rowOf = (cell: string): Row => new Proxy({}, { get: (_target, column) => (typeof column === 'string' ? cell : undefined) }) as Row;
/** What a question about a list looks at only behind a summary that is right; the cells of a line are told apart by a character. */
const listOf = (cell: string): Row[] => [
  { token: 'a'.repeat(32), line: String(2 * rowsEach) },
  ...Array.from({ length: rowsEach }, (_, n) => ({ token: '', line: `${n}${cell}` })),
  ...Array.from({ length: rowsEach }, (_, n) => ({
    token: '',
    line: [n, ...Array.from({ length: 12 }, () => cell.slice(0, 1_300))].join('\u001f'),
  })),
];
const translate = (question: Question, cell: string): unknown => {
  const rows = Array.from({ length: rowsEach }, () => rowOf(cell));
  const parts = Object.fromEntries(
    Object.keys(question.sql).map((part) => [part, question.collects ? (part === 'items' ? listOf(cell) : [{ n: '9' }]) : rows]),
  );
  try {
    const told = question.translate(parts, round, values);
    return [told, question.samples?.(parts, round)];
  } catch (error) {
    return error; // quarantined with the rows
  }
};

describe('rows of a device that lies', () => {
  // Twenty rows of such cells held the whole server for seconds; a thousand fit into one call.
  it('cost every question a time in proportion to their length', () => {
    for (const question of questions)
      for (const [name, cell] of Object.entries(evil)) {
        const cpu = process.cpuUsage();
        translate(question, cell);
        const { user } = process.cpuUsage(cpu);
        assert.ok(user < 1_500_000, `${question.id}: ${name} took ${user / 1000} ms of work`);
      }
  });

  it('of a list are looked at whole', () => {
    for (const question of questions.filter(({ collects }) => collects)) {
      const [told] = translate(question, evil.spaces!) as [{ collected?: { items: { key: string }[] } }];
      assert.equal(told.collected?.items.length, 2 * rowsEach, question.id);
      for (const { key } of told.collected.items) assert.ok(key.length <= collectionLimits.keyCharsMax);
    }
  });

  it('make no fact of what every object inherits', () => {
    for (const question of questions)
      for (const cell of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
        const told = translate(question, cell);
        JSON.stringify(told, (_key, value: unknown) => {
          assert.notEqual(typeof value, 'function', `${question.id}: ${cell}`);
          return value;
        });
      }
  });

  it('are kept in quarantine, and unreadable, where they are more than any question brings', () => {
    const question = questions[0]!;
    const [part] = Object.keys(question.sql);
    const answer = (rows: readonly object[]) => translateAnswer(question, { queries: { [`${question.id}#${part}`]: rows } }, round, values);
    const many = Array.from({ length: answerLimits.rowsMax + 1 }, () => ({ a: 'b' }));
    const heavy = Array.from({ length: 300 }, () => ({ a: fill('a') }));
    for (const rows of [many, [{ a: fill('a') + fill('b') }], heavy]) assert.equal(answer(rows).is, 'broken');
  });
});
