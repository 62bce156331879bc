import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import { readEntries } from '../ledger/index.ts';
import { acknowledgeByToken } from './acknowledge.ts';
import { openByToken } from './open.ts';
import { register } from './register.ts';
import { reminderAt, remindNow, sweepLeaflets } from './remind.ts';
import { send } from './send.ts';
import { leafletOverview } from './standing.ts';
import { person, type TestCompany, testCompany } from './testing/company.ts';

const by = newId();

describe('reminders', () => {
  let company: TestCompany;
  const hanako = person('髙﨑 花子');
  const jiro = person('𠮷田 次郎', { duties: ['developer'] });
  const saburo = person('退職 三郎');
  const paper = person('工場 太郎', { email: '' });
  before(async () => {
    company = await testCompany();
    company.is.people = [hanako, jiro, saburo, paper];
    await ask('everyone');
  });
  after(() => company.close());

  async function ask(audience: 'everyone' | 'developers'): Promise<void> {
    const { digest, sent } = (await leafletOverview(company.deps)).leaflets.find((each) => each.audience === audience)!;
    await send(company.deps, { audience, dueOn: '2026-12-08', digest, after: sent?.id ?? null, by });
  }
  const on = async (date: string) => {
    company.clock.set(`${date}T01:00:00Z`);
    return sweepLeaflets(company.deps);
  };
  const subjects = async (reader: { id: string }) =>
    (await company.mails()).filter(({ to }) => to.person === reader.id).map(({ text }) => text.subject.slice(0, 6));

  it('knows from dates alone which reminder a day is at, over weekends, holidays and closures', () => {
    const calendar = company.deps.calendar();
    const at = (today: string, dueOn = '2026-12-08', asked = '2026-11-24') => reminderAt({ on: asked, dueOn }, today, calendar);
    assert.deepEqual(
      ['2026-12-02', '2026-12-03', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-14', '2026-12-15', '2026-12-22', '2027-02-01'].map(
        (day) => at(day),
      ),
      [null, 'before', 'before', 'due', 'late-1', 'late-1', 'late-5', 'late-10', 'late-20'],
    );
    // The year's end is closed until 01-03: the business day after 12-28 is 01-04.
    assert.deepEqual(
      ['2027-01-03', '2027-01-04'].map((day) => at(day, '2026-12-28')),
      ['due', 'late-1'],
    );
    assert.equal(at('2026-12-07', '2026-12-08', '2026-12-07'), null, 'asked the day before: not reminded at once');
    assert.equal(at('2026-12-08', '2026-12-08', '2026-12-08'), null);
  });

  it('reminds before, on and after the date, each once, however often it looks', async () => {
    assert.equal(await on('2026-12-02'), 0);
    assert.equal(await on('2026-12-03'), 3);
    const twice = await Promise.all([on('2026-12-03'), on('2026-12-03')]);
    assert.deepEqual(twice, [0, 0]);
    assert.equal(await on('2026-12-08'), 3);
    assert.deepEqual(await subjects(hanako), ['全員のしおり', '【再度のお願', '【再度のお願']);
    assert.deepEqual(await subjects(paper), [], 'without an address');
    const { entries } = await register(company.deps, { audience: 'everyone', q: '花子' });
    assert.deepEqual([entries[0]!.reminders, entries[0]!.remindedAt?.toISOString()], [2, '2026-12-08T01:00:00.000Z']);
  });

  it('leaves out who has confirmed, and opens by any of the mails', async () => {
    const links = (await company.mails()).filter(({ to }) => to.person === hanako.id).map(({ text }) => text.link.url.split('#')[1]!);
    assert.equal(new Set(links).size, 3);
    for (const link of links) assert.equal((await openByToken(company.deps, link)).reader, hanako.name);
    await acknowledgeByToken(company.deps, links[0]!, null);
    assert.equal(await on('2026-12-09'), 2);
    assert.equal((await subjects(hanako)).length, 3);
  });

  it('voids the requests of who left, with an entry, and brings back who returns when asked again', async () => {
    company.is.people = [hanako, jiro, { ...saburo, active: false }, paper];
    assert.equal(await on('2026-12-10'), 0);
    const { entries } = await register(company.deps, { audience: 'everyone', state: 'void' });
    assert.deepEqual(
      entries.map(({ person: { id } }) => id),
      [saburo.id],
    );
    const [entry] = (await readEntries(company.database.app, { limit: 9 })).filter(({ kind }) => kind === 'leaflet.changed');
    assert.deepEqual((entry!.payload as { voided: object }).voided, { left: 1, moved: 0 });
    assert.equal((await subjects(saburo)).length, 4);
  });

  it('sends one mail, not all that were missed, after a long stop', async () => {
    const earlier = (await subjects(jiro)).length;
    assert.equal(await on('2027-01-20'), 1);
    assert.deepEqual((await subjects(jiro)).slice(earlier), ['【期限超過】']);
    assert.equal(await on('2027-03-01'), 0, 'and then no more');
  });

  it('marks nothing as sent while there is no mail server', async () => {
    company.clock.set('2026-12-01T01:00:00Z');
    company.is.base = null;
    await assert.rejects(ask('developers'), { code: 'not-ready' });
    company.is.base = 'https://tejun.example.co.jp';
    await ask('developers');
    company.is.base = null;
    assert.equal(await on('2026-12-03'), 0);
    await assert.rejects(remindNow(company.deps, 'everyone', by), { code: 'not-ready' });
    company.is.base = 'https://tejun.example.co.jp';
    assert.equal(await on('2026-12-03'), 1);
  });

  it('reminds at once when asked to, at most once a day', async () => {
    assert.equal(await remindNow(company.deps, 'everyone', by), 1);
    assert.equal(await remindNow(company.deps, 'everyone', by), 0);
    company.clock.advance({ days: 1 });
    assert.equal(await remindNow(company.deps, 'everyone', by), 1);
    await assert.rejects(remindNow(company.deps, 'managers', by), { code: 'wrong-state' });
    const reminders = (await readEntries(company.database.app, { limit: 100 })).filter(
      ({ kind, actor }) => kind === 'leaflet.sent' && actor === by,
    );
    assert.equal(reminders.length, 4, 'two sendings, two reminders by hand');
  });
});
