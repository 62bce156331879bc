import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { FakeClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { silentLog } from '../../src/base/log.ts';
import { allParams } from '../../src/catalog/index.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { Integrator, memorySigner } from '../../src/ledger/index.ts';
import { type Engine, newEngine } from '../../src/server/engine.ts';
import { translateAnswer, type Write } from '../../src/sources/osquery/answers.ts';
import { readLines } from '../../src/sources/osquery/lines.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';

const clock = new FakeClock();
const receivedAt = clock.now();
const values = Object.fromEntries(allParams.map((param) => [param.id, param.default]));
let db: TestDatabase;
let engine: Engine;
let deviceId: string;

before(async () => {
  db = await testDatabase();
  const integrator = new Integrator({ pool: db.app, signer: memorySigner(), clock, log: silentLog });
  engine = await newEngine({ pool: db.app, clock, log: silentLog, integrator });
  const identity = { hardwareUuid: newId(), serial: null, instanceId: newId() };
  const machine = { platform: 'windows' as const, name: 'pc', os: 'Windows 11', agentVersion: '5.23.1', hardware: '' };
  ({ deviceId } = await engine.devices.enrol({ ...identity, ...machine }));
});
after(async () => {
  await engine.stop();
  await db.close();
});

/** What JSON.parse can give, also what a database or a careless reader chokes on. */
const anything = fc.oneof(
  fc.jsonValue({ noUnicodeString: false }),
  fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, { toString: 1, valueOf: 1 }, JSON.parse('{"__proto__":{"x":1}}'), -0, 1e308),
);
/** Close enough to a line that each check of it is reached. */
const nearLine = fc.record(
  {
    unixTime: fc.oneof(fc.integer(), fc.constant('1795384186'), anything),
    name: fc.oneof(fc.string(), anything),
    columns: anything,
    action: anything,
  },
  { requiredKeys: [] },
);
const data = fc.array(fc.oneof(nearLine, anything), { maxLength: 20 });

test('any list of log lines: nothing throws, and each element is a line or a bad one', () => {
  fc.assert(
    fc.property(fc.constantFrom('result', 'status'), data, (type, list) => {
      const { lines, bad } = readLines(deviceId, type, list, receivedAt);
      assert.equal(lines.length + bad.length, list.length);
      for (const { reason } of bad) assert.notEqual(reason, '');
    }),
    { numRuns: 2000 },
  );
});

test('any other body of a log is one bad line, with its content', () => {
  fc.assert(
    fc.property(anything, anything, (type, body) => {
      const isList = (type === 'result' || type === 'status') && Array.isArray(body);
      const { lines, bad } = readLines(deviceId, type, body, receivedAt);
      if (!isList) assert.deepEqual([lines.length, bad.length], [0, 1]);
    }),
    { numRuns: 1000 },
  );
});

test('any answer to any question becomes a fact, is called unreadable, says nothing, or is broken: nothing throws', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('', '0', '-1', '1795384186', '9'.repeat(30), 'true', 'S-1-5-21-1', '\u0001'),
    anything,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...questions),
      fc.func(fc.oneof(fc.array(fc.func(cell), { maxLength: 4 }), anything)),
      fc.func(fc.constantFrom(0, '0')),
      (question, rowsOf, statusOf) => {
        const ids = Object.keys(question.sql).map((part) => `${question.id}#${part}`);
        // The columns are those that the question asks for, read off its SQL; what stands in them is anything.
        const rows = (id: string) => {
          const sql = question.sql[id.split('#')[1]!]!;
          const columns = [...(typeof sql === 'string' ? sql : sql(values)).matchAll(/\b([a-z_]+)\b(?=,| FROM)/g)].map(
            (match) => match[1]!,
          );
          const made = rowsOf(id);
          return Array.isArray(made) && made.every((row) => typeof row === 'function')
            ? made.map((row) => Object.fromEntries(columns.map((column) => [column, (row as (name: string) => unknown)(column)])))
            : made;
        };
        const write: Write = {
          queries: Object.fromEntries(ids.map((id) => [id, rows(id)])),
          statuses: Object.fromEntries(ids.map((id) => [id, statusOf(id)])),
        };
        const answer = translateAnswer(question, write, { askedAt: receivedAt, receivedAt }, values);
        assert.ok(['fact', 'unreadable', 'nothing', 'broken'].includes(answer.is));
      },
    ),
    { numRuns: 3000 },
  );
});

test('any delivery to intake is stored: good lines, and every draft as a fact or in quarantine with an unreadable one', async () => {
  const kinds = [...new Set(questions.filter(({ platform }) => platform === 'windows').map(({ kind }) => kind.kind))];
  // What the door lets through: text that PostgreSQL can hold, and finite numbers.
  const held = fc.jsonValue({ stringUnit: fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCharCode(code)) });
  const draft = fc.record({ kind: fc.constantFrom(...kinds), body: held });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(draft, { selector: ({ kind }) => kind, maxLength: 6 }),
      fc.array(held, { maxLength: 6 }),
      async (drafts, bodies) => {
        clock.advance({ seconds: 1 });
        const at = clock.now();
        const unixTime = Math.floor(at.getTime() / 1000);
        const { lines } = readLines(
          deviceId,
          'result',
          bodies.map((body, index) => ({ unixTime, name: `any-${index}`, columns: body })),
          at,
        );
        await engine.intake.accept({
          drafts: drafts.map((one) => ({ ...one, deviceId, source: 'any', observedAt: at, receivedAt: at })),
          lines,
        });
        const { rows } = await db.owner.query<{ kind: string }>(
          'SELECT kind FROM intake_current WHERE device_id = $1 AND last_observed_at = $2',
          [deviceId, at],
        );
        assert.deepEqual(rows.map(({ kind }) => kind).sort(), drafts.map(({ kind }) => kind).sort());
        const { rows: kept } = await db.owner.query('SELECT 1 FROM intake_line WHERE received_at = $1', [at]);
        assert.equal(kept.length, bodies.length);
      },
    ),
    { numRuns: 60 },
  );
});
