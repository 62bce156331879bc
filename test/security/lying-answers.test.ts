import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { stepsOf } from '../../src/capacity/metric.ts';
import { allParams } from '../../src/catalog/index.ts';
import { isCounter } from '../../src/facts/sample.ts';
import type { Check, VerdictName } from '../../src/mechanism/check.ts';
import type { Param } from '../../src/mechanism/param.ts';
import { citedChecks } from '../../src/overview/index.ts';
import { type Answer, translateAnswer } from '../../src/sources/osquery/answers.ts';
import type { Question, Row } from '../../src/sources/osquery/question.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { rowsFor } from '../bench/rows.ts';
import { type DataSite, dataSite } from '../data-site.ts';

const values = Object.fromEntries(allParams.map((param) => [param.id, param.default]));
const nowSeconds = Math.floor(Date.parse('2026-11-22T00:00:00Z') / 1000);
const now = new Date(nowSeconds * 1000);
const yearSeconds = 365 * 86_400;

function answerOf(question: Question, rows: Readonly<Record<string, readonly Row[]>>): Answer {
  const ids = Object.keys(question.sql).map((part) => [part, `${question.id}#${part}`] as const);
  const write = {
    queries: Object.fromEntries(ids.map(([part, id]) => [id, rows[part]])),
    statuses: Object.fromEntries(ids.map(([, id]) => [id, 0])),
  };
  return translateAnswer(question, write, { askedAt: new Date(now.getTime() - 500), receivedAt: now }, values);
}

/** What each check makes of an answer. */
function verdictsOn(question: Question, rows: Readonly<Record<string, readonly Row[]>>): Map<string, VerdictName> {
  const answer = answerOf(question, rows);
  const read = answer.is === 'fact' ? question.kind.schema.safeParse(answer.body) : null;
  const { platform } = question;
  const checks: readonly Check[] = citedChecks.filter(
    (each) => each.reads.kind === question.kind.kind && each.platforms[platform] === 'judged',
  );
  return new Map(
    checks.map((check) => {
      if (!read?.success) return [check.id, 'unknown'];
      const given = Object.entries(check.params as Record<string, Param>).map(([name, param]) => [name, param.default]);
      return [check.id, check.judge({ body: read.data, platform, observedAt: now }, Object.fromEntries(given) as never, now).verdict];
    }),
  );
}

/** What a healthy computer of the platform answers. */
function healthy(question: Question): Record<string, readonly Row[]> {
  const number = { windows: 0, macos: 7, linux: 9 }[question.platform];
  const host = { number, name: 'pc', platform: question.platform, failing: false, started: nowSeconds, drift: 1 };
  const asked = Object.entries(question.sql).map(([part, sql]) => [part, typeof sql === 'string' ? sql : sql(values)] as const);
  return Object.fromEntries(asked.map(([part, sql]) => [part, rowsFor(host, `${question.id}#${part}`, sql, nowSeconds)]));
}
const withCells = (rows: Record<string, readonly Row[]>, made: (cell: string) => string): Record<string, readonly Row[]> =>
  Object.fromEntries(
    Object.entries(rows).map(([part, list]) => [
      part,
      list.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, made(cell)]))),
    ]),
  );

/** A FILETIME in hexadecimal, little end first. */
function filetime(seconds: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(seconds + 11_644_473_600) * 10_000_000n);
  return bytes.toString('hex').toUpperCase();
}
const filetimeOf = (cell: string): number => Number(Buffer.from(cell, 'hex').readBigUInt64LE() / 10_000_000n) - 11_644_473_600;
const isNear = (seconds: number): boolean => Math.abs(seconds - nowSeconds) < 5 * yearSeconds;
/** Every time in a cell as another one. */
const at = (seconds: number) => (cell: string) => {
  if (/^\d{10}$/.test(cell) && isNear(Number(cell))) return String(seconds);
  return /^[0-9A-F]{16}$/.test(cell) && isNear(filetimeOf(cell)) ? filetime(seconds) : cell;
};

