import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nine, type TestCompany, testCompany, trialDuties } from '../engine/duties/testing/company.ts';
import { defineDuty } from '../mechanism/duty.ts';
import { quietQuestionsSchema } from './contract-duties.ts';
import { type DutyRouteDeps, dutyRoutes } from './duties.routes.ts';
import { must, type TestBrowser, type TestSite, testSite } from './test-site.ts';

const path = '/api/duties/occurrences/no-case';
const erasure = defineDuty({
  ...trialDuties.disposal,
  id: 'trial/erasure',
  recurrence: {
    type: 'event',
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 6,
    on: [
      { type: 'request-approved', request: 'information/disposal' },
      { type: 'row-added', register: 'information/disposal' },
    ],
  },
  sheet: { registers: ['information/disposal'] },
});

describe('the routes for “there was no case”', () => {
  let company: TestCompany;
  let site: TestSite;
  let administrator: TestBrowser;
  let employee: TestBrowser;
  let auditor: TestBrowser;
  before(async () => {
    company = await testCompany('2026-11-24T00:00:00Z', [trialDuties.disposal, erasure]);
    site = await testSite({ routes: [(app) => dutyRoutes(app, deps())] });
    administrator = await site.setUp('aoki@example.co.jp');
    employee = await site.join(administrator, 'chiba@example.co.jp', ['employee']);
    auditor = await site.join(administrator, 'doi@example.co.jp', ['auditor'], new Date('2027-11-22T00:00:00Z'));
    site.clock.advance({ minutes: 6 });
    await company.duties.sweep();
    company.clock.set(nine('2027-05-24'));
    await company.duties.sweep();
  });
  after(async () => {
    await site.close();
    await company.close();
  });
  const deps = (): DutyRouteDeps => ({
    duties: company.duties,
    clock: company.clock,
    actorOf: async ({ actor, accountId, roles }) => ({ actor, accountId, roles, person: null }),
    nameOf: async () => new Map(),
    filesOf: async () => [],
    feed: {} as never,
  });
  const asked = async (who: TestBrowser) => quietQuestionsSchema.parse(must(await who.get(path)).body).questions;

  it('list what the caller may answer, and nobody else’s', async () => {
    const questions = await asked(administrator);
    assert.deepEqual(questions.map(({ duty, since, kind }) => `${duty} ${since} ${kind}`).sort(), [
      'trial/disposal 2026-11-24 quiet',
      'trial/erasure 2026-11-24 quiet',
    ]);
    assert.deepEqual(
      questions
        .find(({ duty }) => duty === 'trial/erasure')!
        .events.map(({ ja }) => /^(申請「.+」が承認された|「.+台帳」に行が加わった)とき$/.test(ja)),
      [true, true],
      'by the names that a person knows',
    );
    assert.deepEqual([await asked(employee), await asked(auditor)], [[], []]);
    const { total, occurrences } = must(await administrator.get('/api/duties/occurrences?kind=quiet&mine=true&limit=1')).body;
    assert.deepEqual([total, occurrences[0].kind], [2, 'quiet']);
    assert.equal((await administrator.get('/api/duties/occurrences?kind=x')).status, 400);
  });

  it('record all or none, with the second factor, by who may act', async () => {
    const occurrences = (await asked(administrator)).map(({ id, revision, sheet }) => ({
      id,
      revision,
      sheetDigest: sheet?.digest ?? null,
    }));
    const body = { occurrences, remark: '該当なし' };
    assert.equal((await administrator.post(path, body)).body.error, 'step-up-required');
    for (const who of [administrator, employee, auditor]) must(await site.stepUp(who));
    for (const who of [employee, auditor]) assert.equal((await who.post(path, body)).status, 403);
    for (const bad of [{}, { occurrences: [] }, { occurrences: [{ id: 'x', revision: 1 }] }, { ...body, remark: 'x'.repeat(2001) }])
      assert.equal((await administrator.post(path, bad)).status, 400);
    const stale = { ...body, occurrences: occurrences.map((each, i) => (i === 0 ? each : { ...each, revision: 9 })) };
    const refused = await administrator.post(path, stale);
    assert.deepEqual([refused.status, refused.body.params.occurrence], [409, occurrences[1]!.id]);
    assert.equal((await asked(administrator)).length, 2);
    const { receipts } = must(await administrator.post(path, body)).body;
    assert.deepEqual(receipts.map(({ id }: { id: string }) => id).sort(), occurrences.map(({ id }) => id).sort());
    assert.equal((await administrator.post(path, body)).body.error, 'wrong-state', 'a second click');
    assert.deepEqual(await asked(administrator), []);
  });
});
