import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { goodPassword, must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const login = 'aoki@example.co.jp';

describe('limits of attempts', () => {
  let site: TestSite;
  let administrator: TestBrowser;
  before(async () => {
    site = await testSite();
    administrator = await site.setUp(login);
  });
  after(() => site.close());

  const guess = (browser: TestBrowser) => browser.post('/api/sign-in', { login, password: 'a wrong guess, again' });

  it('stops one address after ten guesses, says how long, and lets it try again then', async () => {
    const stranger = site.browser('198.51.100.1');
    for (let count = 0; count < 10; count += 1) assert.equal((await guess(stranger)).status, 401);
    const refused = await guess(stranger);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers['retry-after'], '60');
    const recorded = site.events.filter((event) => JSON.stringify(event.payload).includes('too many attempts')).length;
    site.clock.advance({ seconds: 10 });
    assert.equal((await guess(stranger)).headers['retry-after'], '50');
    assert.equal(
      site.events.filter((event) => JSON.stringify(event.payload).includes('too many attempts')).length,
      recorded,
      'one record a series',
    );
    site.clock.advance({ seconds: 50 });
    assert.equal((await guess(stranger)).status, 401);
  });

  it('does not let one stranger close the account to another address', async () => {
    const stranger = site.browser('198.51.100.2');
    for (let minute = 0; minute < 60; minute += 1) {
      for (let count = 0; count < 3; count += 1) await guess(stranger);
      site.clock.advance({ minutes: 1 });
    }
    const elsewhere = site.browser('203.0.113.50');
    elsewhere.seed = administrator.seed;
    must(await site.signIn(elsewhere, login));
  });

  it('does not let a crowd of strangers close the account to the browser that is known', async () => {
    site.clock.advance({ hours: 1 });
    let refusedByAccount = 0;
    for (let address = 0; address < 40; address += 1) {
      const { status } = await guess(site.browser(`198.51.101.${address}`));
      if (status === 429) refusedByAccount += 1;
    }
    assert.equal(refusedByAccount, 20, 'the account is limited too, across addresses');
    assert.equal((await site.browser('203.0.113.51').post('/api/sign-in', { login, password: goodPassword })).status, 429);
    must(await administrator.post('/api/sign-out'));
    must(await site.signIn(administrator, login));
  });

  it('limits the second factor for who knows the password', async () => {
    site.clock.advance({ hours: 2 });
    const thief = site.browser('198.51.100.9');
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      must(await thief.post('/api/sign-in', { login, password: goodPassword }));
      statuses.push((await thief.post('/api/sign-in/totp', { code: '000000' })).status);
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429]);
    must(await administrator.post('/api/sign-out'));
    must(await site.signIn(administrator, login));
  });

  it('gives a known browser one bucket, whatever cookie it shows afterwards', async () => {
    const statuses: number[] = [];
    const known = administrator.cookies.get('tejun-known')!;
    for (let count = 0; count < 7; count += 1) {
      administrator.cookies.set('tejun-known', known);
      must(await administrator.post('/api/sign-in', { login, password: goodPassword }));
      administrator.cookies.set('tejun-known', `made-up-${count}`);
      statuses.push((await administrator.post('/api/sign-in/totp', { code: '000000' })).status);
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429]);
  });

  it('limits guessing at links by address', async () => {
    const stranger = site.browser('198.51.100.77');
    const token = 'x'.repeat(43);
    const statuses = new Set<number>();
    for (let count = 0; count < 21; count += 1) statuses.add((await stranger.post('/api/invitations/open', { token })).status);
    assert.deepEqual([...statuses], [410, 429]);
  });
});
