import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { inTransaction } from '../../db/pool.ts';
import type { Actor } from './ports.ts';
import { type RequestSite, requestSite, testKind } from './testing/site.ts';

const code = (wanted: string) => (error: Fault) => error.code === wanted;
const closed = testKind({ id: 'test/closed', closing: { duty: 'test/report' }, validDays: 5 });
const refusing = testKind({
  id: 'test/refusing',
  refuses: ({ what }) => (what === '個人情報' ? words('使えません。', 'Never.') : null),
});

describe('requests: from draft to end', () => {
  let site: RequestSite;
  let employee: Actor;
  let other: Actor;
  let administrator: Actor;
  const draft = (form: Record<string, unknown>, submit = false) => ({ form, validForDays: null, attach: [], submit });
  const lineOf = async (id: string) =>
    site.neighbours.lines.get((await site.database.app.query('SELECT line FROM requests_case WHERE id = $1', [id])).rows[0].line)!;
  before(async () => {
    site = await requestSite([testKind(), closed, refusing]);
    employee = site.person('社員', 'employee');
    other = site.person('同僚', 'employee');
    administrator = site.person('管理者', 'administrator');
  });
  after(() => site.close());

  it('a draft may lack what a submission needs, and is its applicant’s alone', async () => {
    const { id, number, state } = await site.requests.create('test/plain', draft({}), employee);
    assert.equal(state, 'draft');
    assert.ok(number > 0);
    await assert.rejects(site.requests.submit(id, 1, employee), code('value-out-of-bounds'));
    await assert.rejects(site.requests.detail(id, administrator), code('not-found'));
    await assert.rejects(site.requests.change(id, 1, draft({ what: 'x' }), other), code('forbidden'));
    await site.requests.change(id, 1, draft({ what: '7-Zip' }), employee);
    await assert.rejects(site.requests.change(id, 1, draft({ what: '古い画面' }), employee), code('conflict'));
    await site.requests.submit(id, 2, employee);
    await assert.rejects(site.requests.submit(id, 2, employee), code('wrong-state'));
    await assert.rejects(site.requests.change(id, 2, draft({ what: 'x' }), employee), code('wrong-state'));
    assert.equal((await site.requests.detail(id, administrator)).about, '7-Zip');
    assert.deepEqual(site.neighbours.news.at(-1)!.deciders, [administrator.accountId]);
  });

  it('refuses at the submission what can never be approved, what names nobody, and what nobody can decide', async () => {
    await assert.rejects(site.requests.create('test/refusing', draft({ what: '個人情報' }, true), employee), code('not-ready'));
    await assert.rejects(
      site.requests.create('test/plain', draft({ what: 'a', who: newId() }, true), employee),
      code('value-out-of-bounds'),
    );
    const gone = newId();
    site.neighbours.known.set(gone, { label: '退職者', gone: true });
    await assert.rejects(site.requests.create('test/plain', draft({ what: 'a', who: gone }, true), employee), (error: Fault) =>
      /退職者/.test(String(error.params['problem.who.ja'])),
    );
    await assert.rejects(site.requests.create('test/none', draft({}), employee), code('not-found'));
    const auditor = { ...employee, roles: ['auditor'] };
    await assert.rejects(site.requests.create('test/plain', draft({ what: 'a' }), auditor), code('forbidden'));
    // The only administrator, and no committee or management to go to.
    await assert.rejects(site.requests.create('test/plain', draft({ what: 'a' }, true), administrator), (error: Fault) =>
      /承認できる人が足りません/.test(String(error.params.ja)),
    );
    const counted = await site.database.app.query('SELECT count(*) AS many, max(number) AS last FROM requests_case');
    assert.equal(counted.rows[0].many, counted.rows[0].last, 'what was refused left nothing, no number either');
  });

  it('is withdrawn by its applicant only, and can no more be decided', async () => {
    const id = await site.submitted(employee);
    await assert.rejects(site.requests.withdraw(id, 1, other), code('forbidden'));
    await site.requests.withdraw(id, 1, employee);
    await assert.rejects(site.approve(id, administrator), code('wrong-state'));
    assert.equal((await site.entries(1))[0]!.kind, 'request.withdrawn');
  });

  it('a withdrawal and an approval at once: one of the two', async () => {
    for (let i = 0; i < 4; i += 1) {
      const id = await site.submitted(employee);
      const ends = await Promise.allSettled([site.requests.withdraw(id, 1, employee), site.approve(id, administrator)]);
      assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.ok(['withdrawn', 'approved'].includes(await site.state(id)));
    }
  });

  it('is revoked with a reason, and its line ends with it', async () => {
    const id = await site.submitted(employee);
    await site.approve(id, administrator);
    await assert.rejects(site.requests.revoke(id, 1, ' ', administrator), code('reason-required'));
    await assert.rejects(site.requests.revoke(id, 1, '不要', employee), code('same-person'));
    await assert.rejects(site.requests.revoke(id, 1, '不要', other), code('forbidden'));
    await site.requests.revoke(id, 1, '脆弱性が公表された', administrator);
    assert.equal(await site.state(id), 'revoked');
    assert.equal((await lineOf(id)).ended, 'ended');
    await assert.rejects(site.requests.revoke(id, 1, '不要', administrator), code('wrong-state'));
  });

  it('is overdue once, after the business days, and lapses after thirty days, however long nobody looked', async () => {
    const id = await site.submitted(employee);
    const sweepOn = async (date: string) => {
      site.clock.set(`${date}T01:00:00Z`);
      await site.requests.sweep();
    };
    assert.equal((await site.requests.detail(id, employee)).decideBy, '2026-11-27');
    const told = () => site.neighbours.news.filter(({ request, what }) => request === id && what === 'overdue').length;
    await sweepOn('2026-11-27');
    assert.equal(told(), 0);
    await sweepOn('2026-11-28');
    await site.requests.sweep();
    assert.equal(told(), 1);
    await sweepOn('2027-03-01');
    assert.equal(await site.state(id), 'lapsed');
    assert.equal(site.neighbours.news.filter(({ request, what }) => request === id && what === 'lapsed').length, 1);
    assert.equal(await site.requests.sweep(), 0);
  });

  it('expires at the end of its last day, with a word a week before', async () => {
    const id = await site.submitted(employee);
    await site.approve(id, administrator);
    const { validUntil } = await site.requests.detail(id, employee);
    assert.equal(validUntil, '2027-03-31');
    const told = (what: string) => site.neighbours.news.filter((each) => each.request === id && each.what === what).length;
    site.clock.set('2027-03-23T01:00:00Z');
    await site.requests.sweep();
    assert.equal(told('expiring'), 0);
    site.clock.set('2027-03-24T01:00:00Z');
    await site.requests.sweep();
    await site.requests.sweep();
    assert.equal(told('expiring'), 1);
    site.clock.set('2027-03-31T14:59:00Z');
    await site.requests.sweep();
    assert.equal(await site.state(id), 'approved', 'the last day counts to its end');
    site.clock.set('2027-03-31T15:00:00Z');
    await Promise.all([site.requests.sweep(), site.requests.sweep()]);
    assert.equal(await site.state(id), 'expired');
    assert.equal((await lineOf(id)).ended, 'expired');
    assert.equal(told('expired'), 1);
  });

  it('is closed by the report of its duty, whether that comes before the end or after', async () => {
    const approved = async () => {
      const occurrence = newId();
      site.neighbours.opens = new Map([['test/report', occurrence]]);
      site.neighbours.closings.set(occurrence, { title: words('報告', 'Report'), dueAt: site.clock.now(), done: false, overdue: false });
      const id = await site.submitted(employee, { what: '実データ' }, 'test/closed');
      await site.approve(id, administrator);
      return {
        id,
        report: () =>
          inTransaction(site.database.app, (tx) => site.requests.close(tx, id, { occurrence, by: employee.actor, at: site.clock.now() })),
      };
    };
    const early = await approved();
    await early.report();
    assert.equal(await site.state(early.id), 'closed');
    assert.equal((await lineOf(early.id)).ended, 'ended');
    await early.report();
    const late = await approved();
    site.clock.advance({ days: 7 });
    await site.requests.sweep();
    assert.equal(await site.state(late.id), 'expired');
    await late.report();
    const shown = await site.requests.detail(late.id, employee);
    assert.equal(shown.state, 'expired');
    assert.ok(shown.closedAt);
    assert.equal(shown.events.at(-1)!.act, 'closed');
    // A record of some other occurrence closes nothing.
    const untouched = await approved();
    await inTransaction(site.database.app, (tx) =>
      site.requests.close(tx, untouched.id, { occurrence: newId(), by: employee.actor, at: site.clock.now() }),
    );
    assert.equal(await site.state(untouched.id), 'approved');
  });

  it('keeps its files from the submission on', async () => {
    const file = newId();
    const { id } = await site.requests.create('test/plain', { ...draft({ what: 'a' }, true), attach: [file] }, employee);
    const shown = await site.requests.detail(id, administrator);
    assert.deepEqual(
      shown.files.map(({ name }) => name),
      ['見積.pdf'],
    );
    const [entry] = await site.entries(1);
    assert.deepEqual(
      (entry!.payload.files as { hash: string }[]).map(({ hash }) => hash),
      ['a'.repeat(64)],
    );
  });

  it('shows others only what concerns them', async () => {
    const id = await site.submitted(employee, { what: '見せない' });
    await assert.rejects(site.requests.detail(id, other), code('not-found'));
    const query = { scope: 'all', state: 'all', q: '', sort: 'number', order: 'desc', offset: 0, limit: 50 } as const;
    const seen = async (actor: Actor, more = {}) =>
      (await site.requests.list({ ...query, ...more }, actor)).requests.map((each) => each.id);
    assert.ok(!(await seen(other)).includes(id));
    assert.ok((await seen(employee)).includes(id));
    assert.ok((await seen(administrator)).includes(id));
    assert.deepEqual(await seen(administrator, { q: '見せない' }), [id]);
    assert.deepEqual(await seen(employee, { scope: 'waiting' }), []);
    const waiting = await site.requests.list({ ...query, scope: 'waiting' }, administrator);
    assert.ok(waiting.requests.every(({ waitsForMe, mine }) => waitsForMe && !mine));
    assert.equal(waiting.counts.waiting, waiting.total);
    assert.ok((await site.requests.detail(id, administrator)).acts.includes('approve'));
    assert.deepEqual((await site.requests.detail(id, employee)).acts, ['withdraw', 'copy']);
  });
});
