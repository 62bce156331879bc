import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inTransaction } from '../db/pool.ts';
import { answerBytesMax } from './channels/http.ts';
import { announce, type Channel, type ChatChannel } from './index.ts';
import { chat, type NotifySite, notifySite } from './testing/site.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
type Reply = { status?: number; body?: string; headers?: Record<string, string>; hangUp?: true; forever?: true };

/**
 * The services outside are not reachable from a test. In their place stands a server on loopback, which hears the real bytes; how
 * they answer follows their public documentation (Slack: 200 `ok` or a word with 4xx; Workflows: 202; Chatwork: 200 with a
 * message_id or 4xx with `errors`; LINE WORKS: a token, then 201).
 */
describe('chat channels, against stand-ins for the services', () => {
  let site: NotifySite;
  let server: Server;
  let base: string;
  const heard: Heard[] = [];
  let replies: Reply[] = [];
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const secret = 'a shared secret of 30 characters';

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        heard.push({ method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        const { status = 200, body = 'ok', headers = {}, hangUp, forever } = replies.shift() ?? {};
        if (hangUp) return request.socket.destroy();
        response.writeHead(status, headers);
        if (!forever) return response.end(body);
        const more = () => !response.destroyed && response.write('x'.repeat(4096), () => setImmediate(more));
        more();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    site = await notifySite({ chatwork: `${base}/v2`, lineworksAuth: base, lineworksApi: base });
    await site.use('slack', {}, { url: `${base}/services/T0/B0/s3cretSl4ck` });
    await site.use('teams', {}, { url: `${base}/workflows/1/triggers/manual/paths/invoke?sig=s3cretTe4ms` });
    await site.use('chatwork', { roomId: '12345' }, { token: 's3cretCh4twork' });
    const ids = { clientId: 'client-1', serviceAccount: 'x.serviceaccount@example', botId: '2000001', channelId: '12345a12-b12c' };
    await site.use('lineworks', ids, { clientSecret: 's3cretL1ne', privateKey });
    await site.use('webhook', {}, { url: `${base}/hook?key=s3cretW3b`, secret });
  });
  beforeEach(() => {
    heard.length = 0;
    replies = [];
    site.clock.advance({ days: 2 });
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await site.close();
  });

  let count = 0;
  const send = async (channel: ChatChannel, more: Parameters<typeof chat>[2] = {}) => {
    const about = `test:${count++}`;
    await site.put(chat(channel, about, more));
    await site.sender.runDue();
    return site.row(about);
  };
  const nasty = {
    subject: '<!channel> *急* [toall] & |',
    lines: ['<https://evil.example|ここ> _斜_ `x` [To:1]さん 髙﨑𠮷', '[/info] **太字**'],
  };

  it('Slack: words as plain text, the link escaped', async () => {
    assert.equal((await send('slack', { ...nasty, link: { url: 'https://t.example/a?b=1&c=<|>', label: '開く | <x>' } })).state, 'sent');
    const { method, path, headers, body } = heard[0]!;
    assert.deepEqual([method, path, headers['content-type']], ['POST', '/services/T0/B0/s3cretSl4ck', 'application/json; charset=utf-8']);
    const { text, blocks } = JSON.parse(body);
    assert.equal(text, '&lt;!channel&gt; *急* [toall] &amp; |');
    assert.deepEqual(blocks[0], { type: 'header', text: { type: 'plain_text', text: nasty.subject, emoji: false } });
    assert.deepEqual(blocks[1], { type: 'section', text: { type: 'plain_text', text: nasty.lines.join('\n'), emoji: false } });
    assert.equal(blocks[2].text.text, '<https://t.example/a?b=1&amp;c=%3C%7C%3E|開く / &lt;x&gt;>');
    assert.equal(blocks.length, 3);
  });

  it('Teams: an Adaptive Card in a message, its words in text runs that know no Markdown', async () => {
    replies = [{ status: 202, body: '' }];
    assert.equal((await send('teams', nasty)).state, 'sent');
    const { path, body } = heard[0]!;
    assert.equal(path, '/workflows/1/triggers/manual/paths/invoke?sig=s3cretTe4ms');
    const { type, attachments } = JSON.parse(body);
    assert.deepEqual([type, attachments.length, attachments[0].contentType], ['message', 1, 'application/vnd.microsoft.card.adaptive']);
    const { content } = attachments[0];
    assert.deepEqual([content.type, content.version], ['AdaptiveCard', '1.4']);
    assert.ok(content.body.every((block: { type: string }) => block.type === 'RichTextBlock'));
    assert.deepEqual(
      content.body.map((block: { inlines: { text: string }[] }) => block.inlines[0]!.text),
      [nasty.subject, ...nasty.lines],
    );
    assert.deepEqual(content.actions, [
      { type: 'Action.OpenUrl', title: '手順書を開く', url: 'https://tejun.example.co.jp/procedures?a=1&b=2' },
    ]);
  });

  it('Chatwork: a form with the token in its header, and no tag of ours from a company’s text', async () => {
    replies = [{ body: '{"message_id":"1234"}' }];
    assert.equal((await send('chatwork', nasty)).state, 'sent');
    const { path, headers, body } = heard[0]!;
    assert.equal(path, '/v2/rooms/12345/messages');
    assert.deepEqual([headers['content-type'], headers['x-chatworktoken']], ['application/x-www-form-urlencoded', 's3cretCh4twork']);
    const text = new URLSearchParams(body).get('body')!;
    assert.deepEqual(text.match(/\[[^\]]*\]/g), ['[info]', '[title]', '[/title]', '[/info]']);
    assert.match(text, /髙﨑𠮷/);
    assert.match(text, /https:\/\/tejun\.example\.co\.jp\/procedures\?a=1&b=2\[\/info\]$/);
  });

  it('LINE WORKS: a signed assertion for a token, then the message, the link not cut off', async () => {
    replies = [
      { body: '{"access_token":"jp1tok3n","token_type":"Bearer","expires_in":"86400","scope":"bot.message"}' },
      { status: 201, body: '' },
    ];
    assert.equal((await send('lineworks', { lines: ['𠮷'.repeat(900), '次の行'.repeat(200)] })).state, 'sent');
    const [token, message] = heard as [Heard, Heard];
    const form = Object.fromEntries(new URLSearchParams(token.body));
    assert.equal(token.path, '/oauth2/v2.0/token');
    assert.deepEqual(
      [form.grant_type, form.client_id, form.client_secret, form.scope],
      ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'client-1', 's3cretL1ne', 'bot.message'],
    );
    const [head, claims, signature] = form.assertion!.split('.') as [string, string, string];
    assert.ok(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')));
    assert.deepEqual(JSON.parse(Buffer.from(head, 'base64url').toString()), { alg: 'RS256', typ: 'JWT' });
    const iat = Math.floor(site.clock.now().getTime() / 1000);
    assert.deepEqual(JSON.parse(Buffer.from(claims, 'base64url').toString()), {
      iss: 'client-1',
      sub: 'x.serviceaccount@example',
      iat,
      exp: iat + 3600,
    });
    assert.deepEqual(
      [message.path, message.headers.authorization],
      ['/v1.0/bots/2000001/channels/12345a12-b12c/messages', 'Bearer jp1tok3n'],
    );
    const { content } = JSON.parse(message.body);
    assert.equal(content.type, 'text');
    assert.ok(content.text.length <= 2000 && content.text.isWellFormed(), `${content.text.length}`);
    assert.match(content.text, /^手順書 第2\.0版が承認されました\n\n𠮷/);
    assert.match(content.text, /…\n\n手順書を開く https:\/\/tejun\.example\.co\.jp\/procedures\?a=1&b=2$/);
  });

  it('LINE WORKS: where no token is given the message has not left, and no secret shows', async () => {
    replies = [{ status: 400, body: `{"error":"invalid_client","error_description":"s3cretL1ne is wrong"}` }];
    const { state, problem, lastError } = await send('lineworks');
    assert.deepEqual([state, problem, heard.length], ['dead', 'credentials', 1]);
    assert.match(lastError!, /invalid_client/);
    assert.doesNotMatch(lastError!, /s3cret/);
    replies = [{ body: 'not json' }];
    assert.deepEqual([(await send('lineworks')).state, heard.length], ['dead', 2]);
    replies = [{ hangUp: true }];
    assert.equal((await send('lineworks')).state, 'failed', 'asking for a token again does no harm');
  });

  it('webhook: JSON, signed over time and body', async () => {
    const { state, id } = await send('webhook');
    assert.equal(state, 'sent');
    // A call that the test before broke off may still come in.
    const { path, headers, body } = heard.find((each) => each.path.startsWith('/hook'))!;
    assert.equal(path, '/hook?key=s3cretW3b');
    const timestamp = String(headers['tejun-timestamp']);
    assert.equal(Number(timestamp), Math.floor(site.clock.now().getTime() / 1000));
    assert.equal(headers['tejun-signature'], `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
    assert.equal(headers['tejun-notice-id'], id);
    assert.deepEqual(JSON.parse(body), {
      format: 'tejun-notice/1',
      id,
      language: 'ja',
      subject: '手順書 第2.0版が承認されました',
      lines: ['2026-12-01から有効です。', '変更: 8.1.e'],
      link: { url: 'https://tejun.example.co.jp/procedures?a=1&b=2', label: '手順書を開く' },
      about: `test:${count - 1}`,
      urgent: false,
      createdAt: site.clock.now().toISOString(),
    });
  });

  it('judges every answer: not now, never, or nobody knows', async () => {
    const cases: [Reply, string, string | null][] = [
      [{ status: 429, headers: { 'retry-after': '7' }, body: 'rate_limited' }, 'failed', 'later'],
      [{ status: 503 }, 'failed', 'later'],
      [{ status: 500, body: 'rollup_error' }, 'failed', 'later'],
      [{ status: 404, body: 'channel_not_found' }, 'dead', 'refused'],
      [{ status: 401 }, 'dead', 'credentials'],
      [{ status: 302, headers: { location: `${base}/elsewhere` } }, 'dead', 'refused'],
      [{ status: 502 }, 'uncertain', 'no-answer'],
      [{ status: 504 }, 'uncertain', 'no-answer'],
      [{ hangUp: true }, 'uncertain', 'no-answer'],
      [{ status: 204, body: '' }, 'sent', null],
    ];
    for (const [reply, state, problem] of cases) {
      // What failed before is not to come due within the next case.
      await site.db.owner.query(`UPDATE notify_notice SET state = 'dead' WHERE state = 'failed'`);
      site.clock.advance({ hours: 1 });
      replies = [reply];
      const row = await send('slack');
      assert.deepEqual([row.state, row.problem], [state, problem], JSON.stringify(reply));
      assert.doesNotMatch(row.lastError ?? '', /s3cret/);
    }
    assert.equal(
      heard.some(({ path }) => path === '/elsewhere'),
      false,
      'a redirect is not followed',
    );
  });

  it('waits as long as a service asks, with all that is for it', async () => {
    replies = [{ status: 429, headers: { 'retry-after': '120' } }];
    await site.put(chat('slack', 'pause:1'), chat('slack', 'pause:2'));
    await site.sender.runDue();
    assert.equal(heard.length, 1);
    assert.equal((await send('teams')).state, 'sent', 'the others go on');
    site.clock.advance({ seconds: 119 });
    await site.sender.runDue();
    assert.equal(heard.length, 2);
    site.clock.advance({ seconds: 1 });
    await site.sender.runDue();
    assert.deepEqual([(await site.row('pause:1')).state, (await site.row('pause:2')).state, heard.length], ['sent', 'sent', 4]);
  });

  it('announces to every channel that is on, once to each', async () => {
    replies = [{}, {}, {}, {}, {}, {}].map(() => ({ body: '{"access_token":"jp1tok3n"}' }));
    const news = { ...chat('slack', 'procedures:3'), dedupeKey: 'procedures:3 approved' };
    const put = () => inTransaction(site.db.app, (tx) => announce(tx, site.clock.now(), news));
    assert.deepEqual([await put(), await put()], [5, 0]);
    await site.sender.runDue();
    const paths = heard.map(({ path }) => path.split('/')[1]!.split('?')[0]).sort();
    assert.deepEqual(paths, ['hook', 'oauth2', 'services', 'v1.0', 'v2', 'workflows']);
  });

  it('reads no more of an answer than it shows, and shows no secret that it repeats', async () => {
    replies = [{ status: 400, forever: true }];
    const long = await send('webhook');
    assert.ok(long.lastError!.length < 600 && answerBytesMax > 600, long.lastError!.slice(0, 50));
    replies = [{ status: 403, body: `no: ${base}/hook?key=s3cretW3b with ${secret}\n` }];
    const { lastError } = await send('webhook');
    assert.equal(lastError, 'HTTP 403 no: … with …');
  });

  it('keeps what cannot be delivered because nobody is there', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const address = { slack: `http://127.0.0.1:${port}/x`, teams: 'https://no-such-host.invalid/x' } satisfies Partial<
      Record<Channel, string>
    >;
    for (const channel of ['slack', 'teams'] as const) {
      await site.use(channel, {}, { url: address[channel] });
      const { state, problem } = await send(channel);
      assert.deepEqual([state, problem], ['failed', 'unreachable'], channel);
    }
  });
});
