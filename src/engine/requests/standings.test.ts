import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import type { Actor } from './ports.ts';
import { type RequestSite, requestSite, testKind } from './testing/site.ts';

const closed = testKind({ id: 'test/closed', closing: { duty: 'test/report' }, validDays: 5 });
const managed = testKind({
  id: 'test/managed',
  route: [{ id: 'manager', title: words('部門', 'Department'), roles: ['departmentManager'], approvals: 1 }],
});

describe('requests: standing', () => {
  let site: RequestSite;
  let employee: Actor;
  let administrator: Actor;
  const standing = async (kind = 'test/plain', at = site.clock.now()) => (await site.requests.standings(at)).get(`request:${kind}`)!;
  const on = (date: string) => site.clock.set(`${date}T01:00:00Z`);
  before(async () => {
    site = await requestSite([testKind(), closed, managed]);
    employee = site.person('社員', 'employee');
    administrator = site.person('管理者', 'administrator');
  });
  after(() => site.close());

  it('is unknown before the first case, until the owner of the register confirms it', async () => {
    const before = await standing();
    assert.equal(before.verdict, 'unknown');
    assert.match(before.because.ja, /台帳『試しの台帳』の確認もありません/);
    site.neighbours.confirmedAt = new Date('2026-11-20T03:00:00Z');
    const confirmed = await standing();
    assert.equal(confirmed.verdict, 'pass');
    assert.match(confirmed.because.ja, /申請なし。台帳『試しの台帳』は2026-11-20に/);
    assert.deepEqual(confirmed.evidenceAt, site.neighbours.confirmedAt);
    on('2027-12-21');
    assert.equal((await standing()).verdict, 'unknown', 'thirteen months later nobody knows');
    on('2026-11-24');
    assert.equal((await standing('test/plain', new Date('2026-11-19T00:00:00Z'))).verdict, 'unknown', 'on the day before it was so');
  });

  it('is unknown while nobody could decide, whatever was confirmed', async () => {
    const nobody = await standing('test/managed');
    assert.equal(nobody.verdict, 'unknown');
    assert.match(nobody.because.ja, /部門の管理者/);
    await site.requests.sweep();
    site.clock.advance({ hours: 1 });
    site.person('部長', 'departmentManager');
    assert.equal((await standing('test/managed')).verdict, 'pass');
    await site.requests.sweep();
    site.clock.advance({ hours: 1 });
    // A past hour is judged by the people of that hour.
    const hourBefore = new Date(site.clock.now().getTime() - 90 * 60_000);
    assert.equal((await standing('test/managed', hourBefore)).verdict, 'unknown');
  });

  it('fails while a decision is overdue, and did on that day when it is replayed later', async () => {
    const id = await site.submitted(employee);
    const waiting = await standing();
    assert.deepEqual([waiting.verdict, waiting.dueOn], ['pass', '2026-11-27']);
    on('2026-11-30');
    const late = await standing();
    assert.equal(late.verdict, 'fail');
    assert.match(late.because.ja, /決定の期限を過ぎた申請が1件/);
    await site.approve(id, administrator);
    assert.equal((await standing()).verdict, 'pass');
    on('2026-12-15');
    await site.requests.sweep();
    const then = await standing('test/plain', new Date('2026-11-29T01:00:00Z'));
    assert.equal(then.verdict, 'fail');
    assert.equal((await standing('test/plain', new Date('2026-11-26T01:00:00Z'))).verdict, 'pass');
  });

  it('fails while an approval stands past its end', async () => {
    on('2026-12-31');
    assert.equal((await standing()).verdict, 'fail');
    await site.requests.sweep();
    assert.equal((await standing()).verdict, 'pass');
    assert.equal((await standing('test/plain', new Date('2026-12-31T00:30:00Z'))).verdict, 'fail');
  });

  it('fails while a closing report is overdue, also after the approval has ended', async () => {
    const occurrence = newId();
    site.neighbours.opens = new Map([['test/report', occurrence]]);
    const id = await site.submitted(employee, { what: '実データ' }, 'test/closed');
    await site.approve(id, administrator);
    const dueAt = new Date(site.clock.now().getTime() + 6 * 86_400_000);
    site.neighbours.closings.set(occurrence, { title: words('報告', 'Report'), dueAt, done: false, overdue: false });
    assert.equal((await standing('test/closed')).verdict, 'pass');
    site.clock.advance({ days: 7 });
    await site.requests.sweep();
    assert.equal(await site.state(id), 'expired');
    const late = await standing('test/closed');
    assert.equal(late.verdict, 'fail');
    assert.match(late.because.ja, /完了報告の期限を過ぎた申請が1件/);
    const tx = await site.database.app.connect();
    await tx.query('BEGIN');
    await site.requests.close(tx, id, { occurrence, by: employee.actor, at: site.clock.now() });
    await tx.query('COMMIT');
    tx.release();
    assert.equal((await standing('test/closed')).verdict, 'pass');
  });

  it('fails where the duty that should close it never opened', async () => {
    site.neighbours.opens = new Map();
    const id = await site.submitted(employee, { what: '実データ' }, 'test/closed');
    await site.approve(id, administrator);
    site.clock.advance({ days: 6 });
    assert.equal((await standing('test/closed')).verdict, 'fail');
    await site.requests.sweep();
    assert.equal((await standing('test/closed')).verdict, 'fail', 'the end of the approval does not hide that nobody reported');
    const occurrence = newId();
    site.neighbours.opens = new Map([['test/report', occurrence]]);
    site.neighbours.closings.set(occurrence, {
      title: words('報告', 'Report'),
      dueAt: new Date('2030-01-01T00:00:00Z'),
      done: false,
      overdue: false,
    });
    assert.ok((await site.requests.sweep()) > 0);
    assert.equal((await standing('test/closed')).verdict, 'pass', 'the duty opened as soon as it could');
  });
});
