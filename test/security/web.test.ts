import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { evidenceRoutes } from '../../src/api/evidence.routes.ts';
import { type TestBrowser, type TestSite, testSite } from '../../src/api/test-site.ts';
import { FakeClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { append, Integrator, memorySigner } from '../../src/ledger/index.ts';

describe('the people’s door, other spellings of its addresses', () => {
  let site: TestSite;
  let ledger: TestDatabase;
  let administrator: TestBrowser;

  before(async () => {
    ledger = await testDatabase();
    const clock = new FakeClock();
    const signer = memorySigner();
    const integrator = new Integrator({ pool: ledger.app, signer, clock, log: silentLog });
    await inTransaction(ledger.app, (tx) =>
      append(tx, clock.now(), [{ kind: 'server.started', actor: 'system', subject: 'server:tejun', payload: {} }]),
    );
    await integrator.settle();
    const evidence = { pool: ledger.app, clock, integrator, verifierKey: signer.vkey, nameOf: async () => new Map() };
    site = await testSite({ routes: [(app) => evidenceRoutes(app, evidence)] });
    administrator = await site.setUp();
  });
  after(async () => {
    await site.close();
    await ledger.close();
  });

  it('gives a stranger the hashes of the ledger, and its entries under no spelling', async () => {
    const stranger = site.browser();
    assert.equal((await stranger.get('/ledger/tile/0/000.p/1')).status, 200);
    for (const path of [
      'entries/000.p/1',
      'entries%2F000.p/1',
      'entries%2f000.p%2f1',
      '%65ntries/000.p/1',
      '/entries/000.p/1',
      '0/../entries/000.p/1',
    ])
      assert.ok([401, 404].includes((await stranger.get(`/ledger/tile/${path}`)).status), path);
    const entries = await administrator.get('/ledger/tile/entries/000.p/1');
    assert.equal(entries.status, 200);
    assert.equal(entries.headers['cache-control'], 'no-store');
  });

  it('takes no change from a foreign page, however the address is spelt', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const path of ['/api/sign-out', '/%61pi/sign-out', '/api/%73ign-out', '/%61%70%69/sign-out'])
      assert.equal((await administrator.send('POST', path, {}, foreign)).body.error, 'csrf-refused', path);
    assert.equal((await administrator.get('/api/session')).body.signedIn, true);
  });

  it('lets no answer of the interface be kept, however the address is spelt', async () => {
    for (const path of ['/api/session', '/%61pi/session', '/api/me', '/api/%6de', '/api/nothing'])
      assert.equal((await administrator.get(path)).headers['cache-control'], 'no-store', path);
  });

  it('takes a NUL for a bad request, not for a failure of its own', async () => {
    for (const query of ['subject=%00', 'kind=%00', 'subject=a%00b']) {
      const { status, body } = await administrator.get(`/api/ledger?${query}`);
      assert.deepEqual([status, body.error], [400, 'bad-request'], query);
    }
  });

  it('is not told who asks by headers that no proxy of ours wrote', async () => {
    const proxied = await testSite({ config: { trustedProxies: ['10.0.0.1'], publicUrl: 'https://tejun.example.co.jp' } });
    try {
      const forged = { 'x-forwarded-host': 'tejun.example.co.jp', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.1' };
      const stranger = proxied.browser('198.51.100.7', 'evil.example');
      const wrong = { login: 'a@example.co.jp', password: 'a wrong guess' };
      const headers = { ...forged, origin: 'https://tejun.example.co.jp' };
      assert.equal((await stranger.send('POST', '/api/sign-in', wrong, headers)).body.error, 'csrf-refused');
      const direct = proxied.browser('198.51.100.7');
      for (let count = 0; count < 10; count += 1)
        await direct.send('POST', '/api/sign-in', wrong, { 'x-forwarded-for': `203.0.113.${count}` });
      assert.equal((await direct.send('POST', '/api/sign-in', wrong, { 'x-forwarded-for': '203.0.113.99' })).status, 429);
    } finally {
      await proxied.close();
    }
  });

  it('marks cookies and answers for HTTPS where the proxy says so', async () => {
    const proxied = await testSite({ config: { trustedProxies: ['10.0.0.1'], publicUrl: 'https://tejun.example.co.jp' } });
    try {
      const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.1' };
      const answer = await proxied
        .browser('10.0.0.1', 'tejun.example.co.jp')
        .send('GET', '/api/session', undefined, { ...headers, cookie: '__Host-tejun=nobody' });
      assert.match(String(answer.headers['set-cookie']), /^__Host-tejun=;.*; HttpOnly; Secure; SameSite=Strict/);
      assert.match(String(answer.headers['strict-transport-security']), /max-age=31536000/);
    } finally {
      await proxied.close();
    }
  });
});
