import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Fault } from '../../base/fault.ts';
import { words } from '../../base/text.ts';
import type { Actor } from './ports.ts';
import { type RequestSite, requestSite, testKind } from './testing/site.ts';

const twoSteps = testKind({
  id: 'test/two',
  route: [
    { id: 'administrator', title: words('管理者', 'Administrator'), roles: ['administrator'], approvals: 1 },
    { id: 'manager', title: words('部門', 'Department'), roles: ['departmentManager'], approvals: 1 },
  ],
});
const large = testKind({
  id: 'test/large',
  validDays: null,
  assessment: [],
  route: [
    { id: 'administrator', title: words('管理者', 'Administrator'), roles: ['administrator'], approvals: 1 },
    { id: 'committee', title: words('委員会', 'Committee'), roles: ['committee'], approvals: 1, when: { field: 'size', atLeast: 10 } },
  ],
});
const code = (wanted: string) => (error: Fault) => error.code === wanted;

describe('requests: a decision', () => {
  let site: RequestSite;
  let employee: Actor;
  let administrator: Actor;
  let committee: Actor;
  let manager: Actor;
  before(async () => {
    site = await requestSite([testKind(), twoSteps, large]);
    employee = site.person('社員', 'employee');
    administrator = site.person('管理者', 'administrator', 'employee');
    committee = site.person('委員', 'committee', 'employee');
    manager = site.person('部長', 'departmentManager', 'employee');
  });
  after(() => site.close());

  it('writes the line, the validity and the ledger entries in one act', async () => {
    const id = await site.submitted(employee);
    await site.approve(id, administrator);
    const shown = await site.requests.detail(id, employee);
    assert.equal(shown.state, 'approved');
    assert.equal(shown.validUntil, '2026-12-24');
    assert.deepEqual([...site.neighbours.lines.values()].at(-1)!.cells, { what: '7-Zip', until: '2026-12-24' });
    const [decided, approved] = await site.entries(2);
    assert.equal(decided!.kind, 'request.decided');
    assert.equal(approved!.kind, 'request.approved');
    assert.equal(approved!.subject, `request:test/plain case:${id}`);
    assert.equal(approved!.payload.validUntil, '2026-12-24');
    assert.equal(decided!.payload.digest, approved!.payload.digest);
    assert.match(String(decided!.payload.assessmentDigest), /^[0-9a-f]{64}$/);
    assert.equal(site.neighbours.news.at(-1)!.what, 'approved');
    assert.deepEqual(
      shown.events.map(({ act }) => act),
      ['submitted', 'decided', 'approved'],
    );
    assert.ok(shown.events.every(({ ledgerSeq }) => ledgerSeq !== null));
  });

  it('counts fewer days from the approval where the applicant asked for fewer', async () => {
    const { id } = await site.requests.create('test/plain', { form: { what: 'a' }, validForDays: 7, attach: [], submit: true }, employee);
    site.clock.advance({ days: 2 });
    await site.approve(id, administrator);
    assert.equal((await site.requests.detail(id, employee)).validUntil, '2026-12-03');
    await assert.rejects(
      site.requests.create('test/plain', { form: { what: 'a' }, validForDays: 31, attach: [], submit: true }, employee),
      code('value-out-of-bounds'),
    );
  });

  it('is refused to the applicant, to others who were not asked, and to the command line', async () => {
    const id = await site.submitted(administrator, { what: 'own' });
    const wanted = { revision: 1, decision: 'approve' as const, comment: '', assessment: { risk: '低い' } };
    await assert.rejects(site.requests.decide(id, wanted, administrator), code('same-person'));
    await assert.rejects(site.requests.decide(id, wanted, manager), code('forbidden'));
    await assert.rejects(site.requests.decide(id, wanted, { actor: 'cli', accountId: null, roles: ['administrator'] }), code('forbidden'));
    assert.equal(await site.state(id), 'submitted');
  });

  it('goes to the committee, with its reason, where the only administrator applies', async () => {
    const id = await site.submitted(administrator, { what: 'own' });
    const shown = await site.requests.detail(id, administrator);
    assert.match(shown.route[0]!.because!.ja, /情報セキュリティ委員会/);
    assert.deepEqual(shown.route[0]!.deciders, [committee.accountId]);
    await site.approve(id, committee);
    assert.equal(await site.state(id), 'approved');
  });

  it('needs a different person for every step', async () => {
    const both = site.person('兼務', 'administrator', 'departmentManager');
    const id = await site.submitted(employee, { what: '受入れ' }, 'test/two');
    await site.approve(id, both);
    await assert.rejects(site.approve(id, both), code('conflict'));
    await site.approve(id, manager, {});
    assert.equal(await site.state(id), 'approved');
    site.leaves(both);
  });

  it('keeps the only approver of a later step for that step', async () => {
    const narrow = await requestSite([twoSteps]);
    try {
      const [applicant, first] = [narrow.person('社員', 'employee'), narrow.person('管理者', 'administrator')];
      const both = narrow.person('兼務', 'administrator', 'departmentManager');
      const id = await narrow.submitted(applicant, { what: '受入れ' });
      await assert.rejects(narrow.approve(id, both), code('not-ready'));
      await narrow.approve(id, first);
      await narrow.approve(id, both, {});
      assert.equal(await narrow.state(id), 'approved');
    } finally {
      await narrow.close();
    }
  });

  it('asks a further step only where the form says so', async () => {
    const small = await site.submitted(employee, { what: '小', size: 9 }, 'test/large');
    const big = await site.submitted(employee, { what: '大', size: 10 }, 'test/large');
    for (const id of [small, big]) await site.approve(id, administrator, {});
    assert.equal(await site.state(small), 'approved');
    assert.equal(await site.state(big), 'submitted');
    assert.equal((await site.requests.detail(small, employee)).validUntil, null);
    assert.deepEqual(site.neighbours.news.at(-1)!.deciders, [committee.accountId]);
  });

  it('needs the assessment to approve, and a comment to return or deny', async () => {
    const id = await site.submitted(employee);
    const decide = (decision: 'approve' | 'deny' | 'return', comment: string, assessment = {}) =>
      site.requests.decide(id, { revision: 1, decision, comment, assessment }, administrator);
    await assert.rejects(decide('approve', ''), code('value-out-of-bounds'));
    await assert.rejects(decide('return', ' '), code('reason-required'));
    await assert.rejects(decide('deny', ''), code('reason-required'));
    await decide('deny', '業務に不要');
    assert.equal(await site.state(id), 'denied');
    await assert.rejects(decide('approve', '', { risk: '低い' }), code('wrong-state'));
  });

  it('of an earlier round is history and does not count after a return', async () => {
    const id = await site.submitted(employee, { what: '一回目' }, 'test/two');
    await site.approve(id, administrator);
    await site.requests.decide(id, { revision: 1, decision: 'return', comment: '版を書いてください', assessment: {} }, manager);
    assert.equal(await site.state(id), 'draft');
    // What an approver had on the screen before is another revision.
    await site.requests.change(id, 2, { form: { what: '二回目' }, validForDays: null, attach: [], submit: true }, employee);
    const stale = { revision: 1, decision: 'approve' as const, comment: '', assessment: { risk: '低い' } };
    await assert.rejects(site.requests.decide(id, stale, administrator), code('conflict'));
    await assert.rejects(site.approve(id, manager), code('forbidden'));
    await site.approve(id, administrator);
    await site.approve(id, manager, {});
    const shown = await site.requests.detail(id, employee);
    assert.equal(shown.state, 'approved');
    assert.deepEqual(
      shown.decisions.map(({ round, decision }) => [round, decision]),
      [
        [1, 'approve'],
        [1, 'return'],
        [2, 'approve'],
        [2, 'approve'],
      ],
    );
  });

  it('made twice at once counts once', async () => {
    const id = await site.submitted(employee);
    const ends = await Promise.allSettled([site.approve(id, administrator), site.approve(id, administrator)]);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = ends.find((end) => end.status === 'rejected') as PromiseRejectedResult;
    assert.ok(['wrong-state', 'conflict'].includes(refused.reason.code));
    const lines = (await site.database.app.query('SELECT count(*) FROM requests_decision WHERE request = $1', [id])).rows[0].count;
    assert.equal(lines, 1);
  });

  it('leaves nothing half done where the register holds such a line, or where telling fails', async () => {
    for (const [fail, wanted] of [
      ['refuse', 'conflict'],
      ['tell', 'internal'],
    ] as const) {
      const id = await site.submitted(employee);
      site.neighbours.refuseLine = fail === 'refuse';
      site.neighbours.fail = fail === 'tell' ? 'tell' : null;
      const before = await site.entries(1);
      await assert.rejects(site.approve(id, administrator), code(wanted));
      site.neighbours.refuseLine = false;
      site.neighbours.fail = null;
      assert.equal(await site.state(id), 'submitted');
      assert.deepEqual(await site.entries(1), before);
      assert.deepEqual((await site.requests.detail(id, employee)).decisions, []);
    }
  });

  it('on what lapsed is refused even before the sweep came by', async () => {
    const id = await site.submitted(employee);
    site.clock.advance({ days: 31 });
    await assert.rejects(site.approve(id, administrator), code('wrong-state'));
    await site.requests.sweep();
    assert.equal(await site.state(id), 'lapsed');
  });
});
