import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../db/pool.ts';
import { deleteTotp } from '../people/factor.store.ts';
import { type Caller, disablePerson, type PeopleDeps, sweepPeople } from '../people/index.ts';
import { SoftAuthenticator } from '../people/soft-authenticator.ts';
import { codeOf, goodPassword, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const origin = 'http://localhost:8034';
const cliCaller: Caller = {
  actor: 'cli',
  accountId: null,
  name: 'cli',
  roles: ['administrator'],
  language: 'ja',
  sessionId: null,
  steppedUpAt: null,
  via: 'cli',
};
const otherPassword = 'another-lantern-71-river';

describe('people', () => {
  let site: TestSite;
  let administrator: TestBrowser;
  before(async () => {
    site = await testSite();
    administrator = await site.setUp('aoki@example.co.jp');
  });
  after(() => site.close());
  const lastEvents = (count: number) => site.events.slice(-count).map(({ kind, actor, subject }) => [kind, actor, subject]);

  it('invites a person, who joins once through the link', async () => {
    must(await site.stepUp(administrator));
    const invitation = { name: '伊藤', login: 'Ito@example.co.jp', roles: ['employee'] };
    const { status, body } = await administrator.post('/api/people', invitation);
    assert.equal(status, 201);
    assert.match(body.url, /^http:\/\/localhost:8034\/invitation#[\w-]{43}$/);
    assert.deepEqual(lastEvents(2), [
      ['account.created', administrator.accountId, body.accountId],
      ['link.made', administrator.accountId, body.accountId],
    ]);
    assert.equal((await administrator.post('/api/people', { ...invitation, login: 'ＩＴＯ@example.co.jp' })).body.error, 'bad-request');
    assert.equal((await administrator.post('/api/people', { ...invitation, login: 'ITO@EXAMPLE.co.jp' })).body.error, 'conflict');
    const token = body.url.split('#')[1];
    assert.equal(must(await site.browser().post('/api/invitations/open', { token })).body.name, '伊藤');
    const again = must(await administrator.post(`/api/people/${body.accountId}/invitation`));
    assert.equal((await site.browser().post('/api/invitations/open', { token })).status, 410, 'the older link is dead');
    const newer = again.body.url.split('#')[1];
    site.clock.advance({ days: 7 });
    assert.equal((await site.browser().post('/api/invitations/open', { token: newer })).status, 410, 'after seven days');
  });

  it('gives a person who lost everything a new beginning, and ends what was before', async () => {
    administrator = await signedIn('aoki@example.co.jp', administrator);
    const ueda = await site.join(administrator, 'ueda@example.co.jp', ['employee']);
    must(await site.stepUp(administrator));
    const { body } = must(await administrator.post(`/api/people/${ueda.accountId}/invitation`));
    assert.equal((await ueda.get('/api/me')).status, 200, 'the old ways work until the link is followed');
    const fresh = site.browser();
    const begun = must(
      await fresh.post('/api/invitations/begin', { token: body.url.split('#')[1], password: otherPassword, language: 'en' }),
    );
    const code = codeOf(begun.body.totp.secret, site.clock.now());
    must(await fresh.post('/api/invitations/finish', { factor: { kind: 'totp', code } }));
    assert.equal((await ueda.get('/api/me')).status, 401);
    assert.equal(
      (await site.browser('192.0.2.81').post('/api/sign-in', { login: 'ueda@example.co.jp', password: goodPassword })).status,
      401,
    );
    assert.equal((await fresh.get('/api/me')).body.language, 'en');
  });

  it('keeps one active administrator, whoever asks, even two at once', async () => {
    must(await site.stepUp(administrator));
    const id = administrator.accountId;
    assert.equal((await administrator.post(`/api/people/${id}/disable`)).body.error, 'last-administrator');
    assert.equal((await administrator.send('PATCH', `/api/people/${id}`, { roles: ['employee'] })).body.error, 'last-administrator');
    const second = await site.join(administrator, 'endo@example.co.jp', ['administrator']);
    const both = await Promise.allSettled(disableEachOther(second.accountId, administrator.accountId));
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const [winner, loser] = both[0]!.status === 'fulfilled' ? [second, administrator] : [administrator, second];
    assert.equal((await loser.get('/api/me')).status, 401);
    must(await site.stepUp(winner));
    must(await winner.post(`/api/people/${loser.accountId}/enable`));
    administrator = winner;
  });

  it('ends sessions when roles change, and holds the auditor to his bounds', async () => {
    const kato = await site.join(administrator, 'kato@example.co.jp', ['employee']);
    must(await site.stepUp(administrator));
    const patch = (body: object) => administrator.send('PATCH', `/api/people/${kato.accountId}`, body);
    must(await patch({ name: '加藤 一郎' }));
    assert.equal((await kato.get('/api/me')).body.name, '加藤 一郎');
    assert.equal((await patch({ roles: ['auditor'] })).body.params.field, 'expiresAt');
    assert.equal((await patch({ roles: ['auditor', 'employee'], expiresAt: '2027-01-01T00:00:00Z' })).body.params.field, 'roles');
    assert.equal((await patch({ roles: ['auditor'], expiresAt: '2026-01-01T00:00:00Z' })).body.params.field, 'expiresAt');
    must(await patch({ roles: ['auditor'], expiresAt: '2027-01-01T00:00:00Z' }));
    assert.equal((await kato.get('/api/me')).status, 401);
    assert.deepEqual(
      lastEvents(2).map(([kind]) => kind),
      ['account.changed', 'session.ended'],
    );
  });

  it('shows and ends sessions', async () => {
    const mori = await site.join(administrator, 'mori@example.co.jp', ['employee']);
    const phone = site.browser('192.0.2.99');
    phone.seed = mori.seed;
    must(await site.signIn(phone, 'mori@example.co.jp'));
    const { sessions } = (await mori.get('/api/me/sessions')).body;
    assert.equal(sessions.length, 2);
    const other = sessions.find((session: { current: boolean }) => !session.current);
    assert.equal(other.address, '192.0.2.99');
    must(await mori.send('DELETE', `/api/me/sessions/${other.id}`));
    assert.equal((await phone.get('/api/me')).status, 401);
    must(await site.stepUp(administrator));
    const [own] = (await administrator.get(`/api/people/${mori.accountId}/sessions`)).body.sessions;
    assert.equal((await mori.send('DELETE', `/api/people/${mori.accountId}/sessions/${own.id}`)).status, 403);
    must(await administrator.send('DELETE', `/api/people/${mori.accountId}/sessions/${own.id}`));
    assert.equal((await mori.get('/api/me')).status, 401);
  });

  it('changes the password, ends other sessions, and asks for the old one', async () => {
    const noda = await site.join(administrator, 'noda@example.co.jp', ['committee']);
    const phone = site.browser();
    phone.seed = noda.seed;
    must(await site.signIn(phone, 'noda@example.co.jp'));
    must(await site.stepUp(noda));
    const change = (current: string, next: string) => noda.post('/api/me/password', { current, next });
    assert.equal((await change('not it', otherPassword)).body.error, 'wrong-credentials');
    assert.equal((await change(goodPassword, 'noda@example')).body.error, 'password-too-weak');
    must(await change(goodPassword, otherPassword));
    assert.equal((await phone.get('/api/me')).status, 401);
    assert.equal((await noda.get('/api/me')).status, 200);
    site.clock.advance({ minutes: 6 });
    assert.equal((await change(otherPassword, goodPassword)).body.error, 'step-up-required');
  });

  it('exchanges the authenticator app and the recovery codes', async () => {
    const oka = await site.join(administrator, 'oka@example.co.jp', ['management']);
    const offer = must(await oka.post('/api/me/totp/begin')).body;
    assert.match(offer.uri, /^otpauth:\/\/totp\/Tejun:oka%40example\.co\.jp\?/);
    assert.match(offer.qrSvg, /^<svg /);
    assert.equal((await oka.post('/api/me/totp/finish', { code: '000000' })).body.error, 'wrong-credentials');
    site.clock.advance({ seconds: 30 });
    must(await oka.post('/api/me/totp/finish', { code: codeOf(offer.secret, site.clock.now()) }));
    assert.equal((await site.stepUp(oka)).status, 401, 'the old seed works no more');
    oka.seed = offer.secret;
    must(await site.stepUp(oka));
    const { recoveryCodes } = must(await oka.post('/api/me/recovery-codes')).body;
    assert.equal(new Set([...recoveryCodes, ...oka.recoveryCodes]).size, 20);
  });

  it('makes, uses and removes passkeys; the last factor stays', async () => {
    const saito = await site.join(administrator, 'saito@example.co.jp', ['employee']);
    const key = new SoftAuthenticator();
    const creation = must(await saito.post('/api/me/passkeys/begin')).body;
    const response = key.create(creation, origin);
    const foreign = key.create(creation, 'http://evil.example');
    assert.equal((await saito.post('/api/me/passkeys/finish', { label: '鍵', response: foreign })).body.error, 'wrong-credentials');
    assert.equal(
      (await saito.post('/api/me/passkeys/finish', { label: '鍵', response })).body.error,
      'link-expired',
      'a challenge counts once',
    );
    const fresh = key.create(must(await saito.post('/api/me/passkeys/begin')).body, origin);
    const passkey = must(await saito.post('/api/me/passkeys/finish', { label: '鍵', response: fresh })).body;

    const browser = site.browser();
    const begun = must(await browser.post('/api/sign-in', { login: 'saito@example.co.jp', password: goodPassword }));
    assert.deepEqual(begun.body, { next: 'passkey', factors: ['passkey', 'totp', 'recovery'] });
    const request = must(await browser.post('/api/sign-in/passkey/options')).body;
    const answer = key.get(request, origin);
    must(await browser.post('/api/sign-in/passkey/verify', { response: answer }));
    site.clock.advance({ minutes: 6 });
    assert.equal((await browser.send('DELETE', `/api/me/passkeys/${passkey.id}`)).body.error, 'step-up-required');
    assert.equal((await browser.post('/api/step-up/passkey/verify', { response: answer })).body.error, 'wrong-credentials', 'a replay');
    key.counter = 0;
    const cloned = key.get(must(await browser.post('/api/step-up/passkey/options')).body, origin);
    assert.equal(
      (await browser.post('/api/step-up/passkey/verify', { response: cloned })).body.error,
      'wrong-credentials',
      'a counter that runs backwards',
    );
    key.counter = 5;
    const good = key.get(must(await browser.post('/api/step-up/passkey/options')).body, origin);
    must(await browser.post('/api/step-up/passkey/verify', { response: good }));
    must(await browser.send('DELETE', `/api/me/passkeys/${passkey.id}`));
  });

  it('lets a person join with a passkey alone, and keeps it', async () => {
    must(await site.stepUp(administrator));
    const invited = must(await administrator.post('/api/people', { name: '高田', login: 'takada@example.co.jp', roles: ['employee'] }));
    const browser = site.browser();
    const key = new SoftAuthenticator();
    const begun = must(
      await browser.post('/api/invitations/begin', { token: invited.body.url.split('#')[1], password: goodPassword, language: 'ja' }),
    );
    const factor = { kind: 'passkey', label: '鍵', response: key.create(begun.body.passkey, origin) };
    must(await browser.post('/api/invitations/finish', { factor }));
    const me = must(await browser.get('/api/me')).body;
    assert.deepEqual([me.hasTotp, me.passkeys.length, me.recoveryCodesLeft], [false, 1, 10]);
    assert.equal((await browser.send('DELETE', `/api/me/passkeys/${me.passkeys[0].id}`)).body.error, 'last-second-factor');
  });

  it('says where browsers allow no passkey', async () => {
    const browser = site.browser('127.0.0.1', '127.0.0.1:8034');
    assert.equal((await browser.get('/api/session')).body.passkeysHere, false);
    must(await browser.post('/api/sign-in', { login: 'saito@example.co.jp', password: goodPassword }));
    assert.equal((await browser.post('/api/sign-in/passkey/options')).body.error, 'passkey-unavailable');
  });

  it('refuses in the database itself an active account without a second factor', async () => {
    await assert.rejects(
      inTransaction(site.people.pool, (tx) => deleteTotp(tx, administrator.accountId)),
      { code: '23514' },
    );
  });

  it('puts only opaque ids where the ledger never forgets', async () => {
    for (const { actor, subject } of site.events)
      assert.match(`${actor} ${subject}`, /^(nobody|system|cli|[0-9a-f-]{36}) (nobody|system|[0-9a-f-]{36})$/);
  });

  it('sweeps away what is settled', async () => {
    site.clock.advance({ days: 100 });
    await sweepPeople(site.people);
    const { rows } = await site.people.pool.query(
      'SELECT (SELECT count(*) FROM people_session) + (SELECT count(*) FROM people_ceremony) + (SELECT count(*) FROM people_attempt) AS left',
    );
    assert.equal(rows[0].left, 0);
  });

  /** Neither commits before the other has counted, or stands in line for the right to count. */
  function disableEachOther(first: string, second: string): Promise<void>[] {
    let arrived = 0;
    const people: PeopleDeps = {
      ...site.people,
      append: async (tx, at, events) => {
        arrived += 1;
        while (arrived < 2) {
          const { rows } = await site.people.pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
          if (rows.length > 0) break;
        }
        return site.people.append(tx, at, events);
      },
    };
    const by = (actor: string): Caller => ({ ...cliCaller, actor });
    return [disablePerson(people, by(first), second), disablePerson(people, by(second), first)];
  }

  async function signedIn(login: string, before: TestBrowser): Promise<TestBrowser> {
    must(await site.signIn(before, login));
    return before;
  }
});
