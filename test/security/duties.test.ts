import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { must } from '../../src/api/test-site.ts';
import { calendarText, calendarValue, localDateOf } from '../../src/calendar/index.ts';
import type { Tx } from '../../src/db/pool.ts';
import { citedDuties } from '../../src/overview/index.ts';
import { type Company, company } from '../journeys/company.ts';

describe('duties, in the hands of who would rather have done them', () => {
  let life: Company;
  before(async () => {
    life = await company();
    await life.site.running.sweep();
  });
  after(() => life?.close());

  const undone = async (): Promise<{ id: string; duty: string }> =>
    (await life.site.database.app.query(`SELECT id, duty FROM duties_occurrence WHERE state = 'open' ORDER BY id LIMIT 1`)).rows[0];

  async function refused(work: (tx: Tx) => Promise<unknown>): Promise<void> {
    const tx = await life.site.database.app.connect();
    try {
      await tx.query('BEGIN');
      await assert.rejects(work(tx), { code: '42501', message: /is not in the ledger/ });
    } finally {
      await tx.query('ROLLBACK');
      tx.release();
    }
  }

  it('are neither done nor moved nor handed over in SQL beside the ledger', async () => {
    const { id, duty } = await undone();
    const at = life.site.clock.now();
    const { rows } = await life.site.database.app.query('SELECT max(seq) AS seq FROM ledger_entry');
    const tell = (tx: Tx, act: string, seq: number) =>
      tx.query(
        `INSERT INTO duties_event (occurrence, act, at, by, due_on, due_at, ledger_seq)
         SELECT id, $2, $3, 'x', due_on, due_at, $4 FROM duties_occurrence WHERE id = $1`,
        [id, act, at, seq],
      );
    for (const seq of [rows[0].seq, 999_999_999]) {
      await refused(async (tx) => {
        await tx.query(
          `UPDATE duties_occurrence SET state = 'completed', result = 'in-order', record = '{}', closed_at = $2, closed_by = 'x', next_at = NULL,
             revision = revision + 1 WHERE id = $1`,
          [id, at],
        );
        await tell(tx, 'completed', seq);
      });
      await refused(async (tx) => {
        await tx.query(
          `UPDATE duties_occurrence SET due_on = '2999-01-01', due_at = '2999-01-02', moved = moved + 1, revision = revision + 1 WHERE id = $1`,
          [id],
        );
        await tell(tx, 'moved', seq);
      });
      await refused((tx) =>
        tx.query(
          `INSERT INTO duties_setting (duty, revision, owner, reason, by, at, ledger_seq) VALUES ($1, 9, 'role:administrator', '', 'x', $2, $3)`,
          [duty, at, seq],
        ),
      );
    }
  });

  it('are not passed over with a click where something fell due or happened', async () => {
    const duty = citedDuties.find(
      ({ recurrence, owner }) =>
        owner === 'administrator' && recurrence.type === 'event' && recurrence.on.some(({ type }) => type === 'recorded'),
    )!;
    const happenedOn = localDateOf(life.site.clock.now());
    const { opened } = await life.act('administrator', 'POST', `/api/duties/${duty.id}/events`, { about: '旧サーバの廃棄', happenedOn });
    const path = `/api/duties/occurrences/${opened[0].id}`;
    const { revision, sheet } = await life.get('administrator', path);
    const body = { revision, result: 'no-case', record: {}, remark: '', sheetDigest: sheet?.digest ?? null, attach: [] };
    assert.equal((await life.people.administrator.post(`${path}/complete`, body)).body.error, 'reason-required');
  });

  it('know two events apart whose words begin alike', async () => {
    const duty = citedDuties.find(
      ({ recurrence }) => recurrence.type === 'event' && recurrence.on.some(({ type }) => type === 'recorded'),
    )!;
    const happenedOn = localDateOf(life.site.clock.now());
    const record = async (about: string) =>
      (await life.act('administrator', 'POST', `/api/duties/${duty.id}/events`, { about, happenedOn })).opened[0].id;
    const [first, second] = [await record(`${'同'.repeat(190)}一`), await record(`${'同'.repeat(190)}二`)];
    assert.notEqual(first, second);
    assert.equal(await record(`${'同'.repeat(190)}一`), first, 'the same words for the same day');
  });

  it('put nothing into a calendar that some program takes for the end of a line', () => {
    const text = calendarText([
      `SUMMARY:${calendarValue('a\r\nATTENDEE:b\u0085ATTENDEE:c\u2028ATTENDEE:d\u2029ATTENDEE:e\u000bATTENDEE:f')}`,
    ]);
    assert.deepEqual(
      text.split(/[\r\n\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]+/).filter((line) => line.startsWith('ATTENDEE')),
      [],
    );
  });

  it('leave somebody their calendar while a stranger guesses its password', async () => {
    const { user, password } = await life.act('administrator', 'POST', '/api/duties/feed');
    const asked = async (address: string, given: string): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${user}:${given}`).toString('base64')}`;
      return (await life.site.site.browser(address).raw('GET', '/api/duties/calendar.ics', undefined, { authorization })).statusCode;
    };
    const guesses = new Map<number, number>();
    for (let guess = 0; guess < 60; guess += 1) {
      const status = await asked('203.0.113.9', `guess ${guess}`);
      guesses.set(status, (guesses.get(status) ?? 0) + 1);
    }
    assert.deepEqual([...guesses.keys()], [401, 429]);
    assert.ok(guesses.get(401)! <= 10);
    assert.equal(await asked('198.51.100.7', password), 200);
    must(await life.people.administrator.send('DELETE', '/api/duties/feed'));
    assert.equal(await asked('198.51.100.7', password), 401);
  });
});
