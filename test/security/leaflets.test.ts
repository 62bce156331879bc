import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { leafletReaderRoutes } from '../../src/api/leaflet-reader.routes.ts';
import type { LeafletRouteDeps } from '../../src/api/leaflets.routes.ts';
import { type TestSite, testSite } from '../../src/api/test-site.ts';
import { newSecret } from '../../src/base/id.ts';
import { leafletDigest, leafletLines, send } from '../../src/leaflets/index.ts';
import { person, rules, type TestCompany, testClauses, testCompany } from '../../src/leaflets/testing/company.ts';

describe('the link of a leaflet, sent on to who should not have it', () => {
  const reader = person('青木 花子');
  let company: TestCompany;
  let site: TestSite;
  let token: string;
  let registerRead = 0;
  let waiting: ((bytes: Uint8Array) => void)[] = [];

  before(async () => {
    company = await testCompany();
    company.is.people = [reader];
    const lines = leafletLines(rules(), 'everyone', testClauses);
    const wanted = { audience: 'everyone', dueOn: '2026-12-08', digest: leafletDigest('everyone', lines), after: null, by: 'a' } as const;
    await send(company.deps, wanted);
    token = await company.tokenOf(reader);
    const deps = {
      ...company.deps,
      readers: async (db) => {
        registerRead += 1;
        return company.deps.readers(db);
      },
      nameOf: async () => new Map(),
      pdf: () => new Promise<Uint8Array>((resolve) => waiting.push(resolve)),
      attempts: { take: async () => {}, giveBack: async () => {} },
    } as LeafletRouteDeps;
    site = await testSite({ routes: [(app) => leafletReaderRoutes(app, deps)] });
  });
  after(async () => {
    await site.close();
    await company.close();
  });
  beforeEach(() => {
    registerRead = 0;
    waiting = [];
  });
  const post = (path: string, body: object) => site.browser().post(`/api/leaflet/${path}`, body);

  it('lets nobody who guesses have the register of all people read', async () => {
    for (const [path, more] of [
      ['open', {}],
      ['acknowledge', { answer: null }],
      ['pdf', { lang: 'ja' }],
    ] as const)
      assert.equal((await post(path, { token: newSecret(), ...more })).body.error, 'link-expired', path);
    assert.equal(registerRead, 0);
  });

  it('never fills the press, at which the administrator waits too', { timeout: 10_000 }, async () => {
    const refused: number[] = [];
    const enough = Promise.withResolvers<void>();
    const asked = Array.from({ length: 8 }, async () => {
      const { status } = await post('pdf', { token, lang: 'ja' });
      if (status === 429 && refused.push(status) === 4) enough.resolve();
      return status;
    });
    // Nobody is answered before four were refused; were nobody refused, the time limit of the tests would say so.
    await enough.promise;
    for (const answer of waiting) answer(Buffer.from('%PDF'));
    assert.deepEqual((await Promise.all(asked)).sort(), [200, 200, 200, 200, 429, 429, 429, 429]);
    const again = post('pdf', { token, lang: 'en' });
    while (waiting.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
    waiting[4]!(Buffer.from('%PDF'));
    assert.equal((await again).status, 200, 'what was made makes room');
  });

  it('says nothing of others, and stands in no answer and no row', async () => {
    const { body } = await post('open', { token });
    assert.ok(!JSON.stringify(body).includes(token));
    const { rows } = await company.database.owner.query<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM leaflets_token t UNION ALL SELECT row_to_json(r)::text FROM leaflets_request r
       UNION ALL SELECT body FROM ledger_payload`,
    );
    assert.ok(rows.length > 2);
    for (const { row } of rows) assert.ok(!row.includes(token));
  });
});
