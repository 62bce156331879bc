import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { codeOf, goodPassword, must, type TestBrowser } from '../../src/api/test-site.ts';
import { record as recordSamples } from '../../src/capacity/index.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type Company, company, type RoleName } from './company.ts';

type Who = RoleName | 'deputy';
const refusal = (code: string) => (error: Error) => new RegExp(code).test(error.message);
const login = 'tanaka@audit.example.com';

describe('journey 8.34: audits and planned stops', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    // Tuesday, 24 November 2026, nine in the morning: the day after a holiday.
    life = await company({ start: '2026-11-24T00:00:00Z' });
  });
  after(() => life.close());

  const plan = (more: object) => ({
    title: '2026年度 内部監査',
    kind: 'externalAudit',
    systems: 'ファイルサーバ',
    system: null,
    device: null,
    auditor: '監査法人みなと 田中',
    method: '閲覧だけのアカウントで設定を見る',
    windowFrom: '2026-11-28T19:00',
    windowTo: '2026-11-28T22:00',
    inBusinessHours: null,
    reasonInBusinessHours: null,
    accounts: null,
    copies: null,
    noticedOn: null,
    ...more,
  });
  const submit = async (more: object, who: Who = 'employee'): Promise<string> =>
    (await life.act(who, 'POST', '/api/requests', { kind: 'audits/agreement', form: plan(more), validForDays: null, submit: true })).id;
  const approve = async (id: string, who: Who) => {
    const { revision } = await life.get(who, `/api/requests/${id}`);
    const assessment = who === 'administrator' || who === 'deputy' ? { effect: '休日のため影響なし' } : {};
    return life.act(who, 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment });
  };
  const agreed = async (more: object): Promise<string> => {
    const request = await submit(more);
    await approve(request, 'administrator');
    await approve(request, 'management');
    return (await life.site.running.cases.ofRequest(request))!;
  };
  const seen = (id: string, who: Who = 'administrator') => life.get(who, `/api/cases/${id}`);
  const step = async (id: string, name: string, who: Who, cells: object, way: 'steps' | 'decisions' = 'steps') => {
    const { revision } = await seen(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells, attach: [] });
  };
  const record = async (id: string, duty: string, cells: object, attach: readonly string[] = []) => {
    const found = (await seen(id)).waiting.find((each: { duty: string }) => each.duty === duty);
    assert.ok(found, `${duty} waits`);
    const url = `/api/duties/occurrences/${found.occurrence}`;
    const { revision, sheet } = await life.get('administrator', url);
    return life.act('administrator', 'POST', `${url}/complete`, {
      revision,
      result: 'in-order',
      record: cells,
      remark: '',
      sheetDigest: sheet?.digest ?? null,
      attach,
    });
  };
  const until = (moment: string) => life.site.clock.set(`${moment}+09:00`);

  it('are refused in business hours; a holiday, a night and a weekend are free', async () => {
    const daytime = { windowFrom: '2026-11-26T10:00', windowTo: '2026-11-26T12:00' };
    await assert.rejects(submit(daytime), refusal('営業時間に重なって'));
    await assert.rejects(submit({ ...daytime, inBusinessHours: true }), refusal('reasonInBusinessHours'));
    await assert.rejects(submit({ windowFrom: '2026-11-20T19:00', windowTo: '2026-11-20T22:00' }), refusal('過ぎています'));
    await assert.rejects(
      submit({ windowFrom: '2026-12-28T19:00', windowTo: '2027-01-04T10:00' }),
      refusal('営業時間に重なって'),
      'the year’s end',
    );
    await submit({ title: '祝日の監査', windowFrom: '2027-01-11T10:00', windowTo: '2027-01-11T16:00' });
    await submit({ title: '夜の監査', windowFrom: '2026-11-26T22:00', windowTo: '2026-11-27T05:00' });
  });

  it('in business hours need a reason, both sides and the committee; hours that change meanwhile are seen at the approval', async () => {
    const request = await submit({
      title: '日中の監査',
      windowFrom: '2026-11-26T10:00',
      windowTo: '2026-11-26T12:00',
      inBusinessHours: true,
      reasonInBusinessHours: '業者が平日の昼にしか来られない',
    });
    await approve(request, 'administrator');
    await approve(request, 'management');
    assert.equal(await life.site.running.cases.ofRequest(request), null, 'the committee has not decided yet');
    await approve(request, 'committee');
    assert.ok(await life.site.running.cases.ofRequest(request));

    const evening = await submit({ title: '夕方の監査', windowFrom: '2026-11-26T18:30', windowTo: '2026-11-26T20:00' });
    const { facts } = await life.get('administrator', '/api/company');
    const hours = facts.businessHours;
    const change = (value: object, revision: number) =>
      life.act('administrator', 'PUT', '/api/company/facts', { changes: [{ key: 'businessHours', value, revision }] });
    await change({ from: '09:00', to: '19:00' }, hours.revision);
    await assert.rejects(approve(evening, 'administrator'), refusal('営業時間に重なって'));
    await change({ from: '09:00', to: '18:00' }, hours.revision + 1);
    await approve(evening, 'administrator');
  });

  it('give the auditor an account that works within the window only, and is closed with it', async () => {
    const id = await agreed({});
    const told = async (who: Who) =>
      (await life.get(who, '/api/cases/kinds')).kinds.find((kind: { id: string }) => kind.id === 'audits/audit');
    assert.match((await told('administrator')).standing.because.en, /under way/);
    assert.match((await told('employee')).standing.because.en, /shown to the roles/, 'not how many there are, nor which are late');
    await assert.rejects(step(id, 'giveAccount', 'administrator', { name: '田中', login }), refusal('step-up-required'));
    await assert.rejects(step(id, 'giveAccount', 'management', { name: '田中', login }, 'decisions'), refusal('forbidden'));
    await assert.rejects(
      step(id, 'giveAccount', 'administrator', { name: '田中', login: 'tanaka' }, 'decisions'),
      refusal('メールアドレス'),
    );
    await step(id, 'giveAccount', 'administrator', { name: '田中', login }, 'decisions');
    await assert.rejects(step(id, 'giveAccount', 'administrator', { name: '田中', login }, 'decisions'), refusal('conflict'));
    const [account] = (await life.get('administrator', `/api/cases/${id}/auditors`)).accounts;
    assert.deepEqual([account.login, account.status, account.opensAt], [login, 'invited', '2026-11-28T10:00:00.000Z']);

    const { url } = await life.act('administrator', 'POST', `/api/people/${account.id}/invitation`);
    const auditor = life.site.site.browser('192.0.2.90');
    const begun = must(
      await auditor.post('/api/invitations/begin', { token: url.split('#')[1], password: goodPassword, language: 'ja' }),
    ).body;
    const code = () => codeOf(begun.totp.secret, life.site.clock.now());
    must(await auditor.post('/api/invitations/finish', { factor: { kind: 'totp', code: code() } }));
    assert.equal((await auditor.get('/api/me')).status, 401, 'set up before the window, and no session yet');
    const signIn = async (browser: TestBrowser): Promise<boolean> => {
      if ((await browser.post('/api/sign-in', { login, password: goodPassword })).status !== 200) return false;
      return (await browser.post('/api/sign-in/totp', { code: code() })).status === 200;
    };
    assert.equal(await signIn(auditor), false, 'before the window');

    const { app } = life.site.database;
    const change = (sql: string) => app.query(`UPDATE people_account SET ${sql} WHERE id = $1`, [account.id]);
    await assert.rejects(change(`expires_at = expires_at + interval '1 day'`), /stays/);
    await assert.rejects(change(`opens_at = opens_at - interval '1 day'`), /stays/);
    await assert.rejects(change(`roles = ARRAY['administrator']`), /stays|people_account/);
    await assert.rejects(
      life.act('administrator', 'PATCH', `/api/people/${account.id}`, { expiresAt: '2027-01-01T00:00:00Z' }),
      refusal('value-out-of-bounds'),
    );
    const session = `INSERT INTO people_session (id, token_hash, account_id, created_at, last_seen_at, factor, address, browser)
      VALUES (gen_random_uuid(), '\\x00', $1, $2, $2, 'totp', '', '')`;
    await assert.rejects(app.query(session, [account.id, life.site.clock.now()]), /within its window/);
    const other = life.people.employee.accountId;
    await assert.rejects(
      app.query('UPDATE people_account SET opens_at = $2, case_id = $3 WHERE id = $1', [other, life.site.clock.now(), id]),
      /agreed audit|people_account_window/,
    );
    const late = '00000000-0000-4000-8000-00000000aa01';
    await app.query(
      `INSERT INTO people_account (id, login, login_key, name, roles, status, language, expires_at, created_at)
       VALUES ($1, 'late@example.jp', 'late@example.jp', '遅い', '{auditor}', 'invited', 'ja', '2027-06-01', $2)`,
      [late, life.site.clock.now()],
    );
    await assert.rejects(
      app.query(`UPDATE people_account SET opens_at = '2026-11-28T10:00:00Z', case_id = $2 WHERE id = $1`, [late, id]),
      /not the one that was agreed/,
      'beyond the window to which both sides agreed',
    );

    until('2026-11-28T19:00:00');
    await life.site.audits.sweep();
    assert.equal((await seen(id)).state.id, 'running');
    assert.equal(await signIn(auditor), true, 'within the window');
    assert.equal((await auditor.get('/api/cases')).status, 200);
    assert.equal(
      (await auditor.post('/api/cases', { kind: 'monitoring/problem', variant: 'event', step: 'detect', cells: {} })).status,
      403,
      'reads only',
    );

    // The server was away when the window ended: nobody swept, and still nothing opens.
    until('2026-11-28T22:00:00');
    assert.equal((await auditor.get('/api/me')).status, 401, 'the session ends with the window');
    assert.equal(await signIn(life.site.site.browser('192.0.2.91')), false, 'after the window');
    until('2026-11-30T10:00:00');
    await life.site.audits.sweep();
    await life.site.audits.sweep();
    const over = await seen(id);
    assert.equal(over.state.id, 'over');
    assert.equal(over.events.at(-1).cells.closedAt, '2026-11-28T22:00');
    assert.match(over.events.at(-1).cells.unknown, /測っていません/);
    const [closed] = (await life.get('management', `/api/cases/${id}/auditors`)).accounts;
    assert.equal(closed.status, 'disabled');
    await assert.rejects(life.act('administrator', 'POST', `/api/people/${account.id}/enable`), refusal('wrong-state'));
    await assert.rejects(change(`status = 'active'`), /stays/);

    const outcome = {
      actualFrom: '2026-11-28T19:10',
      actualUntil: '2026-11-28T21:40',
      findings: '権限に指摘1件',
      effect: 'なし',
      copiesTaken: true,
    };
    await assert.rejects(record(id, 'audits/outcome', { ...outcome, actualUntil: '2026-11-28T18:00' }), refusal('not-ready'));
    await record(id, 'audits/outcome', outcome);
    assert.equal((await seen(id)).state.id, 'copies');
    const proof = { deletedOn: '2026-11-30', how: '上書き消去', who: '田中' };
    await assert.rejects(record(id, 'audits/copies-deletion', proof), refusal('not-ready'), 'no proof');
  });

  it('that stop systems tell users in time, and are held against what was measured', async () => {
    const { id: target } = await life.act('administrator', 'POST', '/api/capacity/targets', {
      kind: 'tcp',
      name: 'ファイルサーバ応答',
      address: '127.0.0.1:445',
      deviceId: life.device,
      warnMs: null,
    });
    const window = { windowFrom: '2026-12-12T19:00', windowTo: '2026-12-12T21:00' };
    const id = await agreed({ kind: 'plannedStop', title: 'サーバの増設', method: null, device: life.device, ...window });
    const { state, waiting } = await seen(id);
    assert.equal(state.id, 'noticing');
    assert.deepEqual([waiting[0].duty, waiting[0].dueOn], ['audits/outage-notice', '2026-12-07'], 'five days before, as the value says');
    await record(id, 'audits/outage-notice', { noticedOn: '2026-11-30', way: '全社メール' });
    until('2026-12-12T19:00:30');
    await life.site.audits.sweep();
    const looks = async (from: string, minutes: number, up: number) => {
      const start = new Date(`${from}+09:00`).getTime();
      const samples = Array.from(
        { length: minutes },
        (_, i) => ({ metric: 'up', item: '', at: new Date(start + i * 60_000), value: up }) as const,
      );
      until(`${from}`);
      life.site.clock.advance({ minutes });
      await inTransaction(life.site.database.app, (tx) => recordSamples(tx, [{ of: { target }, samples }], life.site.clock.now()));
    };
    await looks('2026-12-12T19:00:00', 10, 100);
    await looks('2026-12-12T19:10:00', 110, 0);
    await life.site.audits.sweep();
    assert.equal((await seen(id)).state.id, 'running', 'still down at the end: it is waited for');
    await looks('2026-12-12T21:00:00', 20, 0);
    await looks('2026-12-12T21:20:00', 10, 100);
    await life.site.audits.sweep();
    const measured = (await seen(id)).events.at(-1).cells;
    assert.deepEqual(
      [measured.plannedMinutes, measured.downMinutes, measured.outsideMinutes, measured.measuredBy],
      [120, 130, 20, 'ファイルサーバ応答'],
    );
    const standings = await life.site.running.practicesAt(life.site.clock.now());
    const downtime = standings.get('tool:audits/downtime')!;
    assert.equal(downtime.verdict, 'fail');
    assert.match(downtime.because.ja, /AUD-\d+: 計画の時間帯の外で20分/);
    const times = standings.get('tool:audits/times')!;
    assert.equal(times.verdict, 'unknown', 'the one of the daytime was never recorded');
    assert.match(times.because.ja, /まだ記録されていません/);
    await record(id, 'audits/outage-outcome', {
      actualFrom: '2026-12-12T19:10',
      actualUntil: '2026-12-12T21:20',
      restored: '朝礼で確認',
      overrun: '部品の初期不良',
    });
    assert.equal((await seen(id)).state.id, 'closed');
  });

  it('keep their state where the clock was set back', async () => {
    const id = await agreed({ title: '年末の監査', windowFrom: '2026-12-19T10:00', windowTo: '2026-12-19T12:00' });
    const before = (await seen(id)).events.length;
    until('2026-12-01T09:00:00');
    await life.site.audits.sweep();
    assert.equal((await seen(id)).events.length, before);
    until('2026-12-19T12:30:00');
    await life.site.audits.sweep();
    assert.equal((await seen(id)).state.id, 'over', 'opened and closed in one look after a long absence');
  });
});
