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

/**
 * Who may call what. Every route of the server has a row here, and every row is asked as every role, as a stranger, as an
 * expired auditor, as a disabled account, without step-up and from a foreign page. A route without a row fails.
 */
interface Policy {
  readonly may: 'public' | readonly Role[];
  readonly stepUp?: true;
}
const everyone: Policy = { may: 'public' };
const signedIn: Policy = { may: roles };
const signedInConfirmed: Policy = { may: roles, stepUp: true };
const administrator: Policy = { may: ['administrator'] };
const administratorConfirmed: Policy = { may: ['administrator'], stepUp: true };
/** The list of staff is personal data: who keeps it, and who names owners from it. */
const lookers: Policy = { may: ['administrator', 'committee'] };
/** Who submitted is refused beyond this table: by the account, in SQL. */
const decidersConfirmed: Policy = { may: ['committee', 'management'], stepUp: true };
const readers: Policy = { may: ['administrator', 'committee', 'management', 'departmentManager', 'auditor'] };
const evidenceReaders: Policy = { may: ['administrator', 'committee', 'management', 'auditor'] };

/** Everybody who works here; an auditor looks and changes nothing. What else is needed (owner, applicant, decider) the engines ask. */
const workers: Policy = { may: roles.filter((role) => role !== 'auditor') };
const workersConfirmed: Policy = { ...workers, stepUp: true };
/** Registers are kept by their owner's role, which the register says. */
const keepers: Policy = { may: ['administrator', 'committee', 'management', 'departmentManager'] };
const keepersConfirmed: Policy = { ...keepers, stepUp: true };
const lookersConfirmed: Policy = { ...lookers, stepUp: true };

