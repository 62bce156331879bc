import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { actor, nine, type TestCompany, testCompany, trialDuties } from './testing/company.ts';

const administrator = actor(['administrator']);
const record = { record: {}, sheetDigest: null, attach: [] } as const;

describe('where a duty stands', () => {
  let company: TestCompany;
  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z', [trialDuties.weekly, trialDuties.disposal]);
  });
  after(() => company.close());

  const stands = async (at: Date, duty = 'trial/weekly') => {
    const { verdict, because, evidenceAt, dueOn } = (await company.duties.standings(at)).get(`duty:${duty}`)!;
    assert.match(because.ja, /[ぁ-ん]/);
    assert.doesNotMatch(because.ja + because.en, /undefined|null|NaN/);
    return [verdict, evidenceAt?.toISOString().slice(0, 10) ?? null, dueOn];
  };
  const now = () => company.clock.now();
  const go = async (date: string) => {
    company.clock.set(nine(date));
    await company.duties.sweep();
  };
  const close = async (dueOn: string, how: 'skip' | 'in-order' | 'problem') => {
    const one = (await company.of('trial/weekly')).find((each) => each.dueOn === dueOn)!;
    const { revision } = one;
    if (how === 'skip') await company.duties.skip(one.id, { revision, reason: '休業のため' }, administrator);
    else await company.duties.complete(one.id, { ...record, revision, result: how, remark: '記載のとおり' }, administrator);
  };

  it('is unknown before procedures are in force, and before the first record', async () => {
    company.is.startedOn = null;
    assert.deepEqual(await stands(now()), ['unknown', null, null]);
    company.is.startedOn = '2026-11-24';
    assert.deepEqual(await stands(now()), ['unknown', null, '2026-11-30'], 'not planned yet');
    await company.duties.sweep();
    assert.deepEqual(await stands(now()), ['unknown', null, '2026-11-30']);
    assert.deepEqual(await stands(now(), 'trial/disposal'), ['unknown', null, '2027-05-24']);
  });

  it('is unknown where the calendar was not written on, rather than in order', async () => {
    await go('2026-11-30');
    await close('2026-11-30', 'in-order');
    assert.deepEqual(await stands(now()), ['pass', '2026-11-30', '2026-12-07']);
    const other = await testCompany('2026-11-24T00:00:00Z', [trialDuties.weekly]);
    try {
      assert.equal((await other.duties.standings(nine('2026-12-09'))).get('duty:trial/weekly')!.verdict, 'unknown');
    } finally {
      await other.close();
    }
  });

  it('fails from the moment its date is over, without any sweep', async () => {
    assert.deepEqual(await stands(new Date('2026-12-07T14:59:59Z')), ['pass', '2026-11-30', '2026-12-07']);
    assert.deepEqual(await stands(new Date('2026-12-07T15:00:00Z')), ['fail', '2026-11-30', '2026-12-07']);
  });

  it('fails on a recorded problem until a later record says that all is in order', async () => {
    await go('2026-12-07');
    await close('2026-12-07', 'problem');
    assert.deepEqual(await stands(now()), ['fail', '2026-12-07', '2026-12-14']);
    await go('2026-12-14');
    await close('2026-12-14', 'skip');
    assert.deepEqual(await stands(now()), ['fail', '2026-12-07', '2026-12-21'], 'leaving the next one out mends nothing');
    await go('2026-12-21');
    await close('2026-12-21', 'in-order');
    assert.deepEqual(await stands(now()), ['pass', '2026-12-21', '2026-12-28']);
  });

  it('is unknown where the last one was left out', async () => {
    await go('2026-12-28');
    await close('2026-12-28', 'skip');
    assert.deepEqual(await stands(now()), ['unknown', '2026-12-21', '2027-01-04']);
  });

  it('is told of any past day as it was on that day', async () => {
    assert.deepEqual(await stands(nine('2026-12-10')), ['fail', '2026-12-07', '2026-12-14']);
    assert.deepEqual(await stands(nine('2026-12-22')), ['pass', '2026-12-21', '2026-12-28']);
    assert.deepEqual(await stands(nine('2026-11-29')), ['unknown', null, '2026-11-30']);
  });

  it('counts a moved date by where it stood on that day, and a stop of the server as no excuse', async () => {
    const [event] = await company.duties.recordEvent('trial/disposal', { about: 'PC-7', happenedOn: '2026-12-28' }, administrator);
    const [one] = (await company.of('trial/disposal')).filter(({ id }) => id === event!.id);
    assert.equal(one!.dueOn, '2027-01-08');
    await go('2027-01-06');
    await company.duties.move(one!.id, { revision: 1, to: '2027-01-20', reason: '業者の都合' }, administrator);
    assert.deepEqual(await stands(nine('2027-01-12'), 'trial/disposal'), ['unknown', null, '2027-01-20']);
    assert.deepEqual(await stands(nine('2027-01-05'), 'trial/disposal'), ['unknown', null, '2027-01-08'], 'before it was moved');
    assert.equal((await stands(nine('2027-01-21'), 'trial/disposal'))[0], 'fail');
    await go('2027-05-31');
    assert.equal((await stands(nine('2027-04-01')))[0], 'fail', 'overdue all the while nobody ran a sweep');
  });
});
