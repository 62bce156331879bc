import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { Company, defaultFacts } from './index.ts';

const by = 'account:a';
const outOfBounds = { code: 'value-out-of-bounds' };

describe('the company’s facts', () => {
  let database: TestDatabase;
  let company: Company;
  const clock = new FakeClock();
  const open = () => Company.open(database.app, clock);
  before(async () => {
    database = await testDatabase();
    company = await open();
  });
  after(() => database.close());
  const head = async () => (await database.owner.query<{ seq: number }>('SELECT next_seq AS seq FROM ledger_head')).rows[0]!.seq;

  it('has first values before anybody answers, and no conditions', () => {
    assert.deepEqual(company.facts(), defaultFacts);
    assert.deepEqual(company.conditions(), {});
    assert.equal(company.revision('name'), 0);
    assert.equal(company.calendar().isBusinessDay('2026-12-30'), true);
  });

  it('keeps every version, and knows what was so at any past moment', async () => {
    const start = clock.now();
    clock.advance({ days: 1 });
    const first = await company.set('name', ' 髙﨑商店 ', 0, by);
    assert.deepEqual([first.value, first.version], ['髙﨑商店', 1], 'without the blanks around it');
    clock.advance({ days: 1 });
    await company.set('name', '株式会社𠮷田', 1, by);
    assert.deepEqual(
      [start, new Date(start.getTime() + 86_400_000), clock.now()].map((at) => company.at(at).name),
      ['', '髙﨑商店', '株式会社𠮷田'],
    );
    const again = await open();
    assert.deepEqual(again.history('name'), company.history('name'), 'the same after a restart');
    assert.deepEqual(again.facts(), company.facts());
  });

  it('writes the ledger in the same transaction, with before and after', async () => {
    const before = await head();
    await company.set('businessHours', { from: '08:30', to: '17:30' }, 0, by);
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['company.changed', by, 'company:businessHours']);
    assert.deepEqual(entry!.payload, { key: 'businessHours', version: 1, before: null, value: { from: '08:30', to: '17:30' } });
    assert.equal(await head(), before + 1);
    await assert.rejects(company.set('businessHours', { from: '09:00', to: '17:30' }, 1, '青木 花子'), { code: 'internal' });
    assert.equal(company.revision('businessHours'), 1, 'without an entry there is no version');
    assert.equal((await open()).revision('businessHours'), 1);
  });

  it('stores all changes of one act or none', async () => {
    const changes = [
      { key: 'headcount', value: 45, revision: 0 },
      { key: 'name', value: 'だれかが先に変えた', revision: 1 },
    ];
    await assert.rejects(company.setAll(changes, by), { code: 'conflict' });
    assert.equal(company.facts().headcount, null);
    await company.setAll([changes[0]!, { key: 'usesCloud', value: true, revision: 0 }], by);
    assert.equal(company.facts().headcount, 45);
    assert.deepEqual(company.conditions(), { usesCloud: true });
    await assert.rejects(
      company.setAll(
        [
          { key: 'wareki', value: true, revision: 0 },
          { key: 'wareki', value: false, revision: 0 },
        ],
        by,
      ),
      { code: 'bad-request' },
    );
  });

  it('makes no new version of what stands already', async () => {
    const before = await head();
    await company.set('headcount', 45, 1, by);
    assert.deepEqual([company.revision('headcount'), await head()], [1, before]);
    await company.set('approvalsNeeded', 1, 0, by);
    assert.equal(company.revision('approvalsNeeded'), 1, 'a first answer counts, even where it is the first value');
  });

  it('lets one of several win who answer at the same time', async () => {
    const ends = await Promise.allSettled([1, 4, 10].map((month) => company.set('fiscalYearStartMonth', month, 0, by)));
    assert.equal(ends.filter((end) => end.status === 'fulfilled').length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'conflict');
    assert.equal(company.revision('fiscalYearStartMonth'), 1);
    assert.equal((await open()).facts().fiscalYearStartMonth, company.facts().fiscalYearStartMonth);
  });

  it('gives the calendar of today, and that of a past moment', async () => {
    const before = clock.now();
    clock.advance({ minutes: 1 });
    const closures = [{ name: '年末年始休業', from: '12-29', to: '01-03' }];
    await company.set('closures', closures, 0, by);
    assert.equal(company.calendar().nextBusinessDay('2026-12-28'), '2027-01-04');
    assert.equal(company.calendarAt(before).nextBusinessDay('2026-12-28'), '2026-12-29');
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual((entry!.payload as { value: unknown }).value, closures);
    await company.set('holidays', [{ date: '2051-06-01', name: '創業の日' }], 0, by);
    const [holidays] = await readEntries(database.app, { limit: 1 });
    assert.equal((holidays!.payload as { value: { rows: number } }).value.rows, 1, 'a list of holidays stands as its digest');
  });

  it('refuses what it cannot keep, in words of both languages', async () => {
    const before = await head();
    const bad: [string, unknown][] = [
      ['name', ''],
      ['name', '   '],
      ['name', 'x'.repeat(101)],
      ['name', 'a\u0000b'],
      ['name', '株式会社\u202e青木'],
      ['name', 'a\nb'],
      ['headcount', 0],
      ['headcount', 1.5],
      ['headcount', '45'],
      ['sites', ['本社', '']],
      ['sites', Array(101).fill('本社')],
      ['businessHours', { from: '09:00', to: '09:00' }],
      ['businessHours', { from: '9:00', to: '18:00' }],
      ['businessHours', { from: '09:00', to: '24:01' }],
      ['businessHours', { from: '09:00', to: '18:00', lunch: '12:00' }],
      ['openWeekdays', []],
      ['openWeekdays', [7]],
      ['closures', [{ name: '夏季', from: '2026-08-13', to: '2026-08-12' }]],
      ['closures', [{ name: '夏季', from: '2026-02-30', to: '2026-03-01' }]],
      ['closures', [{ name: '夏季', from: '08-13', to: '2026-08-15' }]],
      ['closures', [{ name: '夏季', from: '13-01', to: '13-02' }]],
      ['closures', [{ name: '', from: '08-13', to: '08-15' }]],
      ['closures', [{ name: '一年中', from: '01-01', to: '12-31' }]],
      ['closures', [{ name: '長い', from: '2026-01-01', to: '2026-12-31' }]],
      ['fiscalYearStartMonth', 0],
      ['fiscalYearStartMonth', 13],
      ['approvalsNeeded', 0],
      ['approvalsNeeded', 4],
      ['holidays', [{ date: '2027-02-29', name: '祝日' }]],
      ['defaultOwner', '青木'],
      ['defaultDeputy', 'person:1'],
      ['quietHours', { from: '20:00' }],
      ['wareki', 'はい'],
      ['usesCloud', null],
    ];
    for (const [key, value] of bad) {
      const refused = await company.set(key, value, company.revision(key as 'name'), by).catch((error: unknown) => error);
      const { code, params } = refused as { code: string; params: { ja: string; en: string } };
      assert.deepEqual([key, code], [key, outOfBounds.code], JSON.stringify(value));
      assert.ok(params.ja.length > 5 && params.en.length > 5);
    }
    await assert.rejects(company.set('unheardOf', 1, 0, by), { code: 'not-found' });
    await assert.rejects(company.set('__proto__', 1, 0, by), { code: 'not-found' });
    assert.equal(await head(), before);
  });

  it('takes what a company may say', async () => {
    await company.set('quietHours', null, 0, by);
    await company.set('openWeekdays', [6, 1, 1, 2], 0, by);
    assert.deepEqual(company.facts().openWeekdays, [1, 2, 6]);
    await company.set('sites', ['本社', '本社', '大阪支店'], 0, by);
    assert.deepEqual(company.facts().sites, ['本社', '大阪支店']);
    await company.set('defaultDeputy', 'role:committee', 0, by);
    await company.set('closures', [{ name: '閏日休業', from: '02-28', to: '02-29' }], 1, by);
  });

  it('is refused by the database itself where nobody would have to approve', async () => {
    const insert = (value: string) =>
      database.app.query(
        `INSERT INTO company_fact (key, version, value, effective_from, set_by) VALUES ('approvalsNeeded', 9, $1, now(), 'x')`,
        [value],
      );
    for (const value of ['0', '4', '"2"', 'null', '1.5']) await assert.rejects(insert(value), { code: '23514' }, value);
    await assert.rejects(database.app.query(`UPDATE company_fact SET value = '3'`), { code: '42501' });
    await assert.rejects(database.app.query('DELETE FROM company_fact'), { code: '42501' });
    await assert.rejects(database.app.query(`UPDATE company_interview SET question = 'x'`), { code: '42501' });
  });

  it('tells who listens, after it is in force', async () => {
    const heard: unknown[] = [];
    company.onChange((key) => heard.push([key, company.facts().wareki]));
    await company.set('wareki', true, 0, by);
    await assert.rejects(company.set('wareki', false, 0, by), { code: 'conflict' });
    assert.deepEqual(heard, [['wareki', true]]);
  });
});
