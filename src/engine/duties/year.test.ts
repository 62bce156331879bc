import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { actor, type TestCompany, testCompany, trialDuties } from './testing/company.ts';

describe('the yearly plan', () => {
  let company: TestCompany;
  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z', [trialDuties.drill, trialDuties.review, trialDuties.weekly]);
    await company.duties.sweep();
  });
  after(() => company.close());
  const datesOf = async (duty: string, year?: number) =>
    (await company.duties.plan(year)).duties
      .find((each) => each.duty.id === duty)
      ?.entries.map(({ dueOn, state }) => `${dueOn} ${state}`) ?? [];

  it('begins with the month in which the company’s year begins, and holds every date of it once', async () => {
    const { year, months, today } = await company.duties.plan();
    assert.deepEqual([year, months.length, months[0], months.at(-1), today], [2026, 12, '2026-04-01', '2027-03-01', '2026-11-24']);
    const dates = await datesOf('trial/drill');
    // First business days; the last two lie beyond what stands there already.
    assert.deepEqual(
      dates.map((each) => each.slice(0, 10)),
      ['2026-12-01', '2027-01-04', '2027-02-01', '2027-03-01'],
    );
    assert.ok(dates.at(-1)!.endsWith('planned'));
    assert.equal(new Set(dates).size, dates.length);
  });

  it('goes on where the occurrences end, without a gap and without a double, in the years after', async () => {
    const next = await datesOf('trial/drill', 2027);
    assert.equal(next.length, 12);
    assert.ok(next.every((each) => each.endsWith('planned')));
    const weeks = await datesOf('trial/weekly', 2027);
    assert.equal(new Set(weeks).size, weeks.length);
    assert.ok(weeks.length >= 50 && weeks.length <= 54);
    assert.deepEqual(
      (await datesOf('trial/review', 2027)).map((each) => each.slice(0, 7)),
      ['2027-04', '2027-11'],
      'a 31st is the 30th of April; 31 October 2027 is a Sunday, so November',
    );
  });

  it('promises nothing for the past, nor where nothing applies, nor beyond the known holidays', async () => {
    assert.deepEqual((await company.duties.plan(2024)).duties, []);
    assert.deepEqual((await company.duties.plan(2060)).duties, []);
    company.is.applies = () => false;
    assert.ok((await datesOf('trial/drill')).every((each) => !each.endsWith('planned')));
    company.is.applies = () => true;
  });

  it('shows what was done with its result, and the dates anew after a value changed', async () => {
    const [first] = await company.of('trial/drill');
    const administrator = actor(['administrator']);
    const { sheet, revision } = await company.duties.occurrence(first!.id, administrator);
    await company.duties.complete(
      first!.id,
      { revision, result: 'problem', record: { restored: 'なし' }, remark: '戻せなかった', sheetDigest: sheet!.digest, attach: [] },
      administrator,
    );
    const drill = (await company.duties.plan()).duties.find(({ duty }) => duty.id === 'trial/drill')!;
    assert.deepEqual(
      drill.entries.filter(({ state }) => state === 'completed').map(({ result, occurrence }) => [result, occurrence]),
      [['problem', first!.id]],
    );
    company.is.interval = () => 2;
    const dates = (await datesOf('trial/drill', 2027)).map((each) => each.slice(0, 7));
    assert.equal(dates.length, 6);
    company.is.interval = () => 1;
  });

  it('is planned from today on where no procedures are in force yet', async () => {
    const fresh = await testCompany('2026-11-24T00:00:00Z', [trialDuties.drill]);
    fresh.is.startedOn = null;
    await fresh.duties.sweep();
    const { duties } = await fresh.duties.plan();
    assert.deepEqual(
      duties[0]!.entries.map(({ dueOn, state }) => `${dueOn} ${state}`),
      ['2026-12-01 planned', '2027-01-04 planned', '2027-02-01 planned', '2027-03-01 planned'],
    );
    await fresh.close();
  });
});