describe('answers of a device that lies', () => {
  const single = questions.filter(({ collects }) => !collects);

  it('are not green for a time that is yet to come, where an old one is not', () => {
    // What ends in time to come is as it should be.
    const ends = new Set(['cryptography/certificate-expiry']);
    let held = 0;
    for (const question of single) {
      const rows = healthy(question);
      const old = verdictsOn(question, withCells(rows, at(nowSeconds - 4 * yearSeconds)));
      const ahead = verdictsOn(question, withCells(rows, at(4_102_444_800)));
      for (const [check, verdict] of verdictsOn(question, rows)) {
        if (verdict !== 'pass' || old.get(check) === 'pass' || ends.has(check)) continue;
        held += 1;
        assert.notEqual(ahead.get(check), 'pass', `${question.id}: ${check} in the year 2100`);
      }
    }
    assert.ok(held >= 5, `${held} checks go by a time`);
  });

  it('are not green for amounts that cannot be', () => {
    const amounts = single.filter(({ kind }) => ['disk-space', 'memory-use', 'processor-load'].includes(kind.kind));
    assert.ok(amounts.length >= 6);
    for (const question of amounts)
      for (const bad of ['-1', '-99999999999', 'NaN', 'Infinity', '1e300', '9'.repeat(25), '', '２５', '0x10', '1,5']) {
        const rows = withCells(healthy(question), (cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? bad : cell));
        for (const [check, verdict] of verdictsOn(question, rows)) assert.notEqual(verdict, 'pass', `${question.id}: ${check} of ${bad}`);
        const answer = answerOf(question, rows);
        for (const sample of (answer.is === 'fact' && answer.samples) || [])
          if (!isCounter(sample)) assert.equal(stepsOf(sample), null, `${question.id}: ${sample.metric} of ${bad} is kept`);
      }
  });
});

describe('a device that answers what it was not asked', () => {
  let data: DataSite;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  it('makes no fact of another system’s question, of none of ours, or of another device', async () => {
    const [liar, honest] = [await data.agent('pc-liar', 'windows'), await data.agent('srv-honest', 'linux')];
    const ids = [
      'disk-encryption/linux#volumes',
      'running-programs/linux#processes',
      'software-collection/macos#items',
      'live/nobody#x',
      '__proto__#x',
      '#',
      '',
    ];
    const reply = await liar.call('/distributed/write', {
      queries: Object.fromEntries(ids.map((id) => [id, [{ name: 'a', unix_time: '0' }]])),
      statuses: Object.fromEntries(ids.map((id) => [id, 0])),
      node_key: honest.nodeKey.slice(0, -1),
    });
    assert.equal(reply.node_invalid, true, 'half a key of another is no key');
    assert.deepEqual(
      await liar.call('/distributed/write', {
        queries: Object.fromEntries(ids.map((id) => [id, [{ name: 'a', unix_time: '0' }]])),
        statuses: Object.fromEntries(ids.map((id) => [id, 0])),
      }),
      {},
    );
    const { rows } = await data.database.owner.query('SELECT kind FROM intake_fact');
    assert.deepEqual(rows, []);
  });

  it('under the identity of another gets a record of its own and a question for a person; the honest record stays as it was', async () => {
    const said = { uuid: 'AAAA1111-2222-4333-8444-555555555555', serial: 'PF0001' };
    const honest = await data.agent('pc-true', 'windows', said);
    const verdicts = async () =>
      (await data.database.owner.query('SELECT check_id, verdict FROM checks_state WHERE device_id = $1 ORDER BY 1', [honest.deviceId]))
        .rows;
    await data.observe(honest.deviceId, 'clock-offset', { offsetMs: 5, boundMs: 10 });
    const before = await verdicts();
    assert.ok(before.length > 0);
    const thieves = [
      await data.agent('pc-uuid', 'windows', { ...said, serial: 'PF9999' }),
      await data.agent('pc-serial', 'windows', { ...said, uuid: 'BBBB1111-2222-4333-8444-555555555555' }),
    ];
    for (const thief of thieves) {
      assert.notEqual(thief.deviceId, honest.deviceId);
      data.clock.advance({ minutes: 1 });
      const { queries = {} } = await thief.call('/distributed/read');
      await thief.call('/distributed/write', {
        queries: Object.fromEntries(Object.keys(queries).map((id) => [id, [{ unix_time: '1' }]])),
        statuses: Object.fromEntries(Object.keys(queries).map((id) => [id, 0])),
      });
    }
    assert.deepEqual(await verdicts(), before, 'nobody writes into the record of another');
    const { rows } = await data.database.owner.query<{ name: string; with: string }>(
      'SELECT name, conflict_with AS with FROM devices_device WHERE conflict IS NOT NULL ORDER BY name',
    );
    assert.deepEqual(
      rows,
      ['pc-serial', 'pc-uuid'].map((name) => ({ name, with: honest.deviceId })),
    );
    assert.equal((await honest.call('/config')).error, undefined, 'and its key stays good');
  });
});
