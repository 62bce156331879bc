import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, newSecret } from '../base/id.ts';
import { BusinessCalendar } from '../calendar/index.ts';
import type { LeafletMail, LeafletPaper } from '../leaflets/index.ts';
import { person, rules, testClauses } from '../leaflets/testing/company.ts';
import { addressGroup, giveBack, takeAttempt } from '../people/index.ts';
import * as contract from './contract-leaflets.ts';
import { leafletReaderRoutes } from './leaflet-reader.routes.ts';
import { type LeafletRouteDeps, leafletRoutes } from './leaflets.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

describe('leaflets over HTTP', () => {
  let site: TestSite;
  let administrator: TestBrowser;
  let employee: TestBrowser;
  const mails: LeafletMail[] = [];
  const papers: LeafletPaper[] = [];
  const people = [person('髙﨑 花子'), person('𠮷田 次郎', { email: '' }), person('=1+1')];
  const version = { id: newId(), number: '1.0', content: rules() };

  before(async () => {
    site = await testSite({
      routes: [(app) => leafletRoutes(app, deps()), (app) => leafletReaderRoutes(app, deps())],
    });
    administrator = await site.setUp();
    employee = await site.join(administrator, 'jiro@example.co.jp', ['employee']);
  });
  after(() => site.close());

  /** Read at each call: the site that the routes need exists only once it is built. */
  const deps = (): LeafletRouteDeps => ({
    get pool() {
      return site.people.pool;
    },
    clock: { now: () => site.clock.now() },
    readers: async () => people.map((each, i) => (i === 1 ? { ...each, accountId: employee?.accountId ?? null } : each)),
    readersAt: async () => people,
    inForce: async () => version,
    draft: async () => rules(),
    clauses: testClauses,
    calendar: () =>
      new BusinessCalendar({
        closures: [],
        openWeekdays: [1, 2, 3, 4, 5],
        businessHours: { from: '09:00', to: '18:00' },
        extraHolidays: [],
        fiscalYearStartMonth: 4,
      }),
    mailBase: async () => 'http://localhost:8034',
    enqueue: async (_tx, _at, queued) => mails.push(...queued),
    nameOf: async (ids) => new Map(ids.map((id) => [id, { ja: '青木 花子', en: '青木 花子' }])),
    pdf: async (paper) => {
      papers.push(paper);
      return Buffer.from('%PDF-1.7 test');
    },
    attempts: {
      take: (address) => takeAttempt(site.people.pool, [{ rule: 'link', of: addressGroup(address) }], site.clock.now()),
      giveBack: (address) => giveBack(site.people.pool, [{ rule: 'link', of: addressGroup(address) }]),
    },
  });
  const token = () => mails.findLast(({ to }) => to.person === people[0]!.id)!.text.link.url.split('#')[1]!;
  const everyone = async () => must(await administrator.get('/api/leaflets')).body.leaflets[0];

  it('shows what would be sent, with a date ten business days ahead', async () => {
    const { status, body } = await administrator.get('/api/leaflets');
    assert.equal(status, 200);
    const shown = contract.leafletsSchema.parse(body);
    assert.deepEqual([shown.company, shown.version?.number, shown.dueOn], ['株式会社髙﨑', '1.0', '2026-12-07']);
    assert.deepEqual(
      shown.leaflets.map(({ audience, people, verdict, content }) => [audience, people, verdict, content]),
      [
        ['everyone', 3, 'unknown', 'not-sent'],
        ['developers', 0, 'unknown', 'not-sent'],
        ['managers', 0, 'unknown', 'not-sent'],
        ['operators', 0, 'unknown', 'not-sent'],
      ],
    );
    assert.equal((await employee.get('/api/leaflets')).status, 403);
  });

  it('sends only with the second factor and only what was seen', async () => {
    const { digest } = await everyone();
    const body = { audience: 'everyone', dueOn: '2026-12-07', digest, after: null };
    site.clock.advance({ minutes: 6 });
    assert.equal((await administrator.post('/api/leaflets/send', body)).body.error, 'step-up-required');
    must(await site.stepUp(administrator));
    assert.equal((await administrator.post('/api/leaflets/send', { ...body, digest: '0'.repeat(64) })).status, 409);
    assert.equal((await administrator.post('/api/leaflets/send', { ...body, audience: 'managers', digest: '0'.repeat(64) })).status, 409);
    assert.equal((await administrator.post('/api/leaflets/send', { ...body, audience: 'all' })).status, 400);
    assert.equal((await employee.post('/api/leaflets/send', body)).status, 403);
    const sent = must(await administrator.post('/api/leaflets/send', body)).body;
    assert.deepEqual({ ...sent, campaign: '' }, { campaign: '', byMail: 2, onPaper: 1, carried: 0 });
    assert.equal((await administrator.post('/api/leaflets/send', body)).status, 409, 'a second click');
    const { sent: shown } = await everyone();
    assert.deepEqual([shown.version, shown.dueOn, shown.by.ja], ['1.0', '2026-12-07', '青木 花子']);
  });

  it('opens the leaflet to whoever holds the link, and confirms only by a POST that says so', async () => {
    const stranger = site.browser('203.0.113.7');
    for (const url of ['/api/leaflet/open', '/api/leaflet/acknowledge', '/api/leaflet/pdf'])
      assert.equal((await stranger.get(`${url}?token=${token()}`)).status, 404, 'a GET is nothing');
    const opened = contract.openLeafletSchema.parse(must(await stranger.post('/api/leaflet/open', { token: token() })).body);
    assert.deepEqual([opened.reader, opened.acknowledged, opened.overdue], ['髙﨑 花子', null, false]);
    assert.doesNotMatch(JSON.stringify(opened), /example|𠮷田/, 'nobody else, and no address');
    const foreign = await stranger.send(
      'POST',
      '/api/leaflet/acknowledge',
      { token: token() },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    assert.equal(foreign.status, 403);
    const end = contract.acknowledgedSchema.parse(must(await stranger.post('/api/leaflet/acknowledge', { token: token() })).body);
    assert.ok(end.ok && end.leaflet.acknowledged !== null);
    assert.equal((await everyone()).acknowledged, 1);
    const pdf = must(await stranger.post('/api/leaflet/pdf', { token: token(), lang: 'en' }));
    assert.match(String(pdf.headers['content-type']), /pdf/);
    assert.deepEqual([papers.at(-1)!.reader, papers.at(-1)!.language], ['髙﨑 花子', 'en']);
  });

  it('answers every dead link alike, and stops an address that tries many, not an office that reads', async () => {
    const office = site.browser('203.0.113.8');
    for (let i = 0; i < 60; i += 1) must(await office.post('/api/leaflet/open', { token: token() }));
    const stranger = site.browser('203.0.113.9');
    const answers = [];
    for (const bad of [newSecret(), '', 'x'.repeat(100)]) answers.push(await stranger.post('/api/leaflet/open', { token: bad }));
    for (const { status, body } of answers) assert.deepEqual([status, body], [answers[0]!.status, answers[0]!.body]);
    assert.equal(answers[0]!.body.error, 'link-expired');
    assert.equal((await stranger.post('/api/leaflet/open', { token: 'x'.repeat(101) })).status, 400);
    for (let i = 0; i < 17; i += 1) await stranger.post('/api/leaflet/open', { token: newSecret() });
    assert.equal((await stranger.post('/api/leaflet/open', { token: newSecret() })).status, 429);
    must(await office.post('/api/leaflet/open', { token: token() }));
  });

  it('shows a signed-in person their own, and lets them confirm it', async () => {
    assert.deepEqual(must(await administrator.get('/api/me/leaflets')).body, { leaflets: [] });
    const { leaflets } = contract.ownLeafletsSchema.parse(must(await employee.get('/api/me/leaflets')).body);
    assert.deepEqual(
      leaflets.map(({ reader }) => reader),
      ['𠮷田 次郎'],
    );
    const url = `/api/me/leaflets/${leaflets[0]!.id}/acknowledge`;
    assert.equal((await administrator.post(url, {})).status, 404, 'not one’s own');
    assert.equal(must(await employee.post(url, {})).body.leaflet.acknowledged.method, 'account');
  });

  it('keeps the register by pages, and records paper', async () => {
    const found = contract.registerSchema.parse(must(await administrator.get('/api/leaflets/requests?state=waiting&limit=1')).body);
    assert.deepEqual([found.total, found.entries.length, found.counts.acknowledged, found.counts.open], [1, 1, 2, 1]);
    for (const bad of ['limit=0', 'limit=201', 'offset=-1', 'state=x', 'campaign=x'])
      assert.equal((await administrator.get(`/api/leaflets/requests?${bad}`)).status, 400, bad);
    assert.equal((await administrator.get(`/api/leaflets/requests?campaign=${newId()}`)).status, 404);
    must(await site.stepUp(administrator));
    const paper = { requests: [found.entries[0]!.request], on: '2026-11-22', note: '紙で' };
    must(await administrator.post('/api/leaflets/paper', paper));
    assert.equal((await administrator.post('/api/leaflets/paper', paper)).body.error, 'wrong-state');
    const after = contract.registerSchema.parse(must(await administrator.get('/api/leaflets/requests?q=%3D1')).body);
    assert.deepEqual(
      after.entries.map(({ method, recordedBy }) => [method, recordedBy?.ja]),
      [['paper', '青木 花子']],
    );
    assert.deepEqual(
      [(await everyone()).verdict, (await everyone()).because.ja],
      ['pass', '対象の3人全員が、施行中の内容を確認しました。'],
    );
  });

  it('gives the register out as a file in which a name stays a name', async () => {
    const csv = must(await administrator.get('/api/leaflets/requests/export?format=csv&lang=ja'));
    assert.match(String(csv.body), /^\ufeff/);
    assert.match(String(csv.body), /髙﨑 花子/);
    assert.doesNotMatch(String(csv.body), /(^|,|\n)"?=1\+1/, 'no formula');
    const xlsx = await administrator.get('/api/leaflets/requests/export?format=xlsx&lang=en');
    assert.equal(xlsx.status, 200);
    assert.ok(String(xlsx.body).startsWith('PK'));
    assert.equal((await employee.get('/api/leaflets/requests/export?format=csv')).status, 403);
  });

  it('keeps a question for the next sending, and shows a conflict to the slower of two', async () => {
    const quiz = { question: { ja: '問い' }, options: [{ ja: 'はい' }, { ja: 'いいえ' }], correct: 0 };
    assert.deepEqual(must(await administrator.send('PUT', '/api/leaflets/quiz', { audience: 'everyone', revision: 0, quiz })).body, {
      revision: 1,
    });
    assert.equal((await administrator.send('PUT', '/api/leaflets/quiz', { audience: 'everyone', revision: 0, quiz: null })).status, 409);
    assert.equal((await everyone()).quiz.quiz.options.length, 2);
    must(await administrator.post('/api/leaflets/pdf', { audience: 'everyone' }));
    assert.equal(papers.at(-1)!.reader, null);
  });

  it('reminds by hand', async () => {
    assert.deepEqual(must(await administrator.post('/api/leaflets/remind', { audience: 'everyone' })).body, { queued: 0 });
    assert.equal((await administrator.post('/api/leaflets/remind', { audience: 'managers' })).body.error, 'wrong-state');
  });
});
