import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '../engine/duties/index.ts';
import { nine, people, type TestCompany, testCompany, trialDuties } from '../engine/duties/testing/company.ts';
import { addressGroup, giveBack, takeAttempt } from '../people/index.ts';
import { type DutyRouteDeps, dutyRoutes } from './duties.routes.ts';
import { basicCredentials } from './duty-feed.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const basic = (login: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` });

describe('the routes of duties', () => {
  let company: TestCompany;
  let site: TestSite;
  let administrator: TestBrowser;
  let committee: TestBrowser;
  let employee: TestBrowser;
  let auditor: TestBrowser;
  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z', [trialDuties.drill, trialDuties.review, trialDuties.disposal]);
    site = await testSite({ routes: [(app) => dutyRoutes(app, deps())] });
    administrator = await site.setUp('aoki@example.co.jp');
    committee = await site.join(administrator, 'baba@example.co.jp', ['committee']);
    employee = await site.join(administrator, 'chiba@example.co.jp', ['employee']);
    auditor = await site.join(administrator, 'doi@example.co.jp', ['auditor'], new Date('2027-11-22T00:00:00Z'));
    // Whoever has just set up a second factor has just shown it.
    site.clock.advance({ minutes: 6 });
    await company.duties.sweep();
  });
  after(async () => {
    await site.close();
    await company.close();
  });

  const personOf = (accountId: string | null) => (accountId === employee?.accountId ? people.aoki : null);
  const deps = (): DutyRouteDeps => ({
    duties: company.duties,
    clock: company.clock,
    actorOf: async ({ actor, accountId, roles }) => ({ actor, accountId, roles, person: personOf(accountId) }),
    nameOf: async (ids) => new Map(ids.map((id) => [id, { ja: `名前${id.slice(0, 4)}`, en: id }])),
    filesOf: async () => [],
    feed: {
      publicUrl: 'https://tejun.example.co.jp',
      loginOf: async () => 'aoki@example.co.jp',
      reader: async (login) => {
        const accountId = { 'aoki@example.co.jp': administrator.accountId, 'chiba@example.co.jp': employee.accountId }[login];
        if (accountId === undefined) return null;
        const roles = accountId === administrator.accountId ? ['administrator'] : ['employee'];
        const actor: Actor = { actor: accountId, accountId, person: personOf(accountId), roles };
        return { actor, accountId, language: 'ja' };
      },
      attempts: {
        take: (address, login) => takeAttempt(site.people.pool, limits(address, login), site.clock.now()),
        giveBack: (address, login) => giveBack(site.people.pool, limits(address, login)),
      },
    },
  });
  const limits = (address: string, login: string) =>
    [
      { rule: 'address', of: addressGroup(address) },
      { rule: 'account', of: `feed ${login}` },
    ] as const;
  const first = async (duty: string) => must(await administrator.get(`/api/duties/occurrences?duty=${duty}&state=all`)).body.occurrences[0];

  it('list duties with rhythm, owner and standing', async () => {
    const { duties, parties } = must(await auditor.get('/api/duties')).body;
    assert.deepEqual(
      duties.map(({ recurrence }: { recurrence: { ja: string } }) => recurrence.ja),
      ['毎月、最初の営業日', '半年ごと(4月・10月)、末日。組織の変更があったときにも', '機器を廃棄するとき、5営業日以内'],
    );
    assert.deepEqual([duties[0].owner.party, duties[0].standing.verdict, duties[0].open], ['role:administrator', 'unknown', 1]);
    assert.equal(
      parties.some(({ party }: { party: string }) => party === 'role:operator'),
      false,
      'nobody signs in as an operator',
    );
    assert.equal((await employee.get('/api/duties')).status, 403);
  });

  it('show an employee only what falls to him', async () => {
    assert.equal(must(await employee.get('/api/duties/occurrences?state=all')).body.total, 0);
    const { id } = await first('trial/disposal').then((found) => found ?? first('trial/drill'));
    assert.equal((await employee.get(`/api/duties/occurrences/${id}`)).status, 404);
    must(await site.stepUp(administrator));
    const owner = { revision: 0, owner: `person:${people.aoki}`, deputy: 'role:administrator', reason: '' };
    assert.equal((await committee.send('PUT', '/api/duties/trial/drill/settings', owner)).body.error, 'step-up-required');
    must(await administrator.send('PUT', '/api/duties/trial/drill/settings', owner));
    assert.ok(must(await employee.get('/api/duties/occurrences?state=all')).body.total > 0);
    assert.equal(must(await employee.get(`/api/duties/occurrences/${id}`)).body.canAct, true);
  });

  it('record, leave out and move; answers come with their number in the ledger', async () => {
    const { id } = await first('trial/drill');
    const seen = must(await administrator.get(`/api/duties/occurrences/${id}`)).body;
    assert.deepEqual([seen.steps.length, seen.fields[0].id, seen.events[0].act, seen.events[0].by], [1, 'restored', 'opened', '名前syst']);
    const body = { revision: seen.revision, result: 'in-order', record: { restored: '会計' }, sheetDigest: seen.sheet.digest };
    const done = (browser: TestBrowser, given: object) => browser.post(`/api/duties/occurrences/${id}/complete`, given);
    assert.equal((await done(auditor, body)).status, 403, 'an auditor only reads');
    assert.equal((await done(employee, body)).body.error, 'step-up-required');
    must(await site.stepUp(administrator));
    const refused = await done(administrator, { ...body, record: { restored: '' } });
    assert.deepEqual([refused.status, refused.body.params['problem.restored.en']], [422, 'Please fill this in.']);
    assert.ok(must(await done(administrator, body)).body.ledgerSeq > 0);
    assert.equal((await done(administrator, body)).body.error, 'wrong-state');
    const next = must(await administrator.get('/api/duties/occurrences?duty=trial/drill&state=waiting')).body.occurrences[0];
    const move = { revision: 1, to: '2027-01-20', reason: '棚卸しのため' };
    must(await administrator.post(`/api/duties/occurrences/${next.id}/move`, move));
    assert.equal((await administrator.post(`/api/duties/occurrences/${next.id}/move`, move)).body.error, 'conflict');
    must(await administrator.post(`/api/duties/occurrences/${next.id}/skip`, { revision: 2, reason: '機器の入替え' }));
  });

  it('record what happened, and a change of the organisation', async () => {
    const event = { about: 'PC-7', happenedOn: '2026-11-24' };
    assert.equal((await employee.post('/api/duties/trial/disposal/events', event)).status, 403);
    const { opened } = must(await committee.post('/api/duties/trial/disposal/events', event)).body;
    assert.equal(opened.length, 1);
    assert.equal((await committee.post('/api/duties/trial/none/events', event)).status, 404);
    assert.equal((await committee.post('/api/duties/trial/drill/events', event)).body.error, 'wrong-state');
    const change = { what: '営業部の新設', happenedOn: '2026-11-24' };
    assert.equal((await committee.post('/api/organisation-changes', change)).status, 403);
    assert.equal(must(await administrator.post('/api/organisation-changes', change)).body.opened.length, 1);
  });

  it('give a calendar to whoever shows the feed’s own password, and to nobody else', async () => {
    const stranger = site.browser('192.0.2.77');
    const ask = (headers: Record<string, string>) => stranger.send('GET', '/api/duties/calendar.ics', undefined, headers);
    assert.deepEqual(
      [(await ask({})).status, (await ask({})).headers['www-authenticate']],
      [401, 'Basic realm="Tejun calendar", charset="UTF-8"'],
    );
    must(await site.stepUp(administrator));
    const made = must(await administrator.post('/api/duties/feed')).body;
    assert.deepEqual([made.address, made.user], ['https://tejun.example.co.jp/api/duties/calendar.ics', 'aoki@example.co.jp']);
    assert.equal(must(await administrator.get('/api/duties/feed')).body.password, null, 'shown once');
    const calendar = must(await ask(basic('aoki@example.co.jp', made.password)));
    assert.match(String(calendar.headers['content-type']), /^text\/calendar/);
    checkCalendar(calendar.body);
    for (const [login, password] of [
      ['aoki@example.co.jp', `${made.password}x`],
      ['chiba@example.co.jp', made.password],
      ['nobody@example.co.jp', made.password],
    ] as const)
      assert.equal((await ask(basic(login, password))).body.error, 'wrong-credentials', login);
    const again = must(await administrator.post('/api/duties/feed')).body;
    assert.equal((await ask(basic('aoki@example.co.jp', made.password))).status, 401, 'the one before opens nothing');
    must(await ask(basic('aoki@example.co.jp', again.password)));
    must(await administrator.send('DELETE', '/api/duties/feed'));
    assert.equal((await ask(basic('aoki@example.co.jp', again.password))).status, 401);
  });

  it('slow down whoever guesses feed passwords, and never a calendar that knows its own', async () => {
    const stranger = site.browser('192.0.2.99');
    let status = 401;
    for (let tries = 0; tries < 15 && status === 401; tries += 1)
      status = (await stranger.send('GET', '/api/duties/calendar.ics', undefined, basic('aoki@example.co.jp', `guess${tries}`))).status;
    assert.equal(status, 429);
    must(await site.stepUp(administrator));
    const { password } = must(await administrator.post('/api/duties/feed')).body;
    const own = site.browser('192.0.2.100');
    for (let polls = 0; polls < 30; polls += 1)
      must(await own.send('GET', '/api/duties/calendar.ics', undefined, basic('aoki@example.co.jp', password)));
  });

  it('hand the same calendar out as a file', async () => {
    const file = must(await employee.get('/api/duties/calendar'));
    assert.match(String(file.headers['content-disposition']), /tejun-duties\.ics/);
    checkCalendar(file.body);
    company.clock.set(nine('2027-06-01'));
    await company.duties.sweep();
    const later = must(await employee.get('/api/duties/calendar')).body as string;
    assert.match(later, /期限超過/);
    assert.doesNotMatch(later, /STATUS:CANCELLED/, 'what was closed more than 90 days ago is gone');
  });

  it('read Basic credentials strictly', () => {
    assert.deepEqual(basicCredentials(basic('a@b', 'c:d').authorization), { login: 'a@b', password: 'c:d' });
    for (const wrong of [undefined, '', 'Bearer x', 'Basic', 'Basic !!', `Basic ${Buffer.from('nocolon').toString('base64')}`])
      assert.equal(basicCredentials(wrong), null);
  });
});

/** RFC 5545: lines of at most 75 octets that end in CRLF, one entry for each occurrence with an id that stays. */
function checkCalendar(text: string): void {
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  for (const line of text.split('\r\n')) {
    assert.doesNotMatch(line, /[\r\n]/);
    assert.ok(Buffer.byteLength(line) <= 75, line);
  }
  const whole = text.replaceAll('\r\n ', '');
  const events = whole.split('BEGIN:VEVENT').slice(1);
  assert.ok(events.length > 0);
  const uids = events.map((event) => /\r\nUID:(\S+)\r\n/.exec(event)![1]);
  assert.equal(new Set(uids).size, events.length);
  for (const event of events) {
    const [, start, end] = /DTSTART;VALUE=DATE:(\d{8})\r\nDTEND;VALUE=DATE:(\d{8})/.exec(event)!;
    assert.ok(end! > start!);
    assert.match(event, /\r\nSTATUS:(CONFIRMED|TENTATIVE|CANCELLED)\r\n/);
    assert.match(event, /\r\nCATEGORIES:定期業務,/);
    assert.match(event, /\r\nURL:https:\/\/tejun\.example\.co\.jp\/duties\/[0-9a-f-]{36}\r\n/);
  }
}
