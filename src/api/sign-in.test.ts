import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeSetupLink } from '../people/index.ts';
import { codeOf, goodPassword, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const login = 'aoki@example.co.jp';

describe('set-up and sign-in', () => {
  let site: TestSite;
  let administrator: TestBrowser;
  before(async () => {
    site = await testSite();
  });
  after(() => site.close());

  it('says to a stranger that nobody has set it up', async () => {
    const { body } = await site.browser().get('/api/session');
    assert.deepEqual(body, { signedIn: false, setUp: false, passkeysHere: true });
  });

  it('lets only the newest set-up link work', async () => {
    const old = await makeSetupLink(site.people);
    const token = await makeSetupLink(site.people);
    assert.equal((await site.browser().post('/api/setup/open', { token: old })).status, 410);
    assert.equal((await site.browser().post('/api/setup/open', { token })).status, 200);
  });

  it('refuses a weak password and an account without a proven factor', async () => {
    const browser = site.browser();
    const begin = { token: await makeSetupLink(site.people), name: '青木', login, language: 'ja' };
    assert.equal((await browser.post('/api/setup/begin', { ...begin, password: 'password1234' })).body.error, 'password-too-weak');
    must(await browser.post('/api/setup/begin', { ...begin, password: goodPassword }));
    const wrong = await browser.post('/api/setup/finish', { factor: { kind: 'totp', code: '000000' } });
    assert.equal(wrong.body.error, 'wrong-credentials');
    assert.equal((await browser.post('/api/sign-in', { login, password: goodPassword })).status, 401);
  });

  it('makes the first administrator, once', async () => {
    const waiting = await makeSetupLink(site.people);
    administrator = await site.setUp(login);
    assert.equal(administrator.recoveryCodes.length, 10);
    const session = (await administrator.get('/api/session')).body;
    assert.deepEqual(session.roles, ['administrator']);
    assert.equal((await site.browser().post('/api/setup/open', { token: waiting })).status, 410);
    assert.equal(await makeSetupLink(site.people), null);
    assert.equal(site.events.filter((event) => event.kind === 'account.created').length, 1);
  });

  it('answers the same to a wrong password and to an unknown login', async () => {
    const wrong = await site.browser('192.0.2.21').post('/api/sign-in', { login, password: 'not the password' });
    const unknown = await site.browser('192.0.2.22').post('/api/sign-in', { login: 'nobody@example.co.jp', password: goodPassword });
    assert.deepEqual([wrong.status, wrong.body], [unknown.status, unknown.body]);
    assert.equal(wrong.body.error, 'wrong-credentials');
    assert.ok(!JSON.stringify(site.events).includes('nobody@example'), 'an unknown login is not recorded');
  });

  it('signs in only after the second factor, and refuses a code twice', async () => {
    const browser = site.browser();
    const begun = must(await browser.post('/api/sign-in', { login: ' ＡＯＫＩ@example.co.jp ', password: goodPassword }));
    assert.deepEqual(begun.body, { next: 'totp', factors: ['totp', 'recovery'] });
    assert.equal((await browser.get('/api/me')).status, 401);
    site.clock.advance({ seconds: 30 });
    const code = codeOf(administrator.seed, site.clock.now());
    must(await browser.post('/api/sign-in/totp', { code }));
    assert.equal((await browser.get('/api/me')).status, 200);
    const second = site.browser();
    must(await second.post('/api/sign-in', { login, password: goodPassword }));
    assert.equal((await second.post('/api/sign-in/totp', { code })).body.error, 'wrong-credentials');
  });

  it('spends a recovery code once, typed as a person types', async () => {
    const browser = site.browser();
    const typed = administrator.recoveryCodes[0]!.toUpperCase().replaceAll('-', ' ');
    for (const expected of [200, 401]) {
      must(await browser.post('/api/sign-in', { login, password: goodPassword }));
      assert.equal((await browser.post('/api/sign-in/recovery', { code: typed })).status, expected);
    }
    assert.equal((await browser.get('/api/me')).body.recoveryCodesLeft, 9);
  });

  it('ends a half sign-in after five failures or five minutes', async () => {
    const browser = site.browser();
    must(await browser.post('/api/sign-in', { login, password: goodPassword }));
    site.clock.advance({ minutes: 6 });
    assert.equal((await browser.post('/api/sign-in/totp', { code: '123456' })).body.error, 'second-factor-required');
    site.clock.advance({ hours: 1 });
    must(await browser.post('/api/sign-in', { login, password: goodPassword }));
    for (let count = 0; count < 5; count += 1) await browser.post('/api/sign-in/totp', { code: '000000' });
    assert.equal(
      (await browser.post('/api/sign-in/totp', { code: codeOf(administrator.seed, site.clock.now()) })).body.error,
      'second-factor-required',
    );
    site.clock.advance({ hours: 1 });
  });

  it('keeps no secret in the clear', async () => {
    const { rows } = await site.people.pool.query(
      `SELECT to_jsonb(t)::text AS row FROM people_session t UNION ALL SELECT to_jsonb(t)::text FROM people_totp t
       UNION ALL SELECT to_jsonb(t)::text FROM people_link t UNION ALL SELECT to_jsonb(t)::text FROM people_ceremony t
       UNION ALL SELECT to_jsonb(t)::text FROM people_recovery_code t UNION ALL SELECT to_jsonb(t)::text FROM people_account t`,
    );
    const stored = rows.map((row) => row.row).join('\n') + JSON.stringify(site.events);
    for (const secret of [administrator.seed, goodPassword, administrator.recoveryCodes[3]!, ...administrator.cookies.values()]) {
      assert.ok(!stored.includes(secret), 'a secret is stored as it is');
    }
  });

  it('ends sessions after 12 idle hours and after 7 days', async () => {
    const browser = site.browser();
    browser.seed = administrator.seed;
    must(await site.signIn(browser, login));
    site.clock.advance({ hours: 11, minutes: 59 });
    assert.equal((await browser.get('/api/me')).status, 200);
    site.clock.advance({ hours: 12 });
    assert.equal((await browser.get('/api/me')).status, 401);
    must(await site.signIn(browser, login));
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      assert.equal((await browser.get('/api/me')).status, 200);
      site.clock.advance({ hours: 8 });
    }
    assert.equal((await browser.get('/api/me')).status, 401);
  });

  it('signs out', async () => {
    const browser = site.browser();
    browser.seed = administrator.seed;
    must(await site.signIn(browser, login));
    const cookies = new Map(browser.cookies);
    must(await browser.post('/api/sign-out'));
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    assert.equal((await browser.get('/api/me')).status, 401);
  });
});
