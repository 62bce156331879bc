import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDateOf } from '../../src/calendar/index.ts';
import { osBuild } from '../../src/facts/os-build.ts';
import { practiceKey } from '../../src/mechanism/standing.ts';
import { change } from '../../src/practices/changes/change.case.ts';
import { told } from '../drift/told.ts';
import { type Company, company, type RoleName } from './company.ts';

type Who = RoleName | 'deputy';
const packages = (...versions: string[]) => versions.map((version, i) => [`pkg-${i}`, { version }] as const);

/** 8.32 from the request to the audit, through the routes that the screens use, with what an agent measures beside it. */
describe('journey: a change', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  let server: string;
  const today = () => localDateOf(life.site.clock.now());
  const look = () => life.site.watching.look();
  const refusal = (code: string) => (error: Error) => error.message.includes(code) || assert.fail(`not ${code}: ${error.message}`);
  const moment = (minutesAgo = 0) =>
    new Date(life.site.clock.now().getTime() - minutesAgo * 60_000 + 9 * 3_600_000).toISOString().slice(0, 16);

  before(async () => {
    life = await company({ start: '2026-11-23T23:00:00Z' });
    ({ deviceId: server } = await life.site.agent('srv-db01'));
    await told(life.site, server, { software: packages('1', '1', '1') });
    await look();
  });
  after(() => life?.close());

  const form = (more: object = {}) => ({
    title: `DBサーバの更新 ${++count}`,
    kind: 'update',
    size: 'routine',
    system: null,
    item: null,
    reason: '公開された脆弱性の修正',
    impact: '夜間に10分止まる',
    rollback: '前日のバックアップから復元',
    plannedOn: today(),
    device: server,
    ...more,
  });
  let count = 0;
  const request = async (who: Who, more: object = {}, kind = 'changes/change', body?: object): Promise<string> => {
    const { id } = await life.act(who, 'POST', '/api/requests', { kind, form: body ?? form(more), validForDays: null, submit: true });
    return id;
  };
  const assessment = { necessity: '延ばせない', effect: '業務に支障はない', risk: 'smaller' };
  const approve = async (who: Who, id: string, said: object = assessment) => {
    const { revision } = await life.get(who, `/api/requests/${id}`);
    return life.act(who, 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment: said });
  };
  const caseOf = async (id: string): Promise<string> => (await life.site.running.cases.ofRequest(id))!;
  const detail = (id: string, who: Who = 'administrator') => life.get(who, `/api/cases/${id}`);
  const approved = async (more: object = {}): Promise<string> => {
    const id = await request('employee', more);
    await approve('administrator', id);
    return caseOf(id);
  };
  const step = async (who: Who, id: string, name: string, cells: object = {}) => {
    const { revision } = await detail(id);
    return life.act(who, 'POST', `/api/cases/${id}/steps`, { step: name, revision, cells });
  };
  /** Records the duty for which the case waits. */
  const duty = async (who: Who, id: string, wanted: string, record: object, result = 'in-order') => {
    const found = (await detail(id)).waiting.find((each: { duty: string }) => each.duty === wanted);
    assert.ok(found, `${id} waits for ${wanted}`);
    const { revision, sheet } = await life.get(who, `/api/duties/occurrences/${found.occurrence}`);
    const remark = result === 'problem' ? '計画にない影響が出た' : '';
    return life.act(who, 'POST', `/api/duties/occurrences/${found.occurrence}/complete`, {
      revision,
      result,
      record,
      remark,
      sheetDigest: sheet?.digest ?? null,
      attach: [],
    });
  };
  const testRecord = { environment: '試験機 test01', cases: '仕訳入力、印刷', testedOn: null, tester: null };
  const auditRecord = { differences: 'なし', left: 'なし', auditor: null };
  const applied = { result: 'asPlanned', appliedAt: null, implementer: null, deviation: null, backMinutes: null };
  const line = async (id: string) => {
    const { line: found } = await detail(id);
    return (
      (await life.get('administrator', `/api/registers/changes/changes/rows/${found.row}`)).row ??
      (await life.get('administrator', `/api/registers/changes/changes/rows/${found.row}`))
    );
  };

  it('goes from its request to its audit, and the register follows', async () => {
    const id = await approved({ device: null });
    assert.equal((await detail(id)).state.id, 'approved');
    await duty('administrator', id, 'changes/test', testRecord);
    await step('administrator', id, 'apply', applied);
    await duty('committee', id, 'changes/audit', auditRecord);
    const done = await detail(id);
    assert.equal(done.state.id, 'closed');
    assert.deepEqual(
      done.events.map((event: { step: string }) => event.step),
      ['request', 'approve', 'test', 'apply', 'audit'],
    );
    assert.equal(done.waiting.length, 0);
    const { cells, state } = await line(id);
    assert.equal(state, 'ended');
    assert.equal(cells.testedOn, today());
    assert.equal(cells.auditedOn, today());
    assert.equal(cells.outcome, 'asPlanned');
  });

  it('is not applied before it was tested, nor after a test that found a problem', async () => {
    const id = await approved({ device: null });
    await assert.rejects(step('administrator', id, 'apply', applied), refusal('wrong-state'));
    await duty('administrator', id, 'changes/test', testRecord, 'problem');
    assert.equal((await detail(id)).state.id, 'approved');
    await assert.rejects(step('administrator', id, 'apply', applied), refusal('wrong-state'));
    await duty('administrator', id, 'changes/test', testRecord);
    await assert.rejects(
      step('administrator', id, 'apply', { ...applied, appliedAt: '2026-11-01T10:00' }),
      refusal('value-out-of-bounds'),
      'before its test',
    );
    await assert.rejects(
      step('administrator', id, 'apply', { ...applied, appliedAt: '2026-12-31T10:00' }),
      refusal('value-out-of-bounds'),
      'in the future',
    );
    await step('administrator', id, 'callOff', { reason: '不要になった' });
    assert.equal((await detail(id)).waiting.length, 0);
    assert.equal((await line(id)).cells.outcome, 'cancelled');
  });

  it('is audited by nobody who approved or applied it', async () => {
    const first = await request('administrator', { device: null });
    await approve('deputy', first).catch(() => approve('committee', first));
    const id = await caseOf(first);
    await duty('administrator', id, 'changes/test', testRecord);
    await step('administrator', id, 'apply', { ...applied, implementer: life.staff.committee });
    await assert.rejects(duty('committee', id, 'changes/audit', auditRecord), refusal('same-person'), 'named as who applied it');
    assert.equal((await detail(id)).state.id, 'applied');
  });

  it('that the committee approved, as it does a large one, is not audited by the same person', async () => {
    const asked = await request('employee', { device: null, size: 'large' });
    await approve('administrator', asked);
    await approve('committee', asked, {});
    const id = await caseOf(asked);
    assert.equal((await detail(id)).variantId, 'normal');
    await duty('administrator', id, 'changes/test', testRecord);
    await step('administrator', id, 'apply', applied);
    await assert.rejects(duty('committee', id, 'changes/audit', auditRecord), refusal('same-person'));
  });

  it('explains what is measured while it is applied, and shows it to the auditor', async () => {
    const id = await approved();
    await duty('administrator', id, 'changes/test', testRecord);
    life.site.clock.advance({ hours: 1 });
    await told(life.site, server, { software: packages('2', '2', '1') });
    await look();
    const [event] = (await life.site.watching.drift.events({ device: server, offset: 0, limit: 5 })).events;
    assert.equal(event!.state, 'matched');
    await step('administrator', id, 'apply', applied);
    await look();
    const { links, events } = await detail(id);
    assert.deepEqual(
      links.map(({ what, ref }: { what: string; ref: string }) => [what, ref]),
      [['drift-event', event!.id]],
    );
    assert.equal(events.at(-1).step, 'measured');
    const shown = await life.get('committee', `/api/changes/${id}/differences?limit=10`);
    assert.equal(shown.total, 1);
    assert.match(shown.events[0].title.ja, /パッケージ2件を更新/);
    const [waiting] = (await detail(id)).waiting;
    const { sheet } = await life.get('committee', `/api/duties/occurrences/${waiting.occurrence}`);
    assert.match(JSON.stringify(sheet.sections[0]), /パッケージ2件を更新/);
    await duty('committee', id, 'changes/audit', auditRecord);
    assert.equal((await detail(id)).state.id, 'closed');
  });

  it('in an emergency explains what was seen before, and is red until it was approved, tested and audited', async () => {
    life.site.clock.advance({ days: 1 });
    await told(life.site, server, { software: packages('2', '2', '1') });
    await look();
    life.site.clock.advance({ hours: 1 });
    await told(life.site, server, { software: packages('3', '2', '1') });
    await look();
    const waiting = async () => (await life.site.watching.drift.events({ device: server, state: 'waiting', offset: 0, limit: 5 })).events;
    const [seen] = await waiting();
    assert.ok(seen, 'no change accounts for it');
    const cells = {
      title: '攻撃への対処',
      kind: 'update',
      urgency: '攻撃が始まっていた',
      impact: '10分止まった',
      rollback: '前の版に戻す',
      startedAt: moment(70),
      appliedAt: moment(1),
      implementer: null,
      device: server,
      system: null,
    };
    const opening = { kind: change.id, variant: 'emergency', step: 'emergency' };
    await assert.rejects(
      life.act('administrator', 'POST', '/api/cases', { ...opening, cells: { ...cells, startedAt: moment(0), appliedAt: moment(60) } }),
      refusal('not-ready'),
    );
    await assert.rejects(life.act('employee', 'POST', '/api/cases', { ...opening, cells }), refusal('forbidden'));
    const { id } = await life.act('administrator', 'POST', '/api/cases', { ...opening, cells });
    await look();
    assert.deepEqual(await waiting(), [], 'the emergency explains it');
    assert.deepEqual(
      (await detail(id)).links.map(({ ref }: { ref: string }) => ref),
      [seen.id],
    );
    assert.equal((await line(id)).cells.title, '攻撃への対処');
    const standing = async () => (await life.site.running.cases.standings(life.site.clock.now())).get(practiceKey(change))!;
    assert.equal((await standing()).verdict, 'pass', (await standing()).because.ja);
    const before = (await detail(id)).waiting.map(({ duty: each }: { duty: string }) => each).sort();
    assert.deepEqual(before, ['changes/audit', 'changes/emergency-approval', 'changes/test']);
    const record = { decision: 'approved', ...assessment };
    await assert.rejects(duty('administrator', id, 'changes/emergency-approval', record), /same-person|forbidden/);
    life.site.clock.advance({ days: 20 });
    await life.site.running.sweep();
    assert.match((await standing()).because.ja, /期限を過ぎた/);
    await duty('committee', id, 'changes/emergency-approval', record);
    await duty('administrator', id, 'changes/test', testRecord);
    await assert.rejects(duty('committee', id, 'changes/audit', auditRecord), refusal('same-person'), 'approved it');
    assert.equal((await detail(id)).state.id, 'applied');
    const red = await standing();
    assert.equal(red.verdict, 'fail', 'never audited');
    assert.match(red.because.ja, /期限を過ぎた/);

    const redAt = life.site.clock.now();
    const { owner, deputy, revision } = (await life.get('committee', '/api/duties')).duties.find(
      (each: { id: string }) => each.id === 'changes/audit',
    );
    assert.equal(deputy, null);
    const settings = { revision, owner: owner.party, deputy: 'role:management', reason: '委員が1人のため' };
    await life.act('committee', 'PUT', '/api/duties/changes/audit/settings', settings);
    life.site.clock.advance({ minutes: 1 });
    await duty('management', id, 'changes/audit', auditRecord);
    const { number } = await detail(id);
    assert.ok(!(await standing()).because.ja.includes(number));
    const thatDay = (await life.site.running.cases.standings(redAt)).get(practiceKey(change))!;
    assert.equal(thatDay.verdict, 'fail', 'what was late that day stays late on that day');
    assert.ok(thatDay.because.ja.includes(number));
  });

  it('of a system is verified on a named machine, and the versions are compared', async () => {
    const { deviceId: spare } = await life.site.agent('test01');
    const build = (device: string, ...numbers: number[]) => life.site.observe(device, osBuild.kind, { name: 'Debian', numbers });
    await build(spare, 13, 1);
    const id = await approved({ kind: 'osOrPackage' });
    assert.equal((await detail(id)).variantId, 'os');
    const record = { machine: 'test01', testDevice: spare, versions: '12 → 13', systems: '会計', failed: 'なし', mayChange: true };
    await duty('administrator', id, 'changes/os-verification', { ...record, mayChange: false });
    assert.equal((await detail(id)).state.id, 'approved', 'it may not be changed yet');
    await duty('administrator', id, 'changes/os-verification', record);
    await step('administrator', id, 'apply', applied);
    const check = async () => (await life.site.running.practicesAt(life.site.clock.now())).get('tool:changes/versions-as-tested')!;
    await look();
    assert.equal((await check()).verdict, 'unknown', 'nothing was told since');
    life.site.clock.advance({ minutes: 10 });
    await build(server, 13, 0);
    await look();
    assert.equal((await check()).verdict, 'fail');
    await build(server, 13, 1);
    await look();
    assert.equal((await check()).verdict, 'pass');
  });

  it('to a server is looked up first; to an environment and of a package it is a case of its own request', async () => {
    const onServer = await approved({ kind: 'peripheral', device: null });
    await assert.rejects(duty('administrator', onServer, 'changes/test', testRecord));
    const precheck = { sources: '既知の問題', issues: 'なし', backupAt: moment(-600), server: null };
    await assert.rejects(duty('administrator', onServer, 'changes/server-check', precheck), refusal('not-ready'), 'a backup of tomorrow');
    await duty('administrator', onServer, 'changes/server-check', { ...precheck, backupAt: moment(600) });
    await duty('administrator', onServer, 'changes/test', testRecord);
    assert.equal((await detail(onServer)).state.id, 'tested');

    const custom = {
      title: '請求書の項目を追加',
      subject: '勘定奉行 11',
      system: null,
      reason: '標準の様式で足りない',
      operation: '権限は変わらない',
      support: '改修箇所は保守の対象外',
      substitute: '更新のたびに試す',
      person: null,
      doing: 'customise',
      plannedOn: today(),
      device: null,
    };
    const judged = { operationJudged: '変わらない', supportJudged: '続く', risk: 'low' };
    const asked = await request('employee', {}, 'changes/customise-package', custom);
    await approve('administrator', asked, judged);
    const customised = await caseOf(asked);
    assert.equal((await detail(customised)).variantId, 'customisation');
    assert.equal((await detail(customised)).line.register, 'changes/changes');
    assert.equal((await line(customised)).cells.kind, 'customisation');
    const renewed = await request('employee', {}, 'changes/customise-package', {
      ...custom,
      title: '続ける',
      doing: 'keep',
      plannedOn: null,
    });
    await approve('administrator', renewed, judged);
    assert.equal(await caseOf(renewed), null, 'nothing is changed');

    const environment = {
      title: '試験環境にDBを追加',
      environment: null,
      system: null,
      reason: '性能試験',
      separation: '別の区画に置く',
      rollback: '切り離す',
      plannedOn: today(),
      device: null,
    };
    const made = await request('employee', {}, 'development/environment-change', environment);
    await approve('administrator', made, { apart: '保たれる', risk: 'なし' });
    assert.equal((await detail(await caseOf(made))).variantId, 'environment');
  });

  it('that is audited with a problem is put right or undone before it ends', async () => {
    const id = await approved({ device: null });
    await duty('administrator', id, 'changes/test', testRecord);
    await step('administrator', id, 'apply', applied);
    await duty('committee', id, 'changes/audit', { ...auditRecord, left: '作業用アカウント' }, 'problem');
    assert.equal((await detail(id)).state.id, 'deviating');
    const checked = (await life.site.running.practicesAt(life.site.clock.now())).get('tool:changes/outcome-as-planned')!;
    assert.equal(checked.verdict, 'fail');
    await step('administrator', id, 'revert', { reason: '直せない', backMinutes: 30, revertedAt: null, implementer: null });
    await duty('committee', id, 'changes/audit', auditRecord);
    assert.equal((await detail(id)).state.id, 'undone');
    assert.equal((await line(id)).cells.outcome, 'undone');
  });
});
