import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { FakeClock } from '../base/clock.ts';
import { Company, Interview } from '../company/index.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { companyRoutes } from './company.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

/** 2027 as the Cabinet Office writes it, with 山の日 moved by a day. */
const holidays2027 = [
  '1/1,元日',
  '1/11,成人の日',
  '2/11,建国記念の日',
  '2/23,天皇誕生日',
  '3/21,春分の日',
  '3/22,休日',
  '4/29,昭和の日',
  '5/3,憲法記念日',
  '5/4,みどりの日',
  '5/5,こどもの日',
  '7/19,海の日',
  '8/12,山の日',
  '9/20,敬老の日',
  '9/23,秋分の日',
  '10/11,スポーツの日',
  '11/3,文化の日',
  '11/23,勤労感謝の日',
].map((row) => `2027/${row}`);
const file = (rows: readonly string[]) => iconv.encode(`国民の祝日・休日月日,国民の祝日・休日名称\r\n${rows.join('\r\n')}\r\n`, 'cp932');

describe('company: routes', () => {
  let database: TestDatabase;
  let site: TestSite;
  let company: Company;
  let administrator: TestBrowser;
  let employee: TestBrowser;
  const clock = new FakeClock();
  before(async () => {
    database = await testDatabase();
    company = await Company.open(database.app, clock);
    const interview = new Interview(database.app, clock, company);
    const nameOf = async (ids: readonly string[]) => new Map(ids.map((id) => [id, { ja: '青木 花子', en: 'Hanako Aoki' }]));
    site = await testSite({ routes: [(app) => companyRoutes(app, { clock, company, interview, nameOf })] });
    administrator = await site.setUp();
    employee = await site.join(administrator, 'kato@example.co.jp', ['employee']);
  });
  after(async () => {
    await site.close();
    await database.close();
  });

  const upload = async (browser: TestBrowser, query: string, bytes: Uint8Array, type = 'application/octet-stream') => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await site.app.inject({
      method: 'POST',
      url: `/api/company/holidays${query}`,
      remoteAddress: browser.address,
      headers: { host: browser.host, cookie, origin: `http://${browser.host}`, 'sec-fetch-site': 'same-origin', 'content-type': type },
      payload: Buffer.from(bytes),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const facts = async () => must(await administrator.get('/api/company')).body.facts;

  it('answers the facts with the version that a change must name', async () => {
    const { body } = must(await administrator.get('/api/company'));
    assert.deepEqual(body.facts.name, { value: '', revision: 0, setAt: null });
    assert.equal(body.conditions.length, 10);
    assert.deepEqual(body.calendar, {
      today: '2026-11-22',
      todayWareki: '令和8年11月22日',
      fiscalYear: { year: 2026, from: '2026-04-01', to: '2027-03-31' },
      known: { from: '1970-01-01', to: '2050-12-31' },
      announcedUntil: '2027-12-31',
      imported: null,
      holidaysRevision: 0,
    });
  });

  it('stores several answers in one act, and says who was faster', async () => {
    const changes = [
      { key: 'name', value: '株式会社髙﨑', revision: 0 },
      { key: 'usesCloud', value: true, revision: 0 },
    ];
    const { body } = must(await administrator.send('PUT', '/api/company/facts', { changes }));
    assert.deepEqual([body.facts.name.value, body.facts.name.revision], ['株式会社髙﨑', 1]);
    const again = await administrator.send('PUT', '/api/company/facts', { changes: [{ key: 'name', value: '別の名前', revision: 0 }] });
    assert.deepEqual([again.status, again.body.error], [409, 'conflict']);
    const wrong = await administrator.send('PUT', '/api/company/facts', { changes: [{ key: 'headcount', value: -1, revision: 0 }] });
    assert.deepEqual([wrong.status, wrong.body.error], [422, 'value-out-of-bounds']);
    assert.match(wrong.body.params.ja, /整数/);
    assert.equal((await administrator.send('PUT', '/api/company/facts', { changes: [] })).status, 400);
    const history = must(await administrator.get('/api/company/history?key=name')).body;
    assert.deepEqual(
      history.versions.map((version: { value: string; by: { ja: string } }) => [version.value, version.by.ja]),
      [['株式会社髙﨑', '青木 花子']],
    );
    assert.equal((await administrator.get('/api/company/history?key=unheardOf')).status, 404);
  });

  it('changes who must approve behind the second factor only', async () => {
    const sneaky = await administrator.send('PUT', '/api/company/facts', { changes: [{ key: 'approvalsNeeded', value: 3, revision: 0 }] });
    assert.equal(sneaky.status, 400);
    site.clock.advance({ minutes: 6 });
    const unconfirmed = await administrator.send('PUT', '/api/company/approvals', { value: 2, revision: 0 });
    assert.deepEqual([unconfirmed.status, unconfirmed.body.error], [403, 'step-up-required']);
    must(await site.stepUp(administrator));
    must(await administrator.send('PUT', '/api/company/approvals', { value: 2, revision: 0 }));
    assert.equal((await facts()).approvalsNeeded.value, 2);
  });

  it('lets everybody who is signed in read the calendar, and nobody else change it', async () => {
    const closures = [{ name: '年末年始休業', from: '12-29', to: '01-03' }];
    assert.equal((await employee.send('PUT', '/api/company/closures', { closures, revision: 0 })).status, 403);
    must(await administrator.send('PUT', '/api/company/closures', { closures, revision: 0 }));
    const { months } = must(await employee.get('/api/calendar?from=2026-12&months=2')).body;
    assert.deepEqual(
      months.map(({ month, businessDays, isKnown }: { month: string; businessDays: number; isKnown: boolean }) => [
        month,
        businessDays,
        isKnown,
      ]),
      [
        ['2026-12', 20, true],
        ['2027-01', 19, true],
      ],
    );
    assert.equal(months[0].days[28].closure, '年末年始休業');
    assert.equal(must(await employee.get('/api/calendar?from=2026-09')).body.months[0].days[21].holiday.ja, '国民の休日');
    assert.equal(must(await employee.get('/api/calendar?from=2051-01')).body.months[0].isKnown, false);
    for (const query of ['from=2026-13', 'from=2026-12&months=25', 'from=2026', ''])
      assert.equal((await employee.get(`/api/calendar?${query}`)).status, 400, query);
    assert.equal((await employee.get('/api/company')).status, 403);
  });

  it('shows what a file of holidays would change before anything is stored', async () => {
    const before = must((await upload(administrator, '', file(holidays2027))) as never).body;
    assert.equal(before.applied, false);
    assert.deepEqual([before.encoding, before.rows, before.from, before.to], ['CP932', 17, '2027-01-01', '2027-11-23']);
    assert.deepEqual(before.added, [{ date: '2027-08-12', name: '山の日' }]);
    assert.deepEqual(before.removed, [{ date: '2027-08-11', name: '山の日' }]);
    assert.deepEqual(before.renamed, []);
    assert.equal(company.revision('holidays'), 0);
    const other = await upload(administrator, `?apply=${before.digest}&revision=0`, file([...holidays2027, '2028/1/1,元日']));
    assert.deepEqual([other.status, other.body.error], [409, 'conflict'], 'another file than the one that was shown');
    const applied = must((await upload(administrator, `?apply=${before.digest}&revision=0`, file(holidays2027))) as never).body;
    assert.deepEqual([applied.applied, applied.revision], [true, 1]);
    assert.equal(company.calendar().isHoliday('2027-08-12'), true);
    assert.equal(company.calendar().isHoliday('2027-08-11'), false);
    assert.equal(company.calendar().isHoliday('2028-08-11'), true);
    const again = must((await upload(administrator, '', file(holidays2027))) as never).body;
    assert.deepEqual([again.added, again.removed], [[], []], 'the same file again changes nothing');
  });

  it('stores nothing of a file with a line that it cannot read', async () => {
    const bad = file([...holidays2027, '2027/2/30,変な日']);
    const shown = must((await upload(administrator, '', bad)) as never).body;
    assert.deepEqual(
      shown.problems.map(({ line }: { line: number }) => line),
      [19],
    );
    const refused = await upload(administrator, `?apply=${shown.digest}`, bad);
    assert.deepEqual([refused.status, refused.body.error], [422, 'not-ready']);
    assert.equal(company.revision('holidays'), 1);
  });

  it('refuses what is no such file', async () => {
    assert.equal((await upload(administrator, '', Buffer.from('PK\u0003\u0004'))).body.error, 'file-unreadable');
    assert.equal((await upload(administrator, '', Buffer.alloc(1_048_577, 0x31))).status, 413);
    assert.equal((await upload(administrator, '', Buffer.from('{}'), 'application/json')).status, 400);
    assert.equal((await upload(administrator, '', file(holidays2027), 'text/csv')).body.error, 'csrf-refused');
    assert.equal((await upload(employee, '', file(holidays2027))).status, 403);
  });

  it('keeps the interview’s progress, and takes back nothing that was answered', async () => {
    const { body } = must(await administrator.get('/api/interview'));
    assert.deepEqual(body.required, { total: 36, answered: 0 });
    assert.equal(body.steps[0].questions[0].id, 'fact:name');
    const saved = must(await administrator.post('/api/interview/answers', { questions: ['fact:name', 'condition:usesCloud'] }));
    assert.deepEqual(saved.body.required, { total: 36, answered: 2 });
    assert.equal((await administrator.post('/api/interview/answers', { questions: ['fact:unheardOf'] })).status, 404);
    assert.equal((await administrator.post('/api/interview/answers', { questions: [] })).status, 400);
    assert.equal((await employee.post('/api/interview/answers', { questions: ['fact:name'] })).status, 403);
  });
});
