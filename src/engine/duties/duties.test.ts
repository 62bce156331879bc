import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { localDateOf } from '../../calendar/index.ts';
import { inTransaction } from '../../db/pool.ts';
import type { OccurrenceQuery } from './index.ts';
import { actor, aoki, nine, people, type TestCompany, testCompany, trialDuties } from './testing/company.ts';

const administrator = actor(['administrator']);
const committee = actor(['committee']);
const all: OccurrenceQuery = { state: 'all', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: 50 };
const given = { revision: 1, result: 'in-order', record: { restored: '会計データ' }, remark: '', sheetDigest: null, attach: [] } as const;

describe('duties', () => {
  let company: TestCompany;
  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z');
    await company.duties.sweep();
  });
  after(() => company.close());
  const drill = async (key: string) => (await company.of('trial/drill')).find((each) => each.key === key)!;
  const at = async (date: string) => {
    company.clock.set(nine(date));
    await company.duties.sweep();
  };
  /** Looks at an occurrence as a person does, so that its sheet was shown. */
  const seen = async (id: string, who = administrator) => {
    const { sheet, revision } = await company.duties.occurrence(id, who);
    return { ...given, revision, sheetDigest: sheet?.digest ?? null };
  };

  it('stand in the calendar up to two months ahead, each with its entry in the ledger', async () => {
    const dates = (await company.of('trial/drill')).map(({ key, dueOn, state }) => `${key} ${dueOn} ${state}`);
    assert.deepEqual(dates, ['2026-12 2026-12-01 open', '2027-01 2027-01-04 waiting']);
    const [{ count } = { count: 0 }] = await company.rows<{ count: number }>('SELECT count(*) AS count FROM duties_occurrence');
    assert.equal(await company.ledger('duty.opened'), count);
    assert.equal(await company.duties.sweep(), 0, 'a second look changes nothing');
  });

  it('are told to their owner when they can be done', async () => {
    const told = (await company.news()).filter(({ duty }) => duty === 'trial/drill');
    assert.deepEqual(
      told.map(({ what, owner, dueOn }) => `${what} ${owner} ${dueOn}`),
      ['opened role:administrator 2026-12-01'],
    );
  });

  it('are done by their owner with what the definition asks, and then are final', async () => {
    const { id } = await drill('2026-12');
    const { duties } = company;
    const body = await seen(id);
    await assert.rejects(duties.complete(id, body, committee), { code: 'forbidden' });
    await assert.rejects(duties.complete(id, { ...body, record: {} }, administrator), { code: 'value-out-of-bounds' });
    await assert.rejects(duties.complete(id, { ...body, record: { ...body.record, by: newId() } }, administrator), {
      code: 'value-out-of-bounds',
    });
    await assert.rejects(duties.complete(id, { ...body, sheetDigest: null }, administrator), { code: 'not-ready' });
    await assert.rejects(duties.complete(id, { ...body, sheetDigest: 'ff' }, administrator), { code: 'conflict' });
    await assert.rejects(duties.complete(id, { ...body, result: 'problem' }, administrator), { code: 'reason-required' });
    await assert.rejects(duties.complete(id, { ...body, revision: 7 }, administrator), { code: 'conflict' });
    // What they saw half an hour ago may be confirmed, though the figures have moved since; later it may not.
    company.is.sheet = '2 of 3';
    company.clock.advance({ minutes: 29 });
    const twice = await Promise.allSettled([duties.complete(id, body, administrator), duties.complete(id, body, administrator)]);
    assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'a double click');
    const done = await duties.occurrence(id, committee);
    assert.equal(done.sheet?.digest, body.sheetDigest);
    assert.equal(done.sheet?.sections[0]?.summary.en, '3 of 3', 'what was seen, not what is now');
    assert.deepEqual(
      [done.state, done.result, done.record, done.canAct],
      ['completed', 'in-order', { restored: '会計データ', by: null }, false],
    );
    assert.deepEqual(
      done.events.map(({ act, ledgerSeq }) => [act, ledgerSeq !== null]),
      [
        ['opened', true],
        ['completed', true],
      ],
    );
    await assert.rejects(duties.complete(id, { ...body, revision: 2 }, administrator), { code: 'wrong-state' });
    await assert.rejects(duties.skip(id, { revision: 2, reason: 'x' }, administrator), { code: 'wrong-state' });
  });

  it('refuse a sheet that was shown too long ago', async () => {
    await at('2027-01-04');
    const { id } = await drill('2027-01');
    const body = await seen(id);
    company.is.sheet = '1 of 3';
    company.clock.advance({ minutes: 31 });
    await assert.rejects(company.duties.complete(id, body, administrator), { code: 'conflict' });
    await company.duties.complete(id, await seen(id), administrator);
  });

  it('ask a needed file, and take what the applicant attached', async () => {
    await at('2027-04-20');
    const [review] = await company.of('trial/review');
    assert.equal(review!.dueOn, '2027-04-30');
    const body = { ...given, record: {} };
    await assert.rejects(company.duties.complete(review!.id, body, committee), { code: 'not-ready' });
    await company.duties.complete(review!.id, { ...body, attach: [newId()] }, committee);
  });

  it('move before they are due, not beyond the next period, and are counted', async () => {
    await at('2027-05-06');
    const { duties } = company;
    const one = await drill('2027-06');
    await assert.rejects(duties.move(one.id, { revision: 1, to: '2027-07-01', reason: '棚卸し' }, administrator), {
      code: 'value-out-of-bounds',
    });
    await assert.rejects(duties.move(one.id, { revision: 1, to: '2027-06-10', reason: ' ' }, administrator), { code: 'reason-required' });
    await assert.rejects(duties.move(one.id, { revision: 1, to: '2027-06-10', reason: 'x' }, committee), { code: 'forbidden' });
    await duties.move(one.id, { revision: 1, to: '2027-06-10', reason: '棚卸しと重なるため' }, administrator);
    await assert.rejects(duties.move(one.id, { revision: 1, to: '2027-06-11', reason: 'x' }, administrator), { code: 'conflict' });
    assert.deepEqual(await drill('2027-06'), { ...one, dueOn: '2027-06-10', revision: 2 });
    // 2027-05 fell due on the 6th; the next day it is overdue, and stays so.
    await at('2027-05-07');
    const late = await drill('2027-05');
    assert.equal(late.state, 'overdue');
    await assert.rejects(duties.move(late.id, { revision: 1, to: '2027-05-20', reason: 'x' }, administrator), { code: 'wrong-state' });
    await duties.skip(late.id, { revision: 1, reason: '機器の入替え中のため' }, administrator);
    await assert.rejects(duties.complete(late.id, { ...(await seen(late.id)), revision: 2 }, administrator), { code: 'wrong-state' });
  });

  it('go up when they are late: owner and deputy, committee, management, each once', async () => {
    const { duties } = company;
    const before = (await company.news()).length;
    const hear = async () =>
      (await company.news())
        .slice(before)
        .filter(({ duty }) => duty === 'trial/disposal')
        .map(({ what }) => what);
    const [opened] = await duties.recordEvent('trial/disposal', { about: 'PC-012', happenedOn: '2027-05-07' }, administrator);
    const [again] = await duties.recordEvent('trial/disposal', { about: 'PC-012', happenedOn: '2027-05-07' }, administrator);
    assert.deepEqual(again, opened, 'a double click records one event');
    assert.equal((await duties.occurrence(opened!.id, administrator)).dueOn, '2027-05-14', 'five business days');
    await at('2027-05-15');
    assert.deepEqual(await hear(), ['opened', 'overdue']);
    await at('2027-05-19');
    assert.deepEqual((await hear()).slice(2), ['escalated-committee'], 'three business days later');
    await Promise.all([duties.sweep(), company.restarted().sweep(), duties.sweep()]);
    await at('2027-05-26');
    assert.deepEqual((await hear()).slice(3), ['escalated-management']);
    await at('2027-06-04');
    assert.equal((await hear()).length, 4);
    const [{ escalated } = { escalated: 0 }] = await company.rows<{ escalated: number }>(
      `SELECT count(*) AS escalated FROM ledger_entry WHERE kind = 'duty.escalated' AND subject LIKE $1`,
      [`%${opened!.id}`],
    );
    assert.equal(escalated, 2);
  });

  it('fall back to the role once the owner has left, and say so', async () => {
    const { duties, is } = company;
    await assert.rejects(duties.set('trial/review', { revision: 0, owner: aoki, deputy: null, reason: '' }, administrator), {
      code: 'forbidden',
    });
    await assert.rejects(duties.set('trial/weekly', { revision: 0, owner: 'role:operator', deputy: null, reason: '' }, administrator), {
      code: 'value-out-of-bounds',
    });
    const races = ['role:committee', aoki].map((deputy) =>
      duties.set('trial/weekly', { revision: 0, owner: `person:${people.baba}`, deputy, reason: '' }, administrator),
    );
    assert.deepEqual((await Promise.allSettled(races)).map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await duties.set('trial/weekly', { revision: 1, owner: aoki, deputy: null, reason: '異動' }, administrator);
    const person = actor(['employee'], aoki.slice(7));
    await duties.sweep();
    const weekly = await duties.occurrences({ ...all, state: 'todo', mine: true }, person);
    assert.ok(weekly.occurrences.length > 0 && weekly.occurrences.every(({ duty, canAct }) => duty === 'trial/weekly' && canAct));
    const [one] = weekly.occurrences;
    await assert.rejects(duties.complete(one!.id, { ...given, record: {} }, administrator), { code: 'forbidden' });
    is.left.add(aoki);
    await duties.sweep();
    await duties.sweep();
    const told = (await company.news()).filter(({ what, occurrence }) => what === 'owner-gone' && occurrence === one!.id);
    assert.deepEqual(
      told.map(({ owner, gone }) => [owner, gone?.ja]),
      [['role:administrator', aoki]],
    );
    assert.equal((await duties.occurrence(one!.id, administrator)).owner.gone, true);
    await assert.rejects(duties.complete(one!.id, { ...given, record: {} }, person), { code: 'forbidden' });
    await duties.complete(one!.id, { ...given, record: {} }, administrator);
  });

  it('fall to the role of the definition where nobody holds the one that was named', async () => {
    await company.duties.set('trial/disposal', { revision: 0, owner: 'role:management', deputy: null, reason: '' }, administrator);
    const mine = async () => (await company.duties.occurrences({ ...all, mine: true, duty: 'trial/disposal' }, administrator)).total;
    assert.equal(await mine(), 0);
    company.is.held.delete('management');
    assert.ok((await mine()) > 0);
    company.is.held.add('management');
  });

  it('open with an approval to whoever asked, and cannot be left out while the request waits', async () => {
    const { duties, clock, database } = company;
    const applicant = actor(['employee'], people.baba);
    const request = newId();
    const approve = () =>
      inTransaction(database.app, (tx) =>
        duties.event(
          tx,
          { type: 'request-approved', request: 'trial/real-data' },
          {
            about: { ja: '申請12', en: 'Request 12' },
            key: `request:${request}`,
            at: clock.now(),
            by: committee.actor,
            validUntil: '2027-07-01',
            request,
            owner: `person:${people.baba}`,
          },
        ),
      );
    const opened = await approve();
    assert.deepEqual(await approve(), opened);
    const id = opened.get('trial/deletion')!;
    const detail = await duties.occurrence(id, applicant);
    assert.deepEqual([detail.dueOn, detail.dueAt.toISOString(), detail.canAct], ['2027-07-03', '2027-07-03T15:00:00.000Z', true]);
    assert.equal((await duties.occurrences(all, applicant)).total, 1, 'an employee sees what falls to him');
    await assert.rejects(duties.occurrence((await drill('2027-06')).id, applicant), { code: 'not-found' });
    await assert.rejects(duties.skip(id, { revision: 1, reason: 'x' }, applicant), { code: 'wrong-state' });
    assert.deepEqual((await duties.closings([id])).get(id), {
      title: { ja: '消去の報告', en: 'Deletion report' },
      dueAt: detail.dueAt,
      done: false,
      overdue: false,
    });
    await duties.complete(id, { ...given, record: {} }, applicant);
    assert.equal((await duties.closings([id])).get(id)?.done, true);
  });

  it('are set off by a change of the organisation', async () => {
    const changed = { what: '営業部を新設した', happenedOn: localDateOf(company.clock.now()) };
    const opened = await company.duties.organisationChanged(changed, administrator);
    assert.deepEqual(
      opened.map(({ duty }) => duty),
      [trialDuties.review.id],
    );
    assert.equal(await company.ledger('organisation.changed'), 1);
    await assert.rejects(company.duties.organisationChanged({ ...changed, happenedOn: '2029-01-01' }, administrator), {
      code: 'value-out-of-bounds',
    });
  });

  it('are closed by the product where they apply no more, and come again later', async () => {
    company.is.applies = (duty) => duty !== 'trial/drill';
    await company.duties.sweep();
    const states = (await company.of('trial/drill'))
      .filter(({ dueOn }) => dueOn >= '2027-06-01')
      .map(({ key, state }) => `${key} ${state}`);
    assert.deepEqual(states, ['2027-06 skipped', '2027-07 waiting', '2027-08 waiting']);
    await at('2027-10-05');
    assert.ok((await company.of('trial/drill')).every(({ state }) => state !== 'open' && state !== 'overdue'));
    company.is.applies = () => true;
    await at('2027-10-20');
    const later = (await company.of('trial/drill')).filter(({ dueOn }) => dueOn >= '2027-07-01').map(({ key, state }) => `${key} ${state}`);
    assert.deepEqual(
      later,
      ['2027-07 skipped', '2027-08 skipped', '2027-11 open', '2027-12 waiting'],
      'nothing is asked of the time between',
    );
    const restarted = company.restarted(Object.values(trialDuties).filter(({ id }) => id !== 'trial/drill'));
    await restarted.sweep();
    assert.ok(
      (await company.of('trial/drill')).every(({ state }) => state === 'completed' || state === 'skipped'),
      'a version without it',
    );
  });

  it('ask nothing of the time before a newer version brought them', async () => {
    const [brought] = [{ ...trialDuties.drill, id: 'trial/newcomer' }];
    await company.restarted([...Object.values(trialDuties), brought]).sweep();
    assert.deepEqual(
      (await company.of('trial/newcomer')).map(({ key }) => key),
      ['2027-11', '2027-12'],
    );
  });

  it('leave all of a step or nothing where the server is killed within it', async () => {
    const fresh = await testCompany('2026-11-24T00:00:00Z', [trialDuties.drill]);
    try {
      fresh.is.whenTold = () => {
        throw new Error('killed');
      };
      await fresh.duties.sweep();
      assert.deepEqual(await fresh.of('trial/drill'), []);
      assert.equal(await fresh.ledger('duty.opened'), 0);
      fresh.is.whenTold = () => {};
      await fresh.duties.sweep();
      fresh.clock.set(nine('2026-12-20'));
      let told = 0;
      fresh.is.whenTold = () => {
        told += 1;
        if (told === 2) throw new Error('killed');
      };
      await assert.rejects(fresh.duties.sweep(), /killed/);
      assert.equal(await fresh.ledger('duty.overdue'), 0);
      fresh.is.whenTold = () => {};
      await fresh.duties.sweep();
      await fresh.duties.sweep();
      assert.equal(await fresh.ledger('duty.overdue'), 1);
      const [first] = await fresh.of('trial/drill');
      assert.deepEqual([first!.state, first!.escalation], ['overdue', 2], 'after a long stop all of it at once, each once');
    } finally {
      await fresh.close();
    }
  });
});
