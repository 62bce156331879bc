import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../base/id.ts';
import { inTransaction } from '../../db/pool.ts';
import { readEntries } from '../../ledger/index.ts';
import type { Actor } from './index.ts';
import { type CaseSite, caseSite } from './testing/site.ts';

describe('a case', () => {
  let site: CaseSite;
  let admin: Actor;
  let committee: Actor;
  let staff: Actor;
  const saburo = newId();
  before(async () => {
    site = await caseSite();
    admin = await site.account('高橋', ['administrator'], newId());
    committee = await site.account('委員', ['committee'], newId());
    staff = await site.account('社員', ['employee'], saburo);
  });
  after(() => site.close());

  const open = (actor: Actor = staff, cells: Record<string, unknown> = { what: 'ルータの更新' }) =>
    site.cases.open({ kind: 'trial/change', variant: 'normal', step: 'request', cells, attach: [] }, actor);
  const step = async (id: string, name: string, actor: Actor, cells: Record<string, unknown> = {}, attach: string[] = []) => {
    const { one } = await site.cases.detail(id, admin);
    return site.cases.act(id, { step: name, revision: one.revision, cells, attach, confirmed: true }, actor);
  };
  const tested = (id: string, given: { problem?: boolean; on?: string } = {}) =>
    inTransaction(site.database.app, (tx) =>
      site.cases.fromDuty(tx, {
        case: id,
        duty: 'trial/test',
        occurrence: newId(),
        cells: { testedOn: given.on ?? '2026-11-24' },
        problem: given.problem ?? false,
        remark: '',
        by: admin.actor,
        at: site.clock.now(),
      }),
    );
  const refused = (code: string) => (error: { code?: string }) => error.code === code || assert.fail(error as Error);

  it('goes from its opening to its end, each step with its entry in the ledger', async () => {
    const { id, number } = await open();
    assert.equal(number, 'TRY-1');
    assert.deepEqual(site.waiting, [], 'nothing falls due before the approval');
    await step(id, 'approve', committee, { yes: true });
    assert.equal(site.waiting.length, 1, 'the test falls due');
    await tested(id);
    assert.deepEqual(site.waiting, []);
    await step(id, 'apply', admin, { appliedOn: '2026-11-24' });
    const receipt = await step(id, 'audit', committee, {}, [newId()]);
    assert.equal(receipt.state, 'closed');
    const detail = await site.cases.detail(id, admin);
    assert.deepEqual(
      detail.events.map(({ event }) => event.step),
      ['request', 'approve', 'test', 'apply', 'audit'],
    );
    assert.ok(detail.one.endedAt);
    const own = (await readEntries(site.database.app, { limit: 100, subject: `case:trial/change case:${id}` })).reverse();
    assert.deepEqual(
      own.map(({ kind }) => kind),
      ['case.opened', 'case.step', 'case.step', 'case.step', 'case.step'],
    );
    assert.doesNotMatch(JSON.stringify(own), /ルータ/, 'the ledger holds digests, not words');
  });

  it('refuses what does not follow, an older revision, an unknown step, and a decision without a second factor', async () => {
    const { id } = await open();
    await assert.rejects(step(id, 'apply', admin), refused('wrong-state'));
    await assert.rejects(step(id, 'nothing', admin), refused('bad-request'));
    await assert.rejects(
      site.cases.act(id, { step: 'approve', revision: 9, cells: { yes: true }, attach: [], confirmed: true }, committee),
      refused('conflict'),
    );
    await assert.rejects(
      site.cases.act(id, { step: 'approve', revision: 1, cells: { yes: true }, attach: [], confirmed: false }, committee),
      refused('step-up-required'),
    );
    await assert.rejects(step(id, 'approve', staff, { yes: true }), refused('forbidden'));
    await assert.rejects(step(id, 'approve', committee, {}), refused('value-out-of-bounds'));
  });

  it('refuses one person in two roles that are apart: by account, and by who is named', async () => {
    const both = await site.account('兼務', ['administrator', 'committee'], newId());
    const own = await open(both);
    await assert.rejects(step(own.id, 'approve', both, { yes: true }), refused('same-person'));
    const { id } = await open();
    await step(id, 'approve', both, { yes: true });
    await tested(id);
    await assert.rejects(step(id, 'apply', both), refused('same-person'));
    const person = newId();
    const auditor = await site.account('別のアカウント', ['committee'], person);
    await step(id, 'apply', admin, { implementer: person });
    await assert.rejects(step(id, 'audit', auditor, {}, [newId()]), refused('same-person'), 'who is named counts');
    await assert.rejects(step(id, 'audit', committee), refused('not-ready'), 'the file is missing');
    assert.equal((await step(id, 'audit', committee, {}, [newId()])).state, 'closed');
  });

  it('is tied to every device that its opening names, be it a list or the one id of earlier days', async () => {
    const [one, other, third] = [newId(), newId(), newId()].sort() as [string, string, string];
    const { id } = await open(staff, { what: '月例更新', device: [other, one, other] });
    const detail = await site.cases.detail(id, admin);
    assert.deepEqual(detail.devices.map((device) => device.id).sort(), [one, other]);
    assert.deepEqual(detail.events[0]!.event.cells.device, [other, one]);
    assert.equal(detail.named.get(one), one.slice(0, 8), 'they are called by name in its history');
    const about = async (device: string) =>
      (await site.cases.list({ state: 'open', mine: false, q: '', device, offset: 0, limit: 50 }, admin)).cases.map((each) => each.one.id);
    assert.deepEqual(await about(other), [id]);
    assert.deepEqual(await about(third), []);
    const single = await open(staff, { what: '1台の更新', device: third });
    assert.deepEqual(await about(third), [single.id]);
  });

  it('refuses a device that is retired, too many of them, and what is no device, and says which', async () => {
    const says = (device: unknown) =>
      open(staff, { what: '月例更新', device }).then(
        () => '',
        (error: { params?: Record<string, string> }) => error.params?.['problem.device.ja'] ?? '',
      );
    const retired = `dead0000${newId().slice(8)}`;
    assert.equal(await says([newId(), retired]), 'dead0000は今は使えません。外してください。');
    assert.match(await says(Array.from({ length: 201 }, () => newId())), /200台まで/);
    assert.match(await says(['not-a-device']), /一覧から/);
    assert.equal(await says(Array.from({ length: 200 }, () => newId())), '', 'two hundred are tied to one case');
  });

  it('goes back where the test found a problem, and refuses days out of order', async () => {
    const { id } = await open();
    await step(id, 'approve', committee, { yes: true });
    await tested(id, { problem: true });
    assert.equal((await site.cases.detail(id, admin)).one.state, 'approved');
    assert.equal(site.waiting.filter((one) => one.case === id).length, 1, 'it is tested again');
    await assert.rejects(tested(id, { on: '2026-11-20' }), refused('value-out-of-bounds'));
    await assert.rejects(tested(id, { on: '2026-11-29' }), refused('value-out-of-bounds'));
    await tested(id);
    await assert.rejects(step(id, 'apply', admin, { appliedOn: '2026-11-23' }), refused('value-out-of-bounds'));
    await assert.rejects(step(id, 'apply', admin, { appliedOn: '2026-01-01' }), refused('not-ready'));
    site.clock.set(new Date('2026-11-22T01:00:00Z'));
    await assert.rejects(step(id, 'apply', admin), refused('value-out-of-bounds'), 'a clock that went back reorders nothing');
    site.clock.set(new Date('2026-11-24T01:00:00Z'));
  });

  it('is read by those its kind names and by who took part', async () => {
    const { id } = await open();
    const other = await site.account('別の社員', ['employee']);
    await assert.rejects(site.cases.detail(id, other), refused('not-found'));
    assert.equal((await site.cases.detail(id, staff)).number.startsWith('TRY-'), true);
    assert.equal((await site.cases.list({ state: 'all', mine: false, q: '', offset: 0, limit: 50 }, other)).total, 0);
    const own = await site.cases.list({ state: 'open', mine: false, q: 'ルータ', offset: 0, limit: 50 }, staff);
    assert.ok(own.total > 0 && own.cases.every(({ one }) => one.endedAt === null));
  });

  it('takes two who act at once one after the other: the second finds another revision', async () => {
    const { id } = await open();
    const second = await site.account('委員2', ['committee']);
    const results = await Promise.allSettled([step(id, 'approve', committee, { yes: true }), step(id, 'approve', second, { yes: true })]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await site.cases.detail(id, admin)).events.length, 2);
  });

  it('does not call in order what waits for no date and of which nobody recorded anything for a quarter', async () => {
    const quiet = await caseSite();
    await quiet.account('一人目', ['administrator']);
    const by = await quiet.account('二人目', ['administrator', 'committee']);
    const given = { kind: 'trial/change', variant: 'normal', step: 'request', cells: { what: 'ルータの更新' }, attach: [] };
    const { number } = await quiet.cases.open(given, by);
    const standing = async () => (await quiet.cases.standings(quiet.clock.now())).get('case:trial/change')!;
    quiet.clock.advance({ hours: 90 * 24 });
    assert.equal((await standing()).verdict, 'pass');
    quiet.clock.advance({ hours: 1 });
    const silent = await standing();
    assert.equal(silent.verdict, 'unknown');
    assert.ok(silent.because.ja.includes(number) && silent.because.en.includes(number));
    await quiet.close();
  });

  it('says how its kind stands: late, unable, or in order', async () => {
    const key = 'case:trial/change';
    assert.equal((await site.cases.standings(site.clock.now())).get(key)?.verdict, 'pass');
    assert.ok(site.waiting.length > 0);
    const late = await site.cases.standings(new Date('2026-12-02T00:00:00Z'));
    assert.equal(late.get(key)?.verdict, 'fail');
    const alone = await caseSite();
    assert.equal((await alone.cases.standings(alone.clock.now())).get(key)?.verdict, 'fail', 'nobody there who could');
    await alone.account('一人', ['administrator']);
    assert.match((await alone.cases.standings(alone.clock.now())).get(key)!.because.ja, /別の人/);
    await alone.account('二人目', ['administrator', 'committee']);
    assert.equal((await alone.cases.standings(alone.clock.now())).get(key)?.verdict, 'unknown', 'none yet');
    await alone.close();
  });
});
