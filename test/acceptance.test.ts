import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../src/db/pool.ts';
import { append } from '../src/ledger/index.ts';
import { openAcceptance } from '../src/server/acceptance.ts';
import { readTable, writeWorkbook } from '../src/tables/index.ts';
import { type Company, company, type RoleName } from './journeys/company.ts';

/** Acceptances from their opening to going live, through the routes of the screens; and what the database refuses by itself. */
describe('acceptances', { timeout: 10 * 60_000 }, () => {
  let life: Company;
  before(async () => {
    life = await company({ start: '2027-03-01T00:00:00Z' });
  });
  after(() => life?.close());

  type Who = RoleName | 'deputy';
  const account = (who: Who): string => life.people[who].accountId;
  const path = (id: string, rest = ''): string => `/api/acceptances/${id}${rest}`;
  const today = async (): Promise<string> => (await life.get('employee', '/api/today')).date;

  async function open(who: Who, cells: Record<string, unknown>): Promise<string> {
    const body = { kind: 'development/acceptance', variant: 'specified', step: 'open', cells };
    return (await life.act(who, 'POST', '/api/cases', body)).id;
  }
  async function step(who: Who, id: string, name: string, cells: Record<string, unknown> = {}, way = 'steps') {
    const { revision } = await life.get('administrator', `/api/cases/${id}`);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells });
  }
  const approve = (who: Who, id: string, name: string) => step(who, id, name, {}, 'decisions');
  async function specify(id: string, count: number, who: Who = 'employee') {
    const { revision } = await life.get(who, path(id));
    const put = Array.from({ length: count }, (_, i) => ({
      id: null,
      what: `受注を${i + 1}件登録する`,
      expected: '一覧に出る',
      requirement: '',
    }));
    return life.act(who, 'POST', path(id, '/specification'), { revision, put });
  }
  async function rowsOf(id: string) {
    return (await life.get('administrator', path(id, '/rows?limit=200'))).rows;
  }
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function result(who: Who, id: string, row: any, outcome: string, note = '', more = {}) {
    return life.act(who, 'POST', path(id, '/results'), { results: [{ row: row.id, rowRevision: row.revision, outcome, note }], ...more });
  }
  async function passAll(who: Who, id: string) {
    const rows = await rowsOf(id);
    const results = rows.map((row: { id: string; revision: number }) => ({ row: row.id, rowRevision: row.revision, outcome: 'pass' }));
    await life.act(who, 'POST', path(id, '/results'), { results });
  }
  async function endTesting(who: Who, id: string, cells: Record<string, unknown> = {}) {
    const { next } = await life.get('administrator', `/api/cases/${id}`);
    const { occurrence } = next.find((each: { step: string }) => each.step === 'tested').occurrence;
    const { revision, sheet } = await life.get(who, `/api/duties/occurrences/${occurrence}`);
    const record = {
      testedOn: await today(),
      tester: life.staff.employee,
      security: '権限外の操作が断られる',
      result: 'accepted',
      ...cells,
    };
    const body = { revision, result: 'in-order', record, remark: '', sheetDigest: sheet?.digest ?? null, attach: [] };
    return life.act(who, 'POST', `/api/duties/occurrences/${occurrence}/complete`, body);
  }
  const state = async (id: string): Promise<string> => (await life.get('administrator', `/api/cases/${id}`)).state.id;
  const refused = (code: string) => (error: Error) => assert.match(error.message, new RegExp(code)) ?? true;

  /** Writes an event as the application could, past everything that the program asks. */
  async function force(
    id: string,
    name: string,
    to: string,
    who: Who,
    { people = [], happenedAt }: { people?: readonly string[]; happenedAt?: Date } = {},
  ) {
    const at = life.site.clock.now();
    const { app } = life.site.database;
    const [one] = (await app.query('SELECT state, revision, kind FROM cases_case WHERE id = $1', [id])).rows;
    const subject = `case:${one.kind} case:${id}`;
    return inTransaction(app, async (tx) => {
      const seq = await append(tx, at, [{ kind: 'case.step', actor: account(who), subject, payload: { step: name, to } }]);
      await tx.query(
        `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [id, one.revision + 1, name, one.state, to, account(who), [account(who)], people, at, happenedAt ?? at, {}, seq],
      );
    });
  }
  const constraint = (name: string) => (error: { constraint?: string; message: string }) =>
    assert.equal(error.constraint, name, error.message) ?? true;

  it('is specified, tested with a retest, approved by two in either order, and goes live', async () => {
    const id = await open('employee', { title: '受注管理 2.3', kind: 'modified', developer: life.staff.management });
    await assert.rejects(step('employee', id, 'begin-testing'), refused('not-ready'), 'nothing is tested without a specification');
    await specify(id, 3);
    await step('employee', id, 'begin-testing');
    const sheet = await life.get('departmentManager', path(id));
    assert.equal(sheet.versions[0].rows, 3);
    const [{ content, digest }] = (
      await life.site.database.app.query('SELECT content, digest FROM acceptance_version WHERE case_id = $1', [id])
    ).rows;
    assert.match(content, /受注を1件登録する/);
    assert.equal(sheet.versions[0].digest, digest);
    await assert.rejects(specify(id, 1), refused('wrong-state'), 'a frozen specification does not change');

    const [first, second, third] = await rowsOf(id);
    const file = await life.site.running.attachments.upload(Buffer.from('画面の控え'), { name: '画面.txt', by: account('employee') });
    await result('employee', id, first, 'pass', '', { attach: [file.id] });
    await result('employee', id, second, 'pass');
    await assert.rejects(result('employee', id, third, 'fail'), refused('value-out-of-bounds'), 'a failure says what happened');
    await result('employee', id, third, 'fail', '一覧に出ない');
    await assert.rejects(endTesting('departmentManager', id), refused('not-ready'), 'what failed is not accepted as a whole');
    await life.act('management', 'POST', path(id, '/fixed'), {
      row: third.id,
      result: (await rowsOf(id))[2].last.id,
      reason: '索引を直した',
    });
    await result('employee', id, third, 'pass');
    const { results, dispositions } = await life.get('departmentManager', path(id, `/rows/${third.id}/history`));
    assert.deepEqual(
      results.map((each: { outcome: string }) => each.outcome),
      ['pass', 'fail'],
      'a retest keeps its history',
    );
    assert.equal(dispositions[0].disposition, 'fixed');
    const [one] = await rowsOf(id);
    assert.deepEqual(one.last.files, [{ id: file.id, name: '画面.txt' }]);

    await endTesting('departmentManager', id);
    assert.equal(await state(id), 'tested');
    const { events, line } = await life.get('administrator', `/api/cases/${id}`);
    assert.deepEqual(
      [events.at(-1).step, events.at(-1).cells.cases, events.at(-1).cells.failed, events.at(-1).by],
      ['counted', 3, 0, null],
    );
    assert.equal(line.register, 'development/acceptance');
    const { lastAt: _, ...sums } = (await life.get('departmentManager', path(id))).sums;
    assert.deepEqual(sums, { rows: 3, passed: 3, failed: 0, notDone: 0, accepted: 0, open: 0 });

    await assert.rejects(step('departmentManager', id, 'approve-manager-first'), refused('step-up-required'));
    await approve('administrator', id, 'approve-administrator-first');
    assert.equal(await state(id), 'administrator-approved');
    await assert.rejects(
      result('employee', id, third, 'fail', 'やはり出ない'),
      refused('wrong-state'),
      'nothing changes under an approval',
    );
    await approve('departmentManager', id, 'approve-manager-second');
    assert.equal(await state(id), 'approved');
    await assert.rejects(step('administrator', id, 'live', { liveOn: '2027-02-28' }), refused('not-ready'), 'not before it was tested');
    await step('administrator', id, 'live', { liveOn: await today() });
    assert.equal(await state(id), 'live');
    const row = await life.get('administrator', `/api/registers/development/acceptance/rows/${line.row}`);
    const cells = row.cells ?? row.row.cells;
    assert.deepEqual([cells.cases, cells.failed, cells.result, cells.liveOn, cells.defects], [3, 0, 'accepted', await today(), 'なし']);
  });

  it('is not approved with an open case, by its tester or by its developer, nor twice by one person: in the program and in SQL', async () => {
    const id = await open('employee', { title: '勤怠 1.0', kind: 'new', developer: life.staff.deputy });
    await specify(id, 2);
    await step('employee', id, 'begin-testing');
    const [first, second] = await rowsOf(id);
    await result('employee', id, first, 'pass');
    await result('departmentManager', id, second, 'fail', '印刷できない');
    await endTesting('departmentManager', id, { result: 'conditional' });
    await assert.rejects(approve('administrator', id, 'approve-administrator-first'), refused('not-ready'));
    await assert.rejects(
      force(id, 'approve-administrator-first', 'administrator-approved', 'administrator'),
      constraint('acceptance_open'),
    );
    const failed = (await rowsOf(id))[1].last.id;
    const accepted = { row: second.id, result: failed, reason: '印刷は次の版で直す', fixBy: '2027-06-30' };
    await assert.rejects(
      life.act('departmentManager', 'POST', path(id, '/accepted'), accepted),
      refused('same-person'),
      'not by who tested it',
    );
    await assert.rejects(life.act('deputy', 'POST', path(id, '/accepted'), accepted), refused('same-person'), 'not by who made it');
    await assert.rejects(disposeBySql(id, second.id, failed, 'departmentManager'), constraint('acceptance_apart'));
    await life.act('administrator', 'POST', path(id, '/accepted'), accepted);
    const { sums, failed: shown } = await life.get('management', path(id));
    assert.deepEqual([sums.open, sums.accepted, sums.failed, shown.length, shown[0].disposition.fixBy], [0, 1, 1, 1, '2027-06-30']);

    await assert.rejects(approve('departmentManager', id, 'approve-manager-first'), refused('same-person'), 'who tested');
    await assert.rejects(force(id, 'approve-manager-first', 'manager-approved', 'departmentManager'), constraint('acceptance_apart'));
    await assert.rejects(approve('deputy', id, 'approve-administrator-first'), refused('same-person'), 'who made it');
    const people = [life.staff.deputy];
    await assert.rejects(
      force(id, 'approve-administrator-first', 'administrator-approved', 'deputy', { people }),
      constraint('acceptance_apart'),
    );
    await approve('administrator', id, 'approve-administrator-first');
    await assert.rejects(
      force(id, 'approve-manager-second', 'approved', 'administrator'),
      constraint('cases_apart'),
      'one person, two approvals',
    );
    await assert.rejects(force(id, 'live', 'live', 'administrator'), /does not go from/, 'live with one approval');
  });

  async function disposeBySql(id: string, row: string, resultId: number, who: Who) {
    const at = life.site.clock.now();
    return inTransaction(life.site.database.app, async (tx) => {
      const subject = `case:development/acceptance case:${id}`;
      const seq = await append(tx, at, [{ kind: 'acceptance.disposed', actor: account(who), subject, payload: {} }]);
      await tx.query(
        `INSERT INTO acceptance_disposition (case_id, row_id, result_id, disposition, reason, by, person, at, ledger_seq)
         VALUES ($1, $2, $3, 'accepted', 'x', $4, null, $5, $6)`,
        [id, row, resultId, account(who), at, seq],
      );
    });
  }

  it('keeps what was tested, whoever writes: frozen text, results and history, and no sheet of another’s making', async () => {
    const id = await open('employee', { title: '倉庫 3', kind: 'new', tester: life.staff.employee });
    await specify(id, 1);
    await step('employee', id, 'begin-testing');
    const { app } = life.site.database;
    const [row] = await rowsOf(id);
    await passAll('employee', id);
    await assert.rejects(
      app.query("UPDATE acceptance_row SET what = 'x', revision = revision + 1 WHERE id = $1", [row.id]),
      constraint('acceptance_frozen'),
    );
    for (const table of ['acceptance_version', 'acceptance_result', 'acceptance_disposition', 'acceptance_sheet', 'acceptance_row'])
      await assert.rejects(app.query(`DELETE FROM ${table}`), { code: '42501' }, table);
    await assert.rejects(app.query("UPDATE acceptance_result SET outcome = 'pass'"), { code: '42501' });
    await assert.rejects(app.query('UPDATE acceptance_sheet SET developer = null'), { code: '42501' });
    const bare = `INSERT INTO acceptance_result (case_id, row_id, row_revision, outcome, note, by, at, files, ledger_seq)
      VALUES ($1, $2, $3, 'pass', '', $4, now(), '{}', 1)`;
    await assert.rejects(app.query(bare, [id, row.id, row.revision, account('employee')]), /is not in the ledger/);
    await endTesting('departmentManager', id);
    await approve('departmentManager', id, 'approve-manager-first');
    await approve('administrator', id, 'approve-administrator-second');
    life.site.clock.advance({ days: 1 });
    await step('administrator', id, 'send-back', { reason: 'もう一度' });
    await passAll('employee', id);
    await endTesting('departmentManager', id);
    await approve('departmentManager', id, 'approve-manager-first');
    await approve('administrator', id, 'approve-administrator-second');
    const yesterday = new Date(life.site.clock.now().getTime() - 86_400_000);
    await assert.rejects(
      force(id, 'live', 'live', 'administrator', { happenedAt: yesterday }),
      constraint('cases_order'),
      'before its test',
    );
    await step('departmentManager', id, 'live', { liveOn: await today() });
  });

  it('tests again what changed in a specification that was taken back, and nothing else', async () => {
    const id = await open('employee', { title: '会計 5', kind: 'package' });
    const { rows } = await specify(id, 2);
    await step('employee', id, 'begin-testing');
    await passAll('employee', id);
    await step('employee', id, 'revise', { reason: '期待する結果の誤り' });
    const { revision } = await life.get('employee', path(id));
    const put = [{ id: rows[0].id, what: rows[0].what, expected: '一覧の先頭に出る', requirement: 'REQ-1' }];
    await assert.rejects(life.act('employee', 'POST', path(id, '/specification'), { revision: revision - 1, put }), refused('conflict'));
    await life.act('employee', 'POST', path(id, '/specification'), { revision, put });
    await step('employee', id, 'begin-testing');
    const { sums, versions } = await life.get('employee', path(id));
    assert.deepEqual([versions.length, sums.passed, sums.open], [2, 1, 1]);
    const [changed] = await rowsOf(id);
    assert.deepEqual([changed.revision, changed.last.outdated, changed.open], [2, true, true]);
    const stale = { results: [{ row: changed.id, rowRevision: 1, outcome: 'pass' }] };
    await assert.rejects(life.act('employee', 'POST', path(id, '/results'), stale), refused('conflict'));
    await assert.rejects(endTesting('departmentManager', id), refused('not-ready'));
    await endTesting('departmentManager', id, { result: 'rejected' });
    assert.equal(await state(id), 'testing', 'a rejected one is tested on');
  });

  it('is opened for a delivery by the product, and read by whoever is to test it', async () => {
    const { clock, running, database } = life.site;
    const source = { what: 'delivery', ref: 'd-1', label: '納品 1' };
    const wanted = { title: '納品物 1', kind: 'delivery', tester: life.staff.employee, source, at: clock.now() } as const;
    const opened = await inTransaction(database.app, (tx) => openAcceptance(running.cases, tx, wanted));
    const { links, events, variantId } = await life.get('administrator', `/api/cases/${opened.id}`);
    assert.deepEqual([links[0].what, events[0].by, variantId], ['delivery', null, 'specified']);
    assert.equal((await life.get('employee', path(opened.id))).maySpecify, true, 'the tester may read and write');
    const other = await open('employee', { title: 'ほか', kind: 'new' });
    await assert.rejects(life.get('employee', path(crypto.randomUUID())), refused('not-found'));
    assert.equal((await life.get('employee', path(other))).of, undefined);
  });

  it('takes a specification as .xlsx and back: shown before it is done, refused whole where it cannot be read', async () => {
    const id = await open('employee', { title: '表で書く', kind: 'new' });
    await specify(id, 3);
    const exported = await life.site.running.acceptance.exportFile(id, 'ja', {
      actor: account('employee'),
      accountId: account('employee'),
      roles: ['employee'],
    });
    const [table] = (await readTable(Buffer.from(exported.bytes), { name: 'x.xlsx' })).sheets;
    const actor = { actor: account('employee'), accountId: account('employee'), roles: ['employee'] };
    const { acceptance } = life.site.running;
    const file = async (rows: readonly (readonly string[])[], header = ['番号', '確かめること', '期待する結果', '要求の番号']) => {
      const columns = header.map((title) => ({ key: title, title, width: 20, kind: 'text' as const }));
      const sheet = { name: 's', columns, rows: rows.map((row) => Object.fromEntries(header.map((title, i) => [title, row[i] ?? '']))) };
      return Buffer.from(await writeWorkbook([sheet], { title: 't', at: new Date(0) }));
    };
    const same = await acceptance.previewImport(id, { bytes: Buffer.from(exported.bytes), name: 'x.xlsx', removeMissing: true }, actor);
    assert.deepEqual(same.counts, { add: 0, change: 0, remove: 0, same: 3, moved: false }, 'its own export changes nothing');
    const cells = table!.rows.map((row) => [...row.cells]);
    const bytes = await file([cells[2]!, [cells[0]![0]!, '別の確かめ', '出る', 'REQ-9'], ['', '追加', 'できる', '']]);
    const plan = await acceptance.previewImport(id, { bytes, name: 'x.xlsx', removeMissing: true }, actor);
    assert.deepEqual([plan.counts, plan.problems], [{ add: 1, change: 1, remove: 1, same: 1, moved: true }, []]);
    await assert.rejects(
      acceptance.applyImport(id, { bytes, name: 'x.xlsx', removeMissing: false, digest: plan.digest }, actor),
      /conflict/,
      'another plan',
    );
    await acceptance.applyImport(id, { bytes, name: 'x.xlsx', removeMissing: true, digest: plan.digest }, actor);
    const rows = await rowsOf(id);
    assert.deepEqual(
      rows.map((row: { number: string; what: string }) => [row.number, row.what]),
      [
        ['T-3', '受注を3件登録する'],
        ['T-1', '別の確かめ'],
        ['T-4', '追加'],
      ],
    );
    await assert.rejects(
      acceptance.applyImport(id, { bytes, name: 'x.xlsx', removeMissing: true, digest: plan.digest }, actor),
      /conflict|not-ready/,
      'once',
    );
    const csv = (lines: readonly string[], header = '番号,確かめること,期待する結果') =>
      Buffer.from(`\ufeff${[header, ...lines].join('\n')}`);
    const bad = [
      [csv(['T-99-aaaa,x,y', 'T-1-0000,x,y']), /T-99-aaaa.*T-1-0000/],
      [csv([',,結果だけ', `,${'あ'.repeat(1_001)},y`]), /入力してください.*1000文字以内/],
      [csv(['x'], '番号'), /列がありません/],
      [csv(Array.from({ length: 2_000 }, (_, i) => `,項目 ${i},y`)), /2000件まで/],
    ] as const;
    for (const [broken, says] of bad) {
      const { problems } = await acceptance.previewImport(id, { bytes: broken, name: 'b.csv', removeMissing: false }, actor);
      assert.match(problems.map((problem) => problem.says.ja).join(), says);
    }
    const half = { bytes: csv([',良い項目,y', ',,y']), name: 'b.csv', removeMissing: false };
    const { digest } = await acceptance.previewImport(id, half, actor);
    await assert.rejects(acceptance.applyImport(id, { ...half, digest }, actor), /not-ready/);
    await assert.rejects(
      acceptance.previewImport(id, { bytes: Buffer.from('PK\u0003\u0004…'), name: 'b.xlsx', removeMissing: false }, actor),
      /file-unreadable/,
    );
    assert.equal((await rowsOf(id)).length, 3, 'nothing was written');
  });

  it('holds 2,000 cases, and shows them page by page', async () => {
    const id = await open('employee', { title: '大きい仕様書', kind: 'new' });
    const actor = { actor: account('employee'), accountId: account('employee'), roles: ['employee'] };
    const { acceptance } = life.site.running;
    const csv = Buffer.from(
      `\ufeff番号,確かめること,期待する結果\n${Array.from({ length: 2_000 }, (_, i) => `,確かめる ${i},できる`).join('\n')}`,
    );
    const given = { bytes: csv, name: 'x.csv', removeMissing: false };
    const plan = await acceptance.previewImport(id, given, actor);
    assert.equal(plan.counts.add, 2_000);
    await acceptance.applyImport(id, { ...given, digest: plan.digest }, actor);
    await assert.rejects(specify(id, 1), refused('value-out-of-bounds'));
    await step('employee', id, 'begin-testing');
    for (let offset = 0; offset < 2_000; offset += 200) {
      const { rows } = await acceptance.rows(id, { only: 'untested', offset: 0, limit: 200 }, actor);
      await acceptance.record(
        id,
        {
          results: rows.map((row) => ({ row: row.id, rowRevision: row.revision, outcome: 'pass' as const, note: '' })),
          tester: null,
          attach: [],
        },
        actor,
      );
    }
    const seen = new Set<string>();
    for (let offset = 0; offset < 2_000; offset += 500)
      for (const row of (await life.get('employee', path(id, `/rows?offset=${offset}&limit=100`))).rows) seen.add(row.id);
    assert.equal(seen.size, 400, 'every page shows others');
    assert.deepEqual((await life.get('employee', path(id))).sums.open, 0);
  });
});