const table: Readonly<Record<string, Policy>> = {
  'GET /healthz': everyone,
  'GET /*': everyone,
  'GET /api/session': everyone,
  'POST /api/setup/open': everyone,
  'POST /api/setup/begin': everyone,
  'POST /api/setup/finish': everyone,
  'POST /api/invitations/open': everyone,
  'POST /api/invitations/begin': everyone,
  'POST /api/invitations/finish': everyone,
  'POST /api/sign-in': everyone,
  'POST /api/sign-in/totp': everyone,
  'POST /api/sign-in/recovery': everyone,
  'POST /api/sign-in/passkey/options': everyone,
  'POST /api/sign-in/passkey/verify': everyone,
  'POST /api/sign-out': signedIn,
  'POST /api/step-up': signedIn,
  'POST /api/step-up/passkey/options': signedIn,
  'POST /api/step-up/passkey/verify': signedIn,
  'GET /api/me': signedIn,
  'PATCH /api/me/language': signedIn,
  'GET /api/me/sessions': signedIn,
  'DELETE /api/me/sessions/:id': signedIn,
  'POST /api/me/password': signedInConfirmed,
  'POST /api/me/totp/begin': signedInConfirmed,
  'POST /api/me/totp/finish': signedInConfirmed,
  'POST /api/me/recovery-codes': signedInConfirmed,
  'POST /api/me/passkeys/begin': signedInConfirmed,
  'POST /api/me/passkeys/finish': signedInConfirmed,
  'DELETE /api/me/passkeys/:id': signedInConfirmed,
  'GET /api/today': signedIn,
  'GET /api/board': readers,
  'GET /api/status': readers,
  'GET /api/search': readers,
  'GET /api/controls/:id': readers,
  'GET /api/checks/:room/:name': readers,
  'GET /api/clocks': readers,
  'POST /api/clocks/reference': administrator,
  'GET /api/devices': readers,
  'GET /api/devices/:id': readers,
  'GET /api/drift/events': readers,
  'GET /api/drift/events/:id': readers,
  'GET /api/drift/events/:id/differences': readers,
  'POST /api/drift/explain': administrator,
  'GET /api/drift/rules': readers,
  'POST /api/drift/rules': administratorConfirmed,
  'POST /api/drift/rules/:id/end': administratorConfirmed,
  'POST /api/drift/rules/:id/restore': administratorConfirmed,
  'GET /api/drift/baselines': readers,
  'GET /api/drift/versions': readers,
  'GET /api/drift/baselines/:id': readers,
  'GET /api/drift/baselines/:id/differences': readers,
  'GET /api/drift/baselines/:id/devices': readers,
  'POST /api/drift/baselines': administrator,
  'POST /api/drift/baselines/:id/approve': lookersConfirmed,
  'POST /api/drift/baselines/:id/drop': administrator,
  'POST /api/devices/:id/decide-conflict': administratorConfirmed,
  'POST /api/devices/:id/retire': administratorConfirmed,
  'POST /api/devices/:id/merge': administratorConfirmed,
  'GET /api/devices/:id/inventory': readers,
  'GET /api/devices/:id/inventory/:collection': readers,
  'GET /api/devices/:id/changes': readers,
  'GET /api/inventory': readers,
  'GET /api/inventory/items': readers,
  'GET /api/inventory/items/:id': readers,
  'GET /api/inventory/export': readers,
  'GET /api/inventory/foreign': readers,
  'POST /api/inventory/foreign/import': administratorConfirmed,
  'GET /api/inventory/unknown': readers,
  'POST /api/inventory/unknown/:id/answer': administrator,
  'POST /api/inventory/segments/:id/decide': administrator,
  'POST /api/devices/place': administrator,
  'GET /api/groups': administrator,
  'GET /api/groups/names': readers,
  'GET /api/groups/:id/versions': administrator,
  'POST /api/groups/preview': administrator,
  'POST /api/groups': administrator,
  'PUT /api/groups/:id': administrator,
  'POST /api/groups/:id/end': administrator,
  'GET /api/facts/:id': readers,
  'GET /api/live': administrator,
  'POST /api/live': administratorConfirmed,
  'POST /api/live/preview': administrator,
  'POST /api/live/checks/:room/:name': administratorConfirmed,
  'POST /api/live/devices/:id': administratorConfirmed,
  'GET /api/live/queries': administrator,
  'POST /api/live/queries': administratorConfirmed,
  'PUT /api/live/queries/:id': administratorConfirmed,
  'POST /api/live/queries/:id/end': administratorConfirmed,
  'GET /api/live/:id': administrator,
  'GET /api/live/:id/targets': administrator,
  'GET /api/live/:id/rows': administrator,
  'GET /api/live/:id/export': administrator,
  'GET /api/live/:id/stream': administrator,
  'POST /api/live/:id/stop': administrator,
  'GET /api/params': readers,
  'GET /api/params/:id': readers,
  'PUT /api/params/:id': administratorConfirmed,
  'GET /ledger/checkpoint': everyone,
  'GET /ledger/tile/*': everyone,
  'GET /ledger/tile/entries/*': evidenceReaders,
  'GET /api/ledger': evidenceReaders,
  'GET /api/ledger/entries/:seq': evidenceReaders,
  'POST /api/ledger/verify': evidenceReaders,
  'POST /api/packs': evidenceReaders,
  'GET /api/company': readers,
  'GET /api/company/history': readers,
  'PUT /api/company/facts': administrator,
  'PUT /api/company/approvals': administratorConfirmed,
  'PUT /api/company/closures': administrator,
  'POST /api/company/holidays': administrator,
  'GET /api/calendar': signedIn,
  'GET /api/interview': readers,
  'POST /api/interview/answers': administrator,
  'GET /api/procedures': readers,
  'GET /api/procedures/draft': readers,
  'GET /api/procedures/draft/clauses/:id/history': readers,
  'PUT /api/procedures/draft/clauses/:id': administrator,
  'PUT /api/procedures/draft/controls/:id': administrator,
  'PUT /api/procedures/draft/values/:id': administrator,
  'POST /api/procedures/draft/suggestions': administrator,
  'GET /api/procedures/versions': readers,
  'GET /api/procedures/versions/:id': readers,
  'GET /api/procedures/versions/:id/content': readers,
  'GET /api/procedures/in-force': signedIn,
  'POST /api/procedures/submit': administratorConfirmed,
  'POST /api/procedures/versions/:id/decide': decidersConfirmed,
  'POST /api/procedures/versions/:id/withdraw': administratorConfirmed,
  'GET /api/procedures/compare': readers,
  'GET /api/procedures/clauses/:id': readers,
  'GET /api/procedures/export': readers,
  'GET /api/statement': readers,
  'PUT /api/statement': administrator,
  'GET /api/notices': administrator,
  'GET /api/notices/settings': administrator,
  'PUT /api/notices/settings': administratorConfirmed,
  'POST /api/notices/test': administratorConfirmed,
  'POST /api/notices/decide': administratorConfirmed,
  'GET /api/staff': lookers,
  'GET /api/staff/:id': lookers,
  'GET /api/staff/:id/history': administrator,
  'GET /api/staff/departments': lookers,
  'GET /api/staff/devices': administrator,
  'POST /api/staff': administratorConfirmed,
  'PATCH /api/staff/:id': administratorConfirmed,
  'GET /api/staff/export': administrator,
  'POST /api/staff/invite': administratorConfirmed,
  'POST /api/staff/import/read': administrator,
  'POST /api/staff/import/preview': administrator,
  'POST /api/staff/import/apply': administratorConfirmed,
  'GET /api/staff/imports': administrator,
  'GET /api/staff/mappings': administrator,
  'PUT /api/staff/mappings': administrator,
  'DELETE /api/staff/mappings': administrator,
  'GET /api/leaflets': readers,
  'PUT /api/leaflets/quiz': administrator,
  'POST /api/leaflets/pdf': readers,
  'POST /api/leaflets/send': administratorConfirmed,
  'POST /api/leaflets/remind': administrator,
  'POST /api/leaflets/paper': administratorConfirmed,
  'GET /api/leaflets/requests': readers,
  'GET /api/leaflets/requests/export': readers,
  'POST /api/leaflet/open': everyone,
  'POST /api/leaflet/acknowledge': everyone,
  'POST /api/leaflet/pdf': everyone,
  'GET /api/me/leaflets': signedIn,
  'POST /api/me/leaflets/:id/acknowledge': signedIn,
  'GET /api/agents': administrator,
  'POST /api/agents/rotate-secret': administratorConfirmed,
  'GET /api/agents/bundle/:platform': administratorConfirmed,
  'GET /api/people': administrator,
  'POST /api/people': administratorConfirmed,
  'PATCH /api/people/:id': administratorConfirmed,
  'POST /api/people/:id/invitation': administratorConfirmed,
  'POST /api/people/:id/disable': administratorConfirmed,
  'POST /api/people/:id/enable': administratorConfirmed,
  'GET /api/people/:id/sessions': administrator,
  'DELETE /api/people/:id/sessions/:sessionId': administratorConfirmed,
  'GET /api/report': evidenceReaders,
  'POST /api/attachments': workers,
  'DELETE /api/attachments/:id': workers,
  'GET /api/attachments/:id': signedIn,
  'GET /api/choices': signedIn,
  'GET /api/me/devices': signedIn,
  'GET /api/me/software': signedIn,
  'GET /api/software': readers,
  'GET /api/software/baseline': readers,
  'GET /api/software/common': readers,
  'GET /api/software/:id': readers,
  'GET /api/software/:id/devices': readers,
  'POST /api/software/permit': administrator,
  'POST /api/software/forbid': administrator,
  'POST /api/software/link': administrator,
  'POST /api/software/permit-common': administratorConfirmed,
  'GET /api/registers': signedIn,
  'GET /api/registers/:room/:name': signedIn,
  'POST /api/registers/:room/:name/confirm': keepersConfirmed,
  'GET /api/registers/:room/:name/rows': signedIn,
  'GET /api/registers/:room/:name/rows/:row': readers,
  'POST /api/registers/:room/:name/rows': keepers,
  'PATCH /api/registers/:room/:name/rows/:row': keepers,
  'POST /api/registers/:room/:name/rows/:row/end': keepers,
  'POST /api/registers/:room/:name/rows/:row/restore': keepers,
  'POST /api/registers/:room/:name/bulk': keepers,
  'POST /api/registers/:room/:name/views': keepers,
  'PUT /api/registers/:room/:name/views/:view': keepers,
  'DELETE /api/registers/:room/:name/views/:view': keepers,
  'GET /api/registers/:room/:name/differences': readers,
  'POST /api/registers/:room/:name/differences/:difference/explain': keepersConfirmed,
  'POST /api/registers/:room/:name/differences/:difference/register': keepers,
  'GET /api/registers/:room/:name/export': signedIn,
  'POST /api/registers/:room/:name/import/preview': keepers,
  'POST /api/registers/:room/:name/import/apply': keepersConfirmed,
  'GET /api/requests/kinds': signedIn,
  'GET /api/requests/kinds/:room/:name': signedIn,
  'GET /api/requests/delegations': signedIn,
  'POST /api/requests/delegations': workersConfirmed,
  'POST /api/requests/delegations/:id/end': workersConfirmed,
  'GET /api/requests': signedIn,
  'GET /api/requests/:id': signedIn,
  'POST /api/requests': workers,
  'PATCH /api/requests/:id': workers,
  'POST /api/requests/:id/submit': workers,
  'POST /api/requests/:id/withdraw': workers,
  'POST /api/requests/:id/decide': workersConfirmed,
  'POST /api/requests/:id/revoke': workersConfirmed,
  'GET /api/duties': readers,
  'PUT /api/duties/:room/:name/settings': lookersConfirmed,
  'POST /api/duties/:room/:name/events': keepers,
  'POST /api/organisation-changes': administratorConfirmed,
  'GET /api/duties/occurrences': signedIn,
  'GET /api/duties/occurrences/:id': signedIn,
  'POST /api/duties/occurrences/:id/complete': workersConfirmed,
  'POST /api/duties/occurrences/:id/skip': workersConfirmed,
  'POST /api/duties/occurrences/:id/move': workers,
  'GET /api/duties/feed': signedIn,
  'POST /api/duties/feed': signedInConfirmed,
  'DELETE /api/duties/feed': signedIn,
  'GET /api/duties/calendar.ics': everyone,
  'GET /api/duties/calendar': signedIn,
  'GET /api/duties/plan': readers,
  'GET /api/capacity': readers,
  'GET /api/capacity/subjects/:of/:id': readers,
  'GET /api/capacity/series/:id': readers,
  'GET /api/capacity/series/:id/profile': readers,
  'GET /api/capacity/targets': readers,
  'POST /api/capacity/targets': administratorConfirmed,
  'PUT /api/capacity/targets/:id': administratorConfirmed,
  'POST /api/capacity/targets/:id/end': administratorConfirmed,
  'POST /api/capacity/token': administratorConfirmed,
  'POST /api/v1/write': everyone,
  'GET /api/duties/occurrences/no-case': signedIn,
  'POST /api/duties/occurrences/no-case': workersConfirmed,
};

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
