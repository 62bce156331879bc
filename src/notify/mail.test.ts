import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { countNotices, decideNotices, sendTest } from './index.ts';
import { mailWorkers } from './sender.ts';
import { selfSigned } from './testing/certificate.ts';
import { openPostOffice, type PostOffice, type PostOfficeOptions } from './testing/post-office.ts';
import { mail, type NotifySite, notifySite } from './testing/site.ts';

describe('mail, against a real SMTP server', () => {
  let site: NotifySite;
  let office: PostOffice;
  const offices: PostOffice[] = [];
  const drops = new Set<string>();
  const open = async (options?: PostOfficeOptions) => {
    const opened = await openPostOffice(options);
    offices.push(opened);
    return opened;
  };
  before(async () => {
    site = await notifySite();
    office = await open({
      afterData: (address) => (drops.delete(address) ? 'drop' : address.startsWith('late') ? [554, '5.7.1 Spam'] : null),
    });
    await site.setMail({ port: office.port });
  });
  after(async () => {
    await site.close();
    for (const each of offices) await each.close();
  });

  it('carries text, HTML and a calendar entry, in Japanese, with 髙, 﨑 and 𠮷', async () => {
    const notice = mail('takasaki@example.co.jp');
    const text = {
      ...notice.text,
      subject: '【要確認】髙﨑𠮷さん: しおりの確認のお願い(2026-12-10まで)',
      lines: ['#見出し *太字* $数式$ <script>alert("x")</script> & 髙﨑𠮷', '', '\u202eRLO'],
      date: '2026-12-10',
    };
    await site.put({ ...notice, text });
    await site.sender.runDue();
    const read = await office.mailTo('takasaki@example.co.jp');
    assert.equal(read.subject, text.subject);
    assert.deepEqual(read.to!.value, [{ address: 'takasaki@example.co.jp', name: '髙﨑 𠮷子' }]);
    assert.deepEqual(read.from!.value, [{ address: 'tejun@example.co.jp', name: '髙﨑𠮷商店 情報システム' }]);
    assert.ok(
      read.text!.startsWith(`${text.lines.join('\n')}\n\nしおりを開く\nhttps://tejun.example.co.jp/leaflet#takasaki@example.co.jp\n`),
      read.text,
    );
    const html = read.html as string;
    assert.match(html, /#見出し \*太字\* \$数式\$ &lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt; &amp; 髙﨑𠮷/);
    assert.match(html, /href="https:\/\/tejun\.example\.co\.jp\/leaflet#takasaki@example\.co\.jp"/);
    assert.doesNotMatch(html, /<(script|img|link|iframe|form)|url\(|@import/i, 'nothing that runs, and nothing that is fetched');
    assert.equal(read.headers.get('auto-submitted'), 'auto-generated');
    assert.match(read.messageId!, /^<[0-9a-f-]{36}@example\.co\.jp>$/);
    assert.deepEqual(read.date, site.clock.now());
    const [calendar] = read.attachments;
    assert.deepEqual([read.attachments.length, calendar!.filename, calendar!.contentType], [1, 'tejun.ics', 'text/calendar']);
    const entry = calendar!.content.toString().replaceAll('\r\n ', '');
    assert.match(entry, /\r\nDTSTART;VALUE=DATE:20261210\r\nDTEND;VALUE=DATE:20261211\r\n/);
    assert.match(entry, /SUMMARY:【要確認】髙﨑𠮷さん/);
    assert.doesNotMatch(entry, /leaflet#/, 'calendars are shared, the link is for its reader');
    assert.ok(
      office.delivered
        .at(-1)!
        .raw.toString('latin1')
        .split('\r\n')
        .every((line) => line.length <= 998),
      'lines that every server takes',
    );
  });

  it('says the same in English where its reader reads English', async () => {
    await site.put(mail('smith@example.co.jp', { language: 'en' }));
    await site.sender.runDue();
    const { text, html, headers } = await office.mailTo('smith@example.co.jp');
    assert.match(text!, /sent automatically by Tejun/);
    assert.match(html as string, /<html lang="en">/);
    assert.equal(headers.get('content-language'), 'en');
  });

  it('does not know what became of a mail when the line breaks after its content, and says so', async () => {
    drops.add('dropped@example.co.jp');
    await site.put(mail('dropped@example.co.jp'));
    await site.sender.runDue();
    site.clock.advance({ days: 9 });
    await site.sender.runDue();
    const { state, problem, id } = await site.row('leaflet:dropped');
    assert.deepEqual([state, problem, office.countTo('dropped@example.co.jp')], ['uncertain', 'no-answer', 1]);
    await decideNotices({ pool: site.db.app, clock: site.clock }, { decision: 'send-again', which: [id], by: 'account:a' });
    await site.sender.runDue();
    assert.deepEqual([(await site.row('leaflet:dropped')).state, office.countTo('dropped@example.co.jp')], ['sent', 2]);
    const ids = office.delivered
      .filter(({ to }) => to[0] === 'dropped@example.co.jp')
      .map(({ raw }) => /^Message-ID: (.+)$/im.exec(raw.toString())![1]);
    assert.equal(ids[0], ids[1], 'the same Message-ID, so that a mail box can tell');
  });

  it('takes a refusal after the content for an answer like any other', async () => {
    await site.put(mail('late@example.co.jp'));
    await site.sender.runDue();
    const { state, lastError } = await site.row('leaflet:late');
    assert.equal(state, 'dead');
    assert.match(lastError!, /554 5\.7\.1 Spam/);
  });

  it('sends 300 over a few connections, each once', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `staff${i}@example.co.jp`);
    const begun = performance.now();
    assert.equal(await site.put(...names.map((name) => mail(name))), 300);
    const queuedMs = performance.now() - begun;
    await site.sender.runDue();
    assert.ok(queuedMs < 2000, `queued within ${Math.round(queuedMs)} ms`);
    assert.deepEqual(
      names.filter((name) => office.countTo(name) !== 1),
      [],
    );
    assert.ok(office.connectionsMost <= mailWorkers, `${office.connectionsMost} connections at once`);
  });

  it('keeps mails while the server is away, and does not knock for each of them', async () => {
    let knocks = 0;
    const closed: Server = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await site.setMail({ port });
    await site.put(...Array.from({ length: 40 }, (_, i) => mail(`away${i}@example.co.jp`)));
    await site.sender.runDue();
    await site.sender.runDue();
    const counts = await countNotices(site.db.app);
    assert.equal(counts.queued + counts.failed, 40);
    assert.ok(knocks <= mailWorkers, `${knocks} connections`);
    await new Promise((resolve) => closed.close(resolve));
    site.clock.advance({ minutes: 2 });
    await site.sender.runDue();
    const words = (await site.rows())
      .filter(({ state, problem }) => state === 'failed' && problem === 'unreachable')
      .map(({ lastError }) => lastError);
    assert.match(words.join(), /ECONNREFUSED/);
    assert.ok(words.length <= 2 * mailWorkers, `${words.length} attempts`);
    await site.setMail({ port: office.port });
    site.clock.advance({ minutes: 10 });
    await site.sender.runDue();
    assert.equal((await site.rows()).filter(({ about, state }) => about.startsWith('leaflet:away') && state === 'sent').length, 40);
  });

  it('sends a test message past the queue, and hands back the words of a server that refuses it', async () => {
    const to = { address: 'yamada@example.co.jp', name: '山田 太郎' };
    const test = () => sendTest(site.settings, { clock: site.clock }, { channel: 'mail', to, language: 'ja' });
    assert.deepEqual(await test(), { is: 'sent' });
    assert.match((await office.mailTo(to.address)).subject!, /試し送り/);
    const strict = await open({ refuse: () => [550, '5.7.60 Relaying denied'] });
    await site.setMail({ port: strict.port });
    const refused = await test();
    assert.equal(refused!.is, 'never');
    assert.match(JSON.stringify(refused), /Relaying denied/);
    assert.equal(await sendTest(site.settings, { clock: site.clock }, { channel: 'slack', to, language: 'ja' }), null);
    await site.setMail({ port: office.port });
  });
});

describe('mail, in secret', () => {
  let site: NotifySite;
  const offices: PostOffice[] = [];
  const password = 'post-Geheim-71';
  before(async () => {
    site = await notifySite();
  });
  after(async () => {
    await site.close();
    for (const each of offices) await each.close();
  });
  const outcomeWith = async (options: PostOfficeOptions['server'], settings: Record<string, string>, secrets = {}) => {
    const office = await openPostOffice({ server: options });
    offices.push(office);
    await site.setMail({ host: 'localhost', port: office.port, ...settings }, secrets);
    const to = { address: 'a@example.co.jp', name: '' };
    return { office, outcome: (await sendTest(site.settings, { clock: site.clock }, { channel: 'mail', to, language: 'ja' }))! };
  };
  const problemOf = (outcome: object): unknown => ('problem' in outcome ? outcome.problem : outcome);

  it('is not sent in the open where STARTTLS is demanded and missing', async () => {
    const { office, outcome } = await outcomeWith({ disabledCommands: ['AUTH', 'STARTTLS'] }, { tls: 'starttls' });
    assert.deepEqual([outcome.is, problemOf(outcome), office.delivered.length], ['later', 'tls', 0]);
  });

  it('is not sent to a server whose certificate nobody vouches for', async () => {
    const { key, cert } = await selfSigned();
    for (const [server, tls] of [
      [{ disabledCommands: ['AUTH'], key, cert }, 'starttls'],
      [{ disabledCommands: ['AUTH'], key, cert, secure: true }, 'implicit'],
    ] as const) {
      const { office, outcome } = await outcomeWith({ ...server, disabledCommands: [...server.disabledCommands] }, { tls });
      assert.deepEqual([outcome.is, problemOf(outcome), office.delivered.length], ['later', 'tls', 0], tls);
    }
  });

  it('goes encrypted, by STARTTLS or from the first byte, with user and password', async () => {
    const { key, cert } = await selfSigned();
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, cert]);
    const onAuth: NonNullable<PostOfficeOptions['server']>['onAuth'] = (auth, _session, callback) =>
      auth.username === 'tejun' && auth.password === password
        ? callback(null, { user: 'tejun' })
        : callback(new Error('5.7.8 Bad credentials'));
    for (const secure of [false, true]) {
      const server = { key, cert, secure, onAuth, disabledCommands: [] };
      const settings = { tls: secure ? 'implicit' : 'starttls', user: 'tejun' };
      const { office, outcome } = await outcomeWith(server, settings, { password });
      assert.deepEqual(outcome, { is: 'sent' });
      assert.deepEqual([office.delivered[0]!.secure, office.delivered[0]!.user], [true, 'tejun']);
      const wrong = await outcomeWith(server, settings, { password: 'not-the-password' });
      assert.deepEqual([wrong.outcome.is, problemOf(wrong.outcome), wrong.office.delivered.length], ['later', 'credentials', 0]);
      assert.doesNotMatch(JSON.stringify(wrong.outcome), /not-the-password/);
    }
    setDefaultCACertificates(trusted);
  });
});
