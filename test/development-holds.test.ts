import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sha256Hex } from '../src/base/hash.ts';
import { newId } from '../src/base/id.ts';
import { inTransaction } from '../src/db/pool.ts';
import { append, type LedgerKind } from '../src/ledger/index.ts';
import { type Any, type Projects, projects, refused } from './development-site.ts';

/** What the database holds of projects by itself, their lists as files, and the assessment of what is bought. */
describe('what holds of development projects', { timeout: 10 * 60_000 }, () => {
  let site: Projects;
  let life: Projects['life'];
  before(async () => {
    site = await projects();
    life = site.life;
  });
  after(() => life?.close());

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

  it('is held by the database too: order, frozen lists, history, ledger', async () => {
    const id = await site.open('employee');
    await site.prepare('employee', id);
    const { lines } = await life.get('employee', site.path(id));
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
    await site.handOver('employee', id);
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
    await site.step('administrator', id, 'callOff', { reason: '中止' });
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
    const id = await site.open('employee');
    await site.prepare('employee', id);
    const { development } = life.site;
    const who = site.actor('employee');
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
    await site.handOver('employee', id);
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
    await assert.rejects(life.act('employee', 'POST', url, { answers: site.answers() }), refused('forbidden'));
    await life.act('administrator', 'POST', url, { answers: site.answers({ exposure: 'internet' }), expert: '顧問: 問題なし' });
    const line = await life.get('administrator', `/api/registers/systems/systems/rows/${row}`);
    const said = line.cells ?? line.row.cells;
    const day = await site.today();
    assert.equal(said.assessedOn, day);
    assert.equal(said.assessUntil, `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`);
    assert.equal((await standing('exposed-assessments')).verdict, 'pass');
    assert.equal((await standing('application-assessment')).verdict, 'pass');
    assert.equal((await life.get('committee', url)).assessments[0].expert, '顧問: 問題なし');
    life.site.clock.advance({ days: 370 });
    assert.equal((await standing('exposed-assessments')).verdict, 'fail', 'a year later it is due again');
  });
});
