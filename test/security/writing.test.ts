import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { procedureRoutes } from '../../src/api/procedures.routes.ts';
import { type Answer, cliToken, must, type TestBrowser, type TestSite, testSite } from '../../src/api/test-site.ts';
import { newId } from '../../src/base/id.ts';
import { OverviewReader } from '../../src/overview/index.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from '../../src/procedures/testing/site.ts';

const nobody = { devicesByPlatform: { windows: 0, macos: 0, linux: 0 }, counts: new Map(), examples: new Map(), oldestByKind: new Map() };

describe('the company’s rules, in the hands of who would bend them', () => {
  let room: ProcedureSite;
  let site: TestSite;
  let administrator: TestBrowser;
  let both: TestBrowser;
  let committee: TestBrowser;

  before(async () => {
    room = await procedureSite();
    const clock = { now: () => site.clock.now() };
    site = await testSite({
      routes: [
        (app) =>
          procedureRoutes(app, {
            procedures: room.procedures,
            values: room.values,
            clock,
            overview: new OverviewReader(async () => nobody, room.clock),
            nameOf: async () => new Map(),
            plainSample: () => null,
            standingAt: async () => ({ verdict: 'unknown', because: { ja: '', en: '' }, checks: [] }),
          }),
      ],
    });
    administrator = await site.setUp();
    both = await site.join(administrator, 'both@example.co.jp', ['administrator', 'committee']);
    committee = await site.join(administrator, 'committee@example.co.jp', ['committee']);
  });
  after(async () => {
    await site.close();
    await room.close();
  });

  const refused = ({ status, body }: Answer) => `${status} ${body.error}`;
  const setLock = (browser: TestBrowser, value: number, revision: number) =>
    browser.send('PUT', '/api/procedures/draft/values/screenLockMinutes', { value, revision });

  it('are not loosened at a laptop that was left open', async () => {
    assert.equal(must(await setLock(administrator, 5, 0)).body.counts, 'now');
    site.clock.advance({ minutes: 6 });
    assert.equal(must(await setLock(administrator, 3, 1)).body.counts, 'now', 'what is stricter needs no proof');
    assert.equal(refused(await setLock(administrator, 10, 2)), '403 step-up-required');
    assert.equal(room.values.now(room.values.param('screenLockMinutes')), 3);
    must(await site.stepUp(administrator));
    assert.equal(must(await setLock(administrator, 10, 2)).body.counts, 'now');
  });

  it('are approved by nobody who submitted them, whatever roles and tokens he has', async () => {
    must(await site.stepUp(both));
    const { draftRevision: revision } = must(
      await both.post('/api/procedures/draft/suggestions', { owner: 'role:administrator', necessity: true }),
    ).body;
    const wanted = { revision, kind: 'minor', effectiveOn: '2026-12-01', note: '初版' };
    const cli = { authorization: `Bearer ${cliToken}` };
    const here = site.browser('127.0.0.1');
    assert.equal(refused(await here.send('POST', '/api/procedures/submit', wanted, cli)), '403 forbidden');
    room.neighbours.approvalsNeeded = 2;
    const version = must(await both.post('/api/procedures/submit', wanted)).body;
    const url = `/api/procedures/versions/${version.id}`;
    const decision = { decision: 'approve', comment: '', digest: version.digest };
    assert.equal(refused(await both.post(`${url}/decide`, decision)), '403 same-person');
    assert.equal(refused(await here.send('POST', `${url}/decide`, decision, cli)), '403 forbidden');
    // Asking fewer people is a rule for the next version, not for one that waits.
    room.neighbours.approvalsNeeded = 1;
    must(await site.stepUp(committee));
    assert.equal(must(await committee.post(`${url}/decide`, decision)).body.state, 'submitted');
    assert.equal(refused(await committee.post(`${url}/decide`, decision)), '409 conflict', 'one person counts once');
    site.clock.advance({ minutes: 6 });
    assert.equal(refused(await administrator.post(`${url}/withdraw`)), '403 step-up-required');
    must(await site.stepUp(administrator));
    assert.equal(must(await administrator.post(`${url}/withdraw`)).status, 200);
  });

  it('fill no memory with empty lines', async () => {
    const text = { ja: `行\n${'\n'.repeat(3000)}行`, en: '' };
    const saved = await administrator.send('PUT', '/api/procedures/draft/clauses/8.1.a', {
      ...clauseEdit({ adoption: 'changed', text }),
      revision: 1,
    });
    assert.equal(refused(saved), '422 value-out-of-bounds');
  });

  it('stay what they are for who can send any SQL through the server’s own connection', async () => {
    const id = await room.submit('2026-12-01');
    const { version } = await room.procedures.version(id);
    const decide = (by: string, digest: string) =>
      `INSERT INTO procedures_decision VALUES ('${id}', '${by}', 'approve', '', '${digest}', now())`;
    const statements = [
      ...['procedures_version', 'procedures_decision', 'procedures_edit'].flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table}`]),
      `UPDATE procedures_version SET content = 'x'`,
      'UPDATE procedures_version SET approvals_needed = 1',
      `UPDATE procedures_version SET state = 'approved', decided_at = now(), effective_from = now() WHERE id = '${id}'`,
      decide(room.writer, version.digest),
      decide(newId(), 'f'.repeat(64)),
      'UPDATE procedures_decision SET digest = digest',
      'UPDATE company_fact SET value = value',
      'DELETE FROM company_fact',
      `INSERT INTO company_fact VALUES ('approvalsNeeded', 99, '0', now(), 'x')`,
      ...['staff_change', 'staff_import', 'staff_person', 'leaflets_request', 'leaflets_campaign', 'notify_notice'].map(
        (table) => `DELETE FROM ${table}`,
      ),
      'UPDATE staff_change SET after = before',
      `UPDATE leaflets_campaign SET lines = '[]'`,
      'UPDATE leaflets_request SET person_id = campaign_id',
      `UPDATE notify_notice SET recipient = 'thief@evil.example'`,
      'ALTER TABLE procedures_version DISABLE TRIGGER ALL',
      'DROP TRIGGER leaflets_confirmed_is_final ON leaflets_request',
    ];
    for (const sql of statements)
      await assert.rejects(
        room.database.app.query(sql),
        ({ code }: { code?: string }) => code === '42501' || (code === '23514' && sql.includes('99')),
        sql,
      );
    assert.equal((await room.procedures.version(id)).version.state, 'submitted');
  });
});
