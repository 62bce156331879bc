import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Answer, cliToken, type TestSite, testSite } from '../src/api/test-site.ts';
import { newId } from '../src/base/id.ts';
import { inTransaction } from '../src/db/pool.ts';
import { insertAccount } from '../src/people/account.store.ts';
import { putTotp } from '../src/people/factor.store.ts';
import { type Role, roles } from '../src/people/index.ts';
import { beginSession } from '../src/people/session.ts';
import { describedRoutes } from './described-routes.ts';
import { policyTable as table } from './policy-table.ts';

/** Refusals of the guard itself. Whatever else a route answers (400, 404, 409 …), it let the caller in. */
const guardSays = new Set(['not-signed-in', 'forbidden', 'step-up-required', 'csrf-refused']);

/** A page of a stranger, of a neighbour, of a stranger's name that resolves to us, and of no origin. */
const foreign: readonly Record<string, string>[] = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'http://evil.example:8034', host: 'evil.example:8034' },
  { origin: 'null' },
];

describe('policy: every route, every role', () => {
  let site: TestSite;
  let webFolder: string;
  const accounts = new Map<string, string>();

  before(async () => {
    webFolder = mkdtempSync(join(tmpdir(), 'tejun-web-'));
    writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Tejun</title>');
    // The guard decides before a handler runs: what handlers need is not wired here.
    site = await testSite({ config: { webFolder }, routes: describedRoutes() });
    for (const role of roles) accounts.set(role, await account(role, null));
    accounts.set('expired', await account('auditor', new Date(site.clock.now().getTime() - 1)));
    accounts.set('disabled', await account('administrator', null));
    await site.people.pool.query(`UPDATE people_account SET status = 'disabled' WHERE id = $1`, [accounts.get('disabled')]);
  });
  after(async () => {
    await site.close();
    rmSync(webFolder, { recursive: true });
  });

  async function account(role: Role, expiresAt: Date | null): Promise<string> {
    const id = newId();
    const createdAt = site.clock.now();
    const until = role === 'auditor' ? (expiresAt ?? new Date(createdAt.getTime() + 86_400_000)) : null;
    await inTransaction(site.people.pool, async (tx) => {
      const login = `${role}-${id}@example.co.jp`;
      const passwordHash = 'none';
      await insertAccount(tx, {
        id,
        login,
        name: role,
        roles: [role],
        status: 'active',
        language: 'ja',
        expiresAt: until,
        opensAt: null,
        createdAt,
        passwordHash,
      });
      await putTotp(tx, id, { sealedSecret: Buffer.from('none'), lastStep: 0 }, createdAt);
    });
    return id;
  }

  /** One request in a session of its own, so that signing out or changing something disturbs no other row. */
  async function ask(
    route: string,
    who: string | null,
    options: { confirmed?: boolean; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const [method, url] = route.split(' ') as [string, string];
    const browser = site.browser();
    if (who !== null) {
      const minutesAgo = options.confirmed === false ? 6 : 0;
      const begunAt = new Date(site.clock.now().getTime() - minutesAgo * 60_000);
      const from = { address: browser.address, browser: 'test' };
      browser.cookies.set(
        'tejun',
        await inTransaction(site.people.pool, (tx) => beginSession(tx, accounts.get(who)!, 'totp', from, begunAt)),
      );
    }
    const path = url.replaceAll(/:\w+/g, newId()).replace('*', 'devices');
    return browser.send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {}, options.headers);
  }
  const refusalOf = ({ body }: Answer): string | null => (guardSays.has(body?.error) ? body.error : null);

  it('has a row for every route, and a route for every row', () => {
    const declared = site.app.declaredRoutes.map(({ method, url }) => `${method} ${url}`);
    assert.deepEqual([...new Set(declared)].sort(), Object.keys(table).sort());
  });

  for (const [route, { may, stepUp }] of Object.entries(table)) {
    it(route, async () => {
      const stranger = refusalOf(await ask(route, null));
      assert.equal(stranger, may === 'public' ? null : 'not-signed-in', 'a stranger');
      for (const role of roles) {
        const expected = may === 'public' || may.includes(role) ? null : 'forbidden';
        assert.equal(refusalOf(await ask(route, role)), expected, role);
        const unconfirmed = expected ?? (stepUp ? 'step-up-required' : null);
        assert.equal(refusalOf(await ask(route, role, { confirmed: false })), unconfirmed, `${role} without step-up`);
      }
      for (const gone of ['expired', 'disabled']) {
        assert.equal(refusalOf(await ask(route, gone)), may === 'public' ? null : 'not-signed-in', gone);
      }
      if (route.startsWith('GET ')) return;
      const who = may === 'public' ? null : 'administrator';
      for (const headers of foreign) {
        assert.equal(refusalOf(await ask(route, who, { headers })), 'csrf-refused', JSON.stringify(headers));
      }
    });
  }

  it('lets the command line in from this machine only, with the right token only', async () => {
    const people = async (address: string, headers: Record<string, string>) =>
      refusalOf(await site.browser(address).send('GET', '/api/people', undefined, headers));
    const authorization = `Bearer ${cliToken}`;
    assert.equal(await people('127.0.0.1', { authorization }), null);
    assert.equal(await people('::1', { authorization }), null);
    assert.equal(await people('192.0.2.7', { authorization }), 'not-signed-in');
    assert.equal(await people('127.0.0.1', { authorization, 'x-forwarded-for': '127.0.0.1' }), 'not-signed-in');
    assert.equal(await people('127.0.0.1', { authorization: `${authorization.slice(0, -1)}_` }), 'not-signed-in');
  });
});
