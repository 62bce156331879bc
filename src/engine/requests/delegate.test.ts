import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Fault } from '../../base/fault.ts';
import { words } from '../../base/text.ts';
import type { Actor } from './ports.ts';
import { type RequestSite, requestSite, testKind } from './testing/site.ts';

const code = (wanted: string) => (error: Fault) => error.code === wanted;
const two = testKind({
  route: [{ id: 'both', title: words('二人', 'Two'), roles: ['administrator', 'committee'], approvals: 2 }],
});

describe('requests: who decides in whose place', () => {
  let site: RequestSite;
  let employee: Actor;
  let administrator: Actor;
  let committee: Actor;
  let deputy: Actor & { accountId: string };
  const days = { since: '2026-11-24', until: '2026-12-04', reason: '休暇' };
  before(async () => {
    site = await requestSite([two]);
    employee = site.person('社員', 'employee');
    administrator = site.person('管理者', 'administrator');
    committee = site.person('委員', 'committee');
    deputy = site.person('代行', 'employee');
  });
  beforeEach(async () => {
    for (const { id, endedAt } of (await site.requests.delegations(administrator)).delegations)
      if (endedAt === null) await site.requests.endDelegation(id, administrator);
  });
  after(() => site.close());

  it('the delegate decides, and both names stand in the history and the ledger', async () => {
    const given = await site.requests.delegate({ to: deputy.accountId, ...days }, administrator);
    const id = await site.submitted(employee);
    assert.ok(site.neighbours.news.at(-1)!.deciders.includes(deputy.accountId), 'he is told');
    const { counts } = await site.requests.list(
      { scope: 'waiting', state: 'all', q: '', sort: 'number', order: 'asc', offset: 0, limit: 10 },
      deputy,
    );
    assert.equal(counts.waiting, 1);
    await site.approve(id, deputy);
    const { decisions } = await site.requests.detail(id, deputy);
    assert.deepEqual([decisions[0]!.byName, decisions[0]!.inPlaceOfName], ['代行', '管理者']);
    const [entry] = await site.entries(1);
    assert.equal(entry!.payload.inPlaceOf, administrator.accountId);
    assert.deepEqual((await site.entries(3))[0]!.subject, `delegation:${given}`);
    // One person and his delegate are one.
    await assert.rejects(site.approve(id, administrator), code('conflict'));
    await assert.rejects(site.approve(id, deputy), code('conflict'));
    await site.approve(id, committee, {});
    assert.equal(await site.state(id), 'approved');
  });

  it('a delegate of two counts once', async () => {
    const third = site.person('三人目', 'committee');
    for (const actor of [administrator, committee]) await site.requests.delegate({ to: deputy.accountId, ...days }, actor);
    const id = await site.submitted(employee);
    await site.approve(id, deputy);
    await assert.rejects(site.approve(id, deputy, {}), code('conflict'));
    site.leaves(third);
  });

  it('nobody decides on a request of the one whose delegate they are', async () => {
    const applicant = site.person('申請する管理者', 'administrator');
    const more = site.person('もう一人', 'committee');
    await site.requests.delegate({ to: committee.accountId!, ...days }, applicant);
    const id = await site.submitted(applicant);
    await assert.rejects(site.approve(id, committee), code('same-person'));
    // A delegation that begins after the submission bars as well.
    await site.requests.delegate({ to: deputy.accountId, ...days }, administrator);
    await site.approve(id, deputy);
    await site.approve(id, more, {});
    for (const actor of [applicant, more]) site.leaves(actor);
  });

  it('ends with its last day, or before', async () => {
    const id = await site.submitted(employee);
    const given = await site.requests.delegate({ to: deputy.accountId, ...days }, administrator);
    await assert.rejects(site.requests.endDelegation(given, deputy), code('forbidden'));
    await site.requests.endDelegation(given, administrator);
    await assert.rejects(site.requests.endDelegation(given, administrator), code('wrong-state'));
    await assert.rejects(site.approve(id, deputy), code('forbidden'));
    await site.requests.delegate({ to: deputy.accountId, since: '2026-11-25', until: '2026-11-25', reason: '研修' }, administrator);
    await assert.rejects(site.approve(id, deputy), code('forbidden'));
    site.clock.advance({ days: 1 });
    await site.approve(id, deputy);
    site.clock.set('2026-11-24T01:00:00Z');
  });

  it('refuses days that are past, turned round, too many or given already; oneself; and who could not decide', async () => {
    const ask = (given: Partial<typeof days & { to: string }>, actor = administrator) =>
      site.requests.delegate({ to: deputy.accountId, ...days, ...given }, actor);
    await assert.rejects(ask({ since: '2026-11-23' }), code('value-out-of-bounds'));
    await assert.rejects(ask({ until: '2026-11-23' }), code('value-out-of-bounds'));
    await assert.rejects(ask({ until: '2027-02-25' }), code('value-out-of-bounds'));
    await assert.rejects(ask({ to: administrator.accountId! }), code('same-person'));
    await assert.rejects(ask({ reason: '  ' }), code('reason-required'));
    await assert.rejects(ask({}, employee), code('forbidden'));
    const auditor = site.person('監査', 'auditor');
    await assert.rejects(ask({ to: auditor.accountId }), code('not-found'));
    await ask({});
    await assert.rejects(ask({ since: '2026-12-04', until: '2026-12-10' }), code('conflict'));
  });
});
