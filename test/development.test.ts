import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sha256Hex } from '../src/base/hash.ts';
import { newId } from '../src/base/id.ts';
import { inTransaction } from '../src/db/pool.ts';
import { questions } from '../src/development/index.ts';
import { append, type LedgerKind } from '../src/ledger/index.ts';
import { type Company, company, type RoleName } from './journeys/company.ts';

type Who = RoleName | 'deputy';
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Any = any;

/** Projects from their requirements to going live, through the routes of the screens; and what the database refuses by itself. */
describe('development projects', { timeout: 120_000 }, () => {
  let life: Company;
  let environment: string;
  before(async () => {
    life = await company({ start: '2027-03-01T00:00:00Z' });
    const cells = {
      name: '受注 開発',
      kind: 'development',
      server: 'dev01',
      separation: ['machine'],
      data: 'generated',
      members: '開発課',
    };
    const added = await life.act('administrator', 'POST', '/api/registers/development/environments/rows', { cells });
    environment = added.id ?? added.row;
  });
  after(() => life?.close());

  const path = (id: string, rest = ''): string => `/api/development/projects/${id}${rest}`;
  const today = async (): Promise<string> => (await life.get('employee', '/api/today')).date;
  const detail = (id: string): Promise<Any> => life.get('administrator', `/api/cases/${id}`);
  const stateOf = async (id: string): Promise<string> => (await detail(id)).state.id;
  const refused = (code: string) => (error: Error) => assert.match(error.message, new RegExp(code)) ?? true;
  const answers = (more: Record<string, string> = {}) => ({
    ...Object.fromEntries(questions.map(({ id, options }) => [id, Object.keys(options)[0]!])),
    ...more,
  });

  let opened = 0;
  async function open(who: Who, more: Record<string, unknown> = {}, variant = 'four'): Promise<string> {
    opened += 1;
    const cells = {
      name: `受注管理 ${opened}`,
      kind: 'inHouse',
      systemKind: 'web',
      requirements: '二要素、権限の分離',
      repository: 'Git core',
      ...more,
    };
    return (await life.act(who, 'POST', '/api/cases', { kind: 'development/project', variant, step: 'open', cells })).id;
  }
  async function step(who: Who, id: string, name: string, cells: Record<string, unknown>, way = 'steps') {
    const { revision } = await detail(id);
    return life.act(who, 'POST', `/api/cases/${id}/${way}`, { step: name, revision, cells });
  }
  /** Records the duty that the case waits for. */
  async function duty(who: Who, id: string, record: Record<string, unknown>, outcome = 'in-order') {
    const { waiting } = await detail(id);
    const [{ occurrence }] = waiting;
    const { revision, sheet, duty: of } = await life.get('administrator', `/api/duties/occurrences/${occurrence}`);
    const needsFile = ['development/vulnerability-test', 'development/pre-release-test'].includes(of.id ?? of);
    const attach = needsFile
      ? [(await life.site.running.attachments.upload(Buffer.from('報告書'), { name: '報告.txt', by: life.people[who].accountId })).id]
      : [];
    const body = {
      revision,
      result: outcome,
      record,
      remark: outcome === 'problem' ? '直す' : '',
      sheetDigest: sheet?.digest ?? null,
      attach,
    };
    return life.act(who, 'POST', `/api/duties/occurrences/${occurrence}/complete`, body);
  }
  const review = (who: Who, id: string, outcome = 'in-order', reviewer: Who = who) =>
    duty(who, id, { reviewer: life.staff[reviewer], met: '全件', unmet: 'なし' }, outcome);
  const prepare = async (who: Who, id: string, more: Record<string, string> = {}) => {
    await life.act(who, 'POST', path(id, '/assessments'), { answers: answers(more) });
    return life.act(who, 'POST', path(id, '/starters'), { language: 'ja' });
  };
  const handOver = (who: Who, id: string) =>
    step(who, id, 'submitRequirements', { author: life.staff[who], estimate: '60万円、3週間、中' });

  /** Writes an entry and a row as the application could, past everything that the program asks. */
  async function force(
    kind: LedgerKind,
    id: string,
    sql: string,
    values: (seq: number, at: Date, by: string) => unknown[],
    payload: object = {},
  ) {
    const by = life.people.employee.accountId;
    const at = life.site.clock.now();
    return inTransaction(life.site.database.app, async (tx) => {
      const seq = await append(tx, at, [{ kind, actor: by, subject: `case:development/project case:${id}`, payload: payload as never }]);
      await tx.query(sql, values(seq, at, by));
    });
  }
  const wording = `INSERT INTO development_wording (requirement_id, revision, topic, title, prevent, detect, respond, recover, verify, decision, reason, by, at, ledger_seq)
    VALUES ($1, $2, 'rights', '別の要求', '分ける', '数える', '止める', '', 'test', 'adopted', '', $3, $4, $5)`;

  it('begins with an assessment, which chooses the requirements and says why', async () => {
    const id = await open('employee');
    await assert.rejects(life.act('employee', 'POST', path(id, '/starters'), { language: 'ja' }), refused('not-ready'));
    await assert.rejects(handOver('employee', id), refused('not-ready'));
    await assert.rejects(life.act('employee', 'POST', path(id, '/assessments'), { answers: { data: 'open' } }), refused('bad-request'));
    const { added } = await prepare('employee', id, { exposure: 'open', money: 'decides' });
    const sheet = await life.get('employee', path(id));
    assert.equal(sheet.lines.length, added);
    assert.equal(sheet.assessments[0].level, 'medium');
    assert.match(sheet.assessments[0].because.ja, /誰でもインターネットから/);
    const starters = new Set(sheet.lines.map((line: Any) => line.starter));
    assert.ok(starters.has('two-persons'), 'high, but asked because money is settled');
    assert.ok(!starters.has('files-received'));
    const left = sheet.proposed.find((each: Any) => each.id === 'files-received');
    assert.equal(left.applies, false);
    assert.match(left.because.ja, /高/);
    assert.equal(
      (await life.act('employee', 'POST', path(id, '/starters'), { language: 'ja' })).added,
      0,
      'taken twice, nothing comes twice',
    );
    await assert.rejects(life.get('management', path(id)), refused('not-found'), 'who may not read the project knows nothing of it');
  });

  it('writes lines all or none, refuses what is old, and needs a reason for what does not apply', async () => {
    const id = await open('employee');
    await prepare('employee', id);
    const { lines } = await life.get('employee', path(id));
    const save = (given: object[], who: Who = 'employee') => life.act(who, 'PUT', path(id, '/requirements'), { lines: given });
    const change = (line: Any, cells: object) => ({ id: line.id, revision: line.revision, cells });
    await assert.rejects(
      save([change(lines[0], { title: '直した' }), change(lines[1], { decision: 'notApplicable' })]),
      refused('value-out-of-bounds'),
    );
    assert.equal((await life.get('employee', path(id))).lines[0].title, lines[0].title, 'nothing of it was written');
    await save([
      change(lines[0], { title: '直した' }),
      { id: null, revision: 0, cells: { title: '印刷物に利用者名を入れる', topic: 'data' } },
    ]);
    await assert.rejects(save([change(lines[0], { title: '古い画面から' })]), refused('conflict'));
    await assert.rejects(save([change(lines[1], { topic: 'nonsense' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([change(lines[1], { title: '' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([change(lines[1], { title: 'あ\u0000' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([{ id: newId(), revision: 1, cells: {} }]), refused('not-found'));
    await assert.rejects(handOver('employee', id), refused('not-ready'), 'the new line is not decided');
    const now = await life.get('employee', path(id));
    assert.equal(now.unready.length, 1);
    assert.equal(now.unready[0].no, now.lines.at(-1).no);
    const both = await Promise.allSettled([
      life.site.development.save(id, [change(now.lines[2], { title: 'A' })] as never, actor('employee')),
      life.site.development.save(id, [change(now.lines[2], { title: 'B' })] as never, actor('employee')),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'of two who write at once one is told');
    assert.match(String((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason), /conflict/);
  });
  const actor = (who: Who) => ({ actor: life.people[who].accountId, accountId: life.people[who].accountId, roles: [who] });

  it('goes from requirements to maintenance, each stage reviewed by another, and mirrors its line', async () => {
    const id = await open('employee');
    await prepare('employee', id);
    await handOver('employee', id);
    const { frozen, lines, open: isOpen } = await life.get('employee', path(id));
    assert.equal(isOpen, false);
    assert.equal(frozen.lines, lines.length);
    const [{ content }] = (await life.site.database.app.query('SELECT content FROM development_freeze WHERE case_id = $1', [id])).rows;
    assert.equal(sha256Hex(content), frozen.digest);
    await assert.rejects(
      life.act('employee', 'PUT', path(id, '/requirements'), { lines: [{ id: lines[0].id, revision: 1, cells: { title: '後から' } }] }),
      refused('wrong-state'),
      'a frozen list does not change',
    );
    await review('administrator', id, 'problem');
    assert.equal(await stateOf(id), 'requirements', 'a problem leads back');
    await life.act('employee', 'PUT', path(id, '/requirements'), { lines: [{ id: lines[0].id, revision: 1, cells: { title: '直した' } }] });
    await handOver('employee', id);
    assert.equal((await life.get('employee', path(id))).frozen.no, 2);
    await review('administrator', id);
    assert.equal(await stateOf(id), 'design');
    await life.act('employee', 'PUT', path(id, '/traces'), {
      lines: [{ id: lines[0].id, revision: 0, cells: { design: '設計書 3.1', test: 'T-4', result: 'unmet' } }],
    });

    await step('employee', id, 'submitDesign', { author: life.staff.employee, document: 'docs/design', environment });
    await assert.rejects(review('administrator', id, 'in-order', 'employee'), refused('same-person'), 'its author does not review it');
    await review('administrator', id);
    await step('deputy', id, 'submitBuild', { author: life.staff.employee, version: 'v2.3' });
    await assert.rejects(review('deputy', id), refused('same-person'), 'nor does who handed it over');
    await review('administrator', id);
    await step('employee', id, 'submitTest', { author: life.staff.employee, document: 'docs/test', cases: 10, failed: 0 });
    await review('administrator', id);
    assert.equal(await stateOf(id), 'security');
    const scan = { version: 'v2.3', tools: 'Semgrep', findings: '0', left: 'なし', mayRelease: false };
    await duty('administrator', id, scan);
    assert.equal(await stateOf(id), 'build', 'what may not be released goes back');
    await step('employee', id, 'submitBuild', { author: life.staff.employee, version: 'v2.4' });
    await review('administrator', id);
    await step('employee', id, 'submitTest', { author: life.staff.employee, document: 'docs/test', cases: 10, failed: 0 });
    await review('deputy', id);
    await duty('administrator', id, { ...scan, mayRelease: true });
    const day = await today();
    await duty('administrator', id, { name: '受注', items: 10, failed: 0, completedOn: day, liveOn: day, tester: '青木' });
    assert.equal(await stateOf(id), 'transition');
    const release = () => step('administrator', id, 'release', { releasedOn: day, version: 'v2.4', way: '夜間に入替え' }, 'decisions');
    await assert.rejects(release(), refused('not-ready'), 'a requirement is not met');
    await life.act('employee', 'PUT', path(id, '/traces'), { lines: [{ id: lines[0].id, revision: 1, cells: { result: 'met' } }] });
    await release();
    assert.equal(await stateOf(id), 'live');

    const { line } = await detail(id);
    const row = await life.get('administrator', `/api/registers/development/projects/rows/${line.row}`);
    const cells = row.cells ?? row.row.cells;
    assert.deepEqual([cells.stage, cells.reviewed], ['live', ['requirements', 'design', 'build', 'test']]);
    const standings = await life.site.running.practicesAt(life.site.clock.now());
    for (const tool of ['requirements-first', 'stages-reviewed', 'project-environments', 'requirement-list', 'protection-analysis'])
      assert.equal(standings.get(`tool:development/${tool}`)?.verdict, 'pass', tool);
  });

  it('waits for findings and for an acceptance', async () => {
    const id = await open('employee');
    await prepare('employee', id);
    await handOver('employee', id);
    await review('administrator', id);
    const { line } = await detail(id);
    const cells = { title: '受注 受入れ', kind: 'modified', project: line.row };
    await life.act('employee', 'POST', '/api/cases', { kind: 'development/acceptance', variant: 'specified', step: 'open', cells });
    const at = life.site.clock.now();
    const { pool } = { pool: life.site.database.app };
    await assert.rejects(
      inTransaction(pool, (tx) =>
        life.site.development.onStep(tx, {
          case: id,
          kind: 'development/project',
          variant: 'four',
          line: line.row,
          step: 'release',
          by: 'x',
          at,
        }),
      ),
      /acceptance/,
    );
  });

  it('reviews no fewer stages than the company says', async () => {
    await assert.rejects(open('employee', {}, 'three'), refused('value-out-of-bounds'));
    const id = await open('employee', {}, 'five');
    assert.equal(await stateOf(id), 'requirements');
  });

  it('is held by the database too: order, frozen lists, history, ledger', async () => {
    const id = await open('employee');
    await prepare('employee', id);
    const { lines } = await life.get('employee', path(id));
    const [line] = lines;
    const { app } = life.site.database;
    const denied = (error: Any) => assert.equal(error.code, '42501', error.message) ?? true;
    await force('development.requirements', id, wording, (seq, at, by) => [line.id, 2, by, at, seq]);
    await assert.rejects(
      force('development.requirements', id, wording, (seq, at, by) => [line.id, 9, by, at, seq]),
      (error: Any) => assert.equal(error.code, '40001') ?? true,
      'revisions follow one another',
    );
    await assert.rejects(
      force('development.traced', id, wording, (seq, at, by) => [line.id, 3, by, at, seq]),
      denied,
      'the ledger says what was written',
    );
    for (const sql of [
      'UPDATE development_wording SET title = title',
      'DELETE FROM development_trace',
      'UPDATE development_freeze SET lines = lines',
      'DELETE FROM development_assessment',
      'DELETE FROM development_requirement',
    ])
      await assert.rejects(app.query(sql), denied, sql);
    await assert.rejects(
      force(
        'development.assessed',
        id,
        `INSERT INTO development_assessment (id, about, about_id, answers, level, exposed, factors, expert, note, by, at, ledger_seq)
        VALUES ($1, 'case', $2, '{}', 'low', false, '{}', '', '', $3, $4, $5)`,
        (seq, at) => [newId(), id, life.people.deputy.accountId, at, seq],
      ),
      denied,
      'nobody writes in the name of another',
    );
    // A list is frozen by nothing but its hand-over.
    const content = '[]';
    const freezing = `INSERT INTO development_freeze (case_id, no, content, digest, lines, adopted, by, at, ledger_seq) VALUES ($1, 1, $2, sha256(convert_to($2::text, 'UTF8')), $3, 1, $4, $5, $6)`;
    await assert.rejects(
      force('development.frozen', id, freezing, (seq, at, by) => [id, content, lines.length, by, at, seq], { digest: sha256Hex(content) }),
      denied,
    );
    // Design before the approval: no way is laid down.
    await assert.rejects(
      force(
        'case.step',
        id,
        `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
         VALUES ($1, 2, 'submitDesign', 'requirements', 'designReview', $2::text, ARRAY[$2::text::uuid], '{}', $3, $3, '{}', $4)`,
        (seq, at, by) => [id, by, at, seq],
        { step: 'submitDesign', to: 'designReview' },
      ),
      denied,
      'no design before the requirements are approved',
    );
    await handOver('employee', id);
    await assert.rejects(
      force('development.requirements', id, wording, (seq, at, by) => [line.id, 3, by, at, seq]),
      (error: Any) => assert.equal(error.constraint, 'development_frozen', error.message) ?? true,
      'a frozen list changes for nobody',
    );
    // The review of its own author, straight into the history.
    const by = life.people.employee.accountId;
    await assert.rejects(
      force(
        'case.step',
        id,
        `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
         VALUES ($1, 3, 'reviewRequirements', 'requirementsReview', 'design', $2::text, ARRAY[$2::text::uuid], '{}', $3, $3, '{}', $4)`,
        (seq, at) => [id, by, at, seq],
        { step: 'reviewRequirements', to: 'design' },
      ),
      (error: Any) => assert.equal(error.constraint, 'cases_apart', error.message) ?? true,
    );
    await step('administrator', id, 'callOff', { reason: '中止' });
    await assert.rejects(
      force(
        'development.traced',
        id,
        `INSERT INTO development_trace (requirement_id, revision, design, test, result, proof, by, at, ledger_seq) VALUES ($1, 1, '', '', 'met', '', $2, $3, $4)`,
        (seq, at, who) => [line.id, who, at, seq],
      ),
      denied,
      'nothing is met after the end',
    );
  });

  it('goes out as Excel and comes back: unchanged, changed, and refused where it cannot be read', async () => {
    const id = await open('employee');
    await prepare('employee', id);
    const { development } = life.site;
    const who = actor('employee');
    const file = await development.exportFile(id, 'ja', who);
    const same = await development.previewImport(id, { name: file.name, bytes: file.bytes }, who);
    assert.deepEqual([same.added.length, same.changed.length, same.problems], [0, 0, []]);
    const english = await development.exportFile(id, 'en', who);
    assert.equal(
      (await development.previewImport(id, { name: 'a.xlsx', bytes: english.bytes }, who)).changed.length,
      0,
      'titles and options in English too',
    );
    const book = (rows: Record<string, string>[], titles = ['番号', '要求事項', '採否', '対象外の理由']) =>
      Buffer.from(
        `\ufeff${[titles, ...rows.map((row) => titles.map((title) => row[title] ?? ''))].map((cells) => cells.join(',')).join('\r\n')}`,
      );
    const good = book([
      { 番号: '1', 要求事項: '短くした', 採否: '対象外', 対象外の理由: '社外に出さない' },
      { 番号: '', 要求事項: '新しい要求', 採否: '採用', 対象外の理由: '' },
    ]);
    const shown = await development.previewImport(id, { name: 'b.csv', bytes: good }, who);
    assert.deepEqual([shown.added.length, shown.changed.length, shown.problems], [1, 1, []]);
    assert.deepEqual(shown.changed[0]!.fields, ['要求事項', '採否', '対象外の理由']);
    const given = { name: 'b.csv', bytes: good, digest: shown.digest };
    assert.deepEqual(await development.applyImport(id, given, who), { added: 1, changed: 1 });
    await assert.rejects(development.applyImport(id, given, who), /conflict/, 'what was shown is what is done, once');

    const bad = book([
      { 番号: '99', 要求事項: '知らない番号', 採否: '採用', 対象外の理由: '' },
      { 番号: '2', 要求事項: '', 採否: 'たぶん', 対象外の理由: '' },
      { 番号: '3', 要求事項: '理由なし', 採否: '対象外', 対象外の理由: '' },
      { 番号: '3', 要求事項: '二度目', 採否: '採用', 対象外の理由: '' },
    ]);
    const told = await development.previewImport(id, { name: 'c.csv', bytes: bad }, who);
    assert.deepEqual(
      told.problems.map(({ row, column }) => [row, column]),
      [
        [2, '番号'],
        [3, '要求事項'],
        [3, '採否'],
        [4, '対象外の理由'],
        [5, '番号'],
      ],
    );
    const before = (await development.sheet(id, who)).lines;
    await assert.rejects(development.applyImport(id, { name: 'c.csv', bytes: bad, digest: told.digest }, who), /bad-request/);
    assert.deepEqual((await development.sheet(id, who)).lines, before, 'nothing of it was written');
    await assert.rejects(
      development.previewImport(id, { name: 'd.xlsx', bytes: Buffer.from('PK\u0003\u0004 broken') }, who),
      /file-unreadable/,
    );
    const untitled = await development.previewImport(id, { name: 'e.csv', bytes: book([{ なまえ: 'x' }], ['なまえ']) }, who);
    assert.equal(untitled.problems.length, 2, 'a column that nobody knows, and none for the requirement');
    const [newest] = (await development.sheet(id, who)).lines.slice(-1);
    const filled = { prevent: '分ける', detect: '数える', respond: '止める' };
    await development.save(id, [{ id: newest!.id, revision: newest!.revision, cells: filled }], who);
    await handOver('employee', id);
    const late = await development.previewImport(
      id,
      { name: 'f.csv', bytes: book([{ 番号: '2', 要求事項: '後から', 採否: '採用', 対象外の理由: '' }]) },
      who,
    );
    assert.match(late.problems[0]!.says.ja, /確定/);
  });

  it('assesses a system that is bought: its line says when, and by when again', async () => {
    const cells = { name: '勤怠クラウド', kind: 'saas', purpose: '勤怠', importance: 'low', exposure: 'internet' };
    const { id, row = id } = await life.act('administrator', 'POST', '/api/registers/systems/systems/rows', { cells });
    const standing = async (tool: string) => (await life.site.running.practicesAt(life.site.clock.now())).get(`tool:development/${tool}`)!;
    assert.equal((await standing('exposed-assessments')).verdict, 'fail');
    assert.equal((await standing('application-assessment')).verdict, 'unknown');
    const url = `/api/development/systems/${row}/assessments`;
    await assert.rejects(life.act('employee', 'POST', url, { answers: answers() }), refused('forbidden'));
    await life.act('administrator', 'POST', url, { answers: answers({ exposure: 'internet' }), expert: '顧問: 問題なし' });
    const line = await life.get('administrator', `/api/registers/systems/systems/rows/${row}`);
    const said = line.cells ?? line.row.cells;
    const day = await today();
    assert.equal(said.assessedOn, day);
    assert.equal(said.assessUntil, `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`);
    assert.equal((await standing('exposed-assessments')).verdict, 'pass');
    assert.equal((await standing('application-assessment')).verdict, 'pass');
    assert.equal((await life.get('committee', url)).assessments[0].expert, '顧問: 問題なし');
    life.site.clock.advance({ days: 370 });
    assert.equal((await standing('exposed-assessments')).verdict, 'fail', 'a year later it is due again');
  });
});
