import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { practiceKey } from '../../mechanism/standing.ts';
import { type Judged, judge } from './standing.ts';
import { inventory, software, type TestRegisters, testRegisters } from './testing/site.ts';

const id = software.id;
const by = 'account:a';
const at = new Date('2026-11-24T00:00:00Z');

describe('how a register is judged', () => {
  const sound: Judged = {
    register: {},
    at,
    today: '2026-11-24',
    lines: { rows: 42, overdue: 0, example: null, dueOn: '2027-01-31' },
    confirmedAt: new Date('2026-10-01T01:00:00Z'),
    confirmedOn: '2026-10-01',
    months: 6,
    compared: null,
  };
  const state = { at, differences: 0, complete: true };
  const measured: Judged = { ...sound, register: { reconcile: inventory.reconcile! } };
  const verdict = (judged: Judged) => judge(judged).verdict;

  it('passes where it was confirmed in time and nothing is late, and says by which date somebody must act', () => {
    const standing = judge(sound);
    assert.deepEqual(
      [standing.verdict, standing.because.ja, standing.evidenceAt, standing.dueOn],
      ['pass', '42行。最終確認2026-10-01。', sound.confirmedAt, '2027-01-31'],
    );
    assert.equal(judge({ ...sound, lines: null }).dueOn, '2027-04-01');
    assert.match(judge({ ...sound, lines: null }).because.ja, /^行はありません。/);
  });

  it('fails where a line is past its deadline, even where nobody confirmed it', () => {
    const standing = judge({
      ...sound,
      confirmedAt: null,
      confirmedOn: null,
      lines: { rows: 42, overdue: 2, example: '7-Zip', dueOn: '2026-11-01' },
    });
    assert.deepEqual([standing.verdict, standing.evidenceAt, standing.dueOn], ['fail', null, '2026-11-01']);
    assert.equal(standing.because.ja, '42行。期限を過ぎた行2件(例: 7-Zip)。内容の確認はまだ行われていません。');
  });

  it('is unknown where nobody confirmed it, or too long ago', () => {
    assert.equal(verdict({ ...sound, confirmedAt: null, confirmedOn: null }), 'unknown');
    assert.equal(verdict({ ...sound, today: '2027-04-01' }), 'pass');
    assert.equal(verdict({ ...sound, today: '2027-04-02' }), 'unknown');
    assert.match(judge({ ...sound, today: '2027-04-02' }).because.ja, /次の確認の期限\(2027-04-01\)を過ぎています/);
  });

  it('is unknown where it should be compared and was not, not with everything, or too long ago', () => {
    assert.equal(verdict(measured), 'unknown');
    assert.equal(verdict({ ...measured, compared: { ...state, complete: false } }), 'unknown');
    assert.equal(verdict({ ...measured, compared: { ...state, at: new Date(at.getTime() - 49 * 3_600_000) } }), 'unknown');
    assert.equal(verdict({ ...measured, compared: state }), 'pass');
    assert.equal(verdict({ ...measured, compared: { ...state, differences: 1, complete: false } }), 'fail');
    assert.deepEqual(judge({ ...measured, compared: state }).evidenceAt, sound.confirmedAt, 'the oldest of what it rests on');
    assert.equal(judge(measured).evidenceAt, null);
  });
});

describe('how registers stand', () => {
  let site: TestRegisters;
  before(async () => {
    site = await testRegisters();
  });
  after(() => site.close());
  const standing = async (when = site.clock.now()) => (await site.registers.standings(when)).get(practiceKey(software))!;

  it('nobody knows before somebody confirms, and an empty one is confirmed too', async () => {
    assert.equal((await standing()).verdict, 'unknown');
    await assert.rejects(site.registers.confirm(id, { rows: 1, note: '', by }), { code: 'conflict' });
    await site.registers.confirm(id, { rows: 0, note: '該当なし', by });
    assert.deepEqual([(await standing()).verdict, (await standing()).because.en], ['pass', 'No lines. Last confirmed on 2026-11-24.']);
    const [confirmation] = await site.registers.confirmations(id);
    assert.deepEqual([confirmation!.rows, confirmation!.note, confirmation!.by], [0, '該当なし', by]);
    const entry = (await site.ledger()).at(-1)!;
    assert.deepEqual([entry.kind, entry.subject, entry.payload], ['register.confirmed', `register:${id}`, { rows: 0, note: '該当なし' }]);
    assert.deepEqual(await site.registers.confirmedAt(id, site.clock.now()), site.clock.now());
    assert.equal(await site.registers.confirmedAt(id, new Date('2026-01-01')), null);
  });

  it('at any past moment as they stood then, whatever was written since', async () => {
    const moments: Date[] = [];
    const mark = () => {
      moments.push(site.clock.now());
      site.clock.advance({ days: 1 });
    };
    const { row } = await site.registers.add(id, { name: '7-Zip', validUntil: '2026-11-25' }, { by });
    mark(); // in force, to the end of the 25th
    mark();
    mark(); // late
    await site.registers.change(id, { id: row, revision: 1 }, { name: '7-Zip 24', validUntil: '2027-12-31' }, { by });
    mark();
    await site.registers.end(id, { id: row, revision: 2 }, { by, reason: '不要' });
    mark();
    const said = await Promise.all(moments.map(async (moment) => [(await standing(moment)).verdict, (await standing(moment)).because.ja]));
    assert.deepEqual(
      said.map(([verdict]) => verdict),
      ['pass', 'pass', 'fail', 'pass', 'pass'],
    );
    assert.match(said[2]![1]!, /^1行。期限を過ぎた行1件\(例: 7-Zip\)。/);
    assert.match(said[4]![1]!, /^行はありません。/);
    assert.equal((await standing(moments[0])).dueOn, '2026-11-25');
    assert.equal((await standing(new Date('2026-11-01'))).verdict, 'unknown');
  });

  it('wait where a line came or went between the look and the confirmation', async () => {
    const [confirmed, added] = await Promise.allSettled([
      site.registers.confirm(id, { rows: 0, note: '', by }),
      site.registers.add(id, { name: '同時に加えた' }, { by }),
    ]);
    assert.equal(added.status, 'fulfilled');
    const [last] = await site.registers.confirmations(id);
    // Whoever came first: a confirmation never says another number than stood there.
    assert.equal(confirmed.status === 'fulfilled' ? last!.rows : 0, 0);
  });

  it('compare with what is measured once they are swept', async () => {
    await site.registers.confirm(inventory.id, { rows: 0, note: '', by });
    const key = practiceKey(inventory);
    assert.equal((await site.registers.standings(site.clock.now())).get(key)!.verdict, 'unknown');
    await site.registers.sweep();
    assert.equal((await site.registers.standings(site.clock.now())).get(key)!.verdict, 'pass');
    assert.equal((await site.registers.standings(new Date(site.clock.now().getTime() + 49 * 3_600_000))).get(key)!.verdict, 'unknown');
  });
});
