import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import { readEntries } from '../ledger/index.ts';
import { openPostOffice, type PostOffice } from '../notify/testing/post-office.ts';
import { mail, mailSettings, type NotifySite, notifySite } from '../notify/testing/site.ts';
import { noticeRoutes } from './notices.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

describe('the routes of notices', () => {
  let notices: NotifySite;
  let site: TestSite;
  let office: PostOffice;
  let yamada: TestBrowser;
  const refusals = new Map<string, readonly [number, string]>();
  before(async () => {
    notices = await notifySite();
    office = await openPostOffice({ refuse: (address) => refusals.get(address) ?? null });
    const { db, clock, settings, sender } = notices;
    const quiet = { nextQuietEnd: (at: Date) => notices.quietUntil ?? at };
    const ownAddress = async (accountId: string) =>
      accountId === yamada.accountId ? { address: 'yamada@example.co.jp', name: '山田 太郎' } : null;
    site = await testSite({ routes: [(app) => noticeRoutes(app, { pool: db.app, clock, settings, sender, quiet, ownAddress })] });
    yamada = await site.setUp('yamada@example.co.jp');
    must(await site.stepUp(yamada));
  });
  after(async () => {
    await site.close();
    await notices.close();
    await office.close();
  });
  const put = (body: object) => yamada.send('PUT', '/api/notices/settings', body);
  const mailBody = (more: object = {}, secrets: object = {}, version = 0) => ({
    channel: 'mail',
    enabled: true,
    version,
    settings: { ...mailSettings, port: office.port, ...more },
    secrets,
  });

  it('show what is not set up, and take settings with the version that was seen', async () => {
    const { channels } = must(await yamada.get('/api/notices/settings')).body;
    assert.deepEqual(
      channels.map(({ channel, enabled }: { channel: string; enabled: boolean }) => [channel, enabled]),
      ['mail', 'slack', 'teams', 'chatwork', 'lineworks', 'webhook'].map((channel) => [channel, false]),
    );
    assert.equal((await yamada.post('/api/notices/test', { channel: 'mail' })).body.error, 'not-ready');
    must(await put(mailBody()));
    assert.deepEqual([(await put(mailBody())).status, (await put(mailBody())).body.error], [409, 'conflict']);
    const refused = await put({ channel: 'slack', enabled: true, version: 0, settings: {}, secrets: { url: 'http://example.com' } });
    assert.deepEqual([refused.status, refused.body.error, refused.body.params.problem], [422, 'not-ready', 'url']);
    const [entry] = await readEntries(notices.db.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor], ['notice.settings', yamada.accountId]);
  });

  it('give no secret back, in any answer', async () => {
    const url = 'https://hooks.example/s3cret';
    must(await put({ channel: 'slack', enabled: true, version: 0, settings: {}, secrets: { url } }));
    const { body } = must(await yamada.get('/api/notices/settings'));
    assert.doesNotMatch(JSON.stringify(body), /s3cret/);
    const slack = body.channels.find(({ channel }: { channel: string }) => channel === 'slack');
    assert.deepEqual([slack.enabled, slack.secretsSetAt], [true, { url: notices.clock.now().toISOString() }]);
  });

  it('refuse what is no setting', async () => {
    const bad: object[] = [
      mailBody({ port: 0 }),
      mailBody({ port: '25' }),
      mailBody({ tls: 'maybe' }),
      mailBody({ fromName: '情報\r\nBcc: x@example.co.jp' }),
      mailBody({ host: 'x'.repeat(254) }),
      mailBody({}, { password: '' }),
      mailBody({}, { password: 'a\nb' }),
      { ...mailBody(), channel: 'fax' },
      { ...mailBody(), version: -1 },
      { channel: 'webhook', enabled: true, version: 0 },
    ];
    for (const body of bad) assert.equal((await put(body)).status, 400, JSON.stringify(body).slice(0, 300));
  });

  it('send a test mail to the caller only, and hand back the server’s words where it refuses', async () => {
    const test = async () => must(await yamada.post('/api/notices/test', { channel: 'mail', to: 'x@example.co.jp' })).body;
    assert.deepEqual(await test(), { outcome: 'taken', to: 'yamada@example.co.jp', problem: null, words: null });
    assert.match((await office.mailTo('yamada@example.co.jp')).subject!, /試し送り/);
    assert.equal(office.countTo('x@example.co.jp'), 0);
    refusals.set('yamada@example.co.jp', [550, '5.7.60 Sender not allowed']);
    const { outcome, problem, words } = await test();
    assert.deepEqual([outcome, problem], ['refused', 'refused']);
    assert.match(words, /550 5\.7\.60 Sender not allowed/);
    refusals.clear();
  });

  it('list by how notices stand, what asks for a decision first, and decide', async () => {
    refusals.set('gone@example.co.jp', [550, 'No such user']);
    refusals.set('lost@example.co.jp', [550, 'No such user']);
    await notices.put(mail('gone@example.co.jp'), mail('lost@example.co.jp'), mail('there@example.co.jp'));
    await notices.sender.runDue();
    notices.quietUntil = new Date(notices.clock.now().getTime() + 60_000);
    await notices.put(mail('later@example.co.jp'));
    const list = async (query = '') => must(await yamada.get(`/api/notices${query}`)).body;
    const attention = await list();
    assert.deepEqual([attention.total, attention.counts.dead, attention.counts.sent, attention.counts.queued], [2, 2, 1, 1]);
    assert.deepEqual(
      [attention.quietUntil, attention.off],
      [notices.quietUntil.toISOString(), ['teams', 'chatwork', 'lineworks', 'webhook']],
    );
    const gone = attention.notices.find(({ recipient }: { recipient: string }) => recipient === 'gone@example.co.jp');
    assert.deepEqual([gone.state, gone.problem, gone.attempts, gone.nextAt, gone.recipientName], ['dead', 'refused', 1, null, '髙﨑 𠮷子']);
    assert.match(gone.words, /No such user/);
    assert.doesNotMatch(JSON.stringify(attention), /leaflet#/, 'a link is for its reader');
    assert.deepEqual((await list('?limit=1&offset=1')).notices.length, 1);
    assert.equal((await list('?show=waiting')).notices[0].recipient, 'later@example.co.jp');
    assert.equal((await list('?show=sent')).notices[0].sentAt, notices.clock.now().toISOString());
    for (const query of ['?show=all', '?limit=0', '?limit=201', '?offset=-1', '?offset=x'])
      assert.equal((await yamada.get(`/api/notices${query}`)).status, 400);

    notices.quietUntil = null;
    refusals.clear();
    assert.deepEqual(must(await yamada.post('/api/notices/decide', { decision: 'send-again', which: [gone.id] })).body, { decided: 1 });
    await notices.sender.runDue();
    assert.equal(office.countTo('gone@example.co.jp'), 1);
    assert.deepEqual(must(await yamada.post('/api/notices/decide', { decision: 'give-up', which: 'dead' })).body, { decided: 1 });
    assert.equal((await list()).total, 0);
    const late = await yamada.post('/api/notices/decide', { decision: 'send-again', which: [gone.id] });
    assert.deepEqual([late.status, late.body.error], [409, 'wrong-state']);
    for (const which of [[], ['x'], 'sent', Array.from({ length: 1001 }, newId)])
      assert.equal((await yamada.post('/api/notices/decide', { decision: 'give-up', which })).status, 400);
  });
});
