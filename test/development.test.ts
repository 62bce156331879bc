import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sha256Hex } from '../src/base/hash.ts';
import { newId } from '../src/base/id.ts';
import { inTransaction } from '../src/db/pool.ts';
import { type Any, type Projects, projects, refused, type Who } from './development-site.ts';

/** Projects from their requirements to going live, through the routes of the screens. */
describe('development projects', { timeout: 10 * 60_000 }, () => {
  let site: Projects;
  let life: Projects['life'];
  before(async () => {
    site = await projects();
    life = site.life;
  });
  after(() => life?.close());

  it('begins with an assessment, which chooses the requirements and says why', async () => {
    const id = await site.open('employee');
    await assert.rejects(life.act('employee', 'POST', site.path(id, '/starters'), { language: 'ja' }), refused('not-ready'));
    await assert.rejects(site.handOver('employee', id), refused('not-ready'));
    await assert.rejects(
      life.act('employee', 'POST', site.path(id, '/assessments'), { answers: { data: 'open' } }),
      refused('bad-request'),
    );
    const { added } = await site.prepare('employee', id, { exposure: 'open', money: 'decides' });
    const sheet = await life.get('employee', site.path(id));
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
      (await life.act('employee', 'POST', site.path(id, '/starters'), { language: 'ja' })).added,
      0,
      'taken twice, nothing comes twice',
    );
    await assert.rejects(life.get('management', site.path(id)), refused('not-found'), 'who may not read the project knows nothing of it');
  });

  it('writes lines all or none, refuses what is old, and needs a reason for what does not apply', async () => {
    const id = await site.open('employee');
    await site.prepare('employee', id);
    const { lines } = await life.get('employee', site.path(id));
    const save = (given: object[], who: Who = 'employee') => life.act(who, 'PUT', site.path(id, '/requirements'), { lines: given });
    const change = (line: Any, cells: object) => ({ id: line.id, revision: line.revision, cells });
    await assert.rejects(
      save([change(lines[0], { title: '直した' }), change(lines[1], { decision: 'notApplicable' })]),
      refused('value-out-of-bounds'),
    );
    assert.equal((await life.get('employee', site.path(id))).lines[0].title, lines[0].title, 'nothing of it was written');
    await save([
      change(lines[0], { title: '直した' }),
      { id: null, revision: 0, cells: { title: '印刷物に利用者名を入れる', topic: 'data' } },
    ]);
    await assert.rejects(save([change(lines[0], { title: '古い画面から' })]), refused('conflict'));
    await assert.rejects(save([change(lines[1], { topic: 'nonsense' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([change(lines[1], { title: '' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([change(lines[1], { title: 'あ\u0000' })]), refused('value-out-of-bounds'));
    await assert.rejects(save([{ id: newId(), revision: 1, cells: {} }]), refused('not-found'));
    await assert.rejects(site.handOver('employee', id), refused('not-ready'), 'the new line is not decided');
    const now = await life.get('employee', site.path(id));
    assert.equal(now.unready.length, 1);
    assert.equal(now.unready[0].no, now.lines.at(-1).no);
    const both = await Promise.allSettled([
      life.site.development.save(id, [change(now.lines[2], { title: 'A' })] as never, site.actor('employee')),
      life.site.development.save(id, [change(now.lines[2], { title: 'B' })] as never, site.actor('employee')),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'of two who write at once one is told');
    assert.match(String((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason), /conflict/);
  });
  it('goes from requirements to maintenance, each stage reviewed by another, and mirrors its line', async () => {
    const id = await site.open('employee');
    await site.prepare('employee', id);
    await site.handOver('employee', id);
    const { frozen, lines, open: isOpen } = await life.get('employee', site.path(id));
    assert.equal(isOpen, false);
    assert.equal(frozen.lines, lines.length);
    const [{ content }] = (await life.site.database.app.query('SELECT content FROM development_freeze WHERE case_id = $1', [id])).rows;
    assert.equal(sha256Hex(content), frozen.digest);
    await assert.rejects(
      life.act('employee', 'PUT', site.path(id, '/requirements'), {
        lines: [{ id: lines[0].id, revision: 1, cells: { title: '後から' } }],
      }),
      refused('wrong-state'),
      'a frozen list does not change',
    );
    await site.review('administrator', id, 'problem');
    assert.equal(await site.stateOf(id), 'requirements', 'a problem leads back');
    await life.act('employee', 'PUT', site.path(id, '/requirements'), {
      lines: [{ id: lines[0].id, revision: 1, cells: { title: '直した' } }],
    });
    await site.handOver('employee', id);
    assert.equal((await life.get('employee', site.path(id))).frozen.no, 2);
    await site.review('administrator', id);
    assert.equal(await site.stateOf(id), 'design');
    await life.act('employee', 'PUT', site.path(id, '/traces'), {
      lines: [{ id: lines[0].id, revision: 0, cells: { design: '設計書 3.1', test: 'T-4', result: 'unmet' } }],
    });

    await site.step('employee', id, 'submitDesign', {
      author: life.staff.employee,
      document: 'docs/design',
      environment: site.environment,
    });
    await assert.rejects(site.review('administrator', id, 'in-order', 'employee'), refused('same-person'), 'its author does not review it');
    await site.review('administrator', id);
    await site.step('deputy', id, 'submitBuild', { author: life.staff.employee, version: 'v2.3' });
    await assert.rejects(site.review('deputy', id), refused('same-person'), 'nor does who handed it over');
    await site.review('administrator', id);
    await site.step('employee', id, 'submitTest', { author: life.staff.employee, document: 'docs/test', cases: 10, failed: 0 });
    await site.review('administrator', id);
    assert.equal(await site.stateOf(id), 'security');
    const scan = { version: 'v2.3', tools: 'Semgrep', findings: '0', left: 'なし', mayRelease: false };
    await site.duty('administrator', id, scan);
    assert.equal(await site.stateOf(id), 'build', 'what may not be released goes back');
    await site.step('employee', id, 'submitBuild', { author: life.staff.employee, version: 'v2.4' });
    await site.review('administrator', id);
    await site.step('employee', id, 'submitTest', { author: life.staff.employee, document: 'docs/test', cases: 10, failed: 0 });
    await site.review('deputy', id);
    await site.duty('administrator', id, { ...scan, mayRelease: true });
    const day = await site.today();
    await site.duty('administrator', id, { name: '受注', items: 10, failed: 0, completedOn: day, liveOn: day, tester: '青木' });
    assert.equal(await site.stateOf(id), 'transition');
    const release = () => site.step('administrator', id, 'release', { releasedOn: day, version: 'v2.4', way: '夜間に入替え' }, 'decisions');
    await assert.rejects(release(), refused('not-ready'), 'a requirement is not met');
    await life.act('employee', 'PUT', site.path(id, '/traces'), { lines: [{ id: lines[0].id, revision: 1, cells: { result: 'met' } }] });
    await release();
    assert.equal(await site.stateOf(id), 'live');

    const { line } = await site.detail(id);
    const row = await life.get('administrator', `/api/registers/development/projects/rows/${line.row}`);
    const cells = row.cells ?? row.row.cells;
    assert.deepEqual([cells.stage, cells.reviewed], ['live', ['requirements', 'design', 'build', 'test']]);
    const standings = await life.site.running.practicesAt(life.site.clock.now());
    for (const tool of ['requirements-first', 'stages-reviewed', 'project-environments', 'requirement-list', 'protection-analysis'])
      assert.equal(standings.get(`tool:development/${tool}`)?.verdict, 'pass', tool);
  });

  it('is open to the people whom it names, and to nobody else', async () => {
    const id = await site.open('administrator');
    const closed = async () => {
      await assert.rejects(life.get('employee', site.path(id)), refused('not-found'));
      await assert.rejects(life.get('employee', `/api/cases/${id}`), refused('not-found'));
    };
    const listed = async (): Promise<boolean> =>
      (await life.get('employee', '/api/cases?mine=true&limit=100')).cases.some((each: Any) => each.id === id);
    await closed();
    assert.equal(await listed(), false);
    await site.step('administrator', id, 'member-requirements', { member: life.staff.management });
    await closed();
    await site.step('administrator', id, 'member-requirements', { member: life.staff.employee });
    assert.equal(await listed(), true);
    assert.equal((await life.get('employee', `/api/cases/${id}`)).state.id, 'requirements', 'naming somebody moves nothing');
    await site.prepare('employee', id);
    await site.handOver('employee', id);
    const led = await site.open('administrator', { person: life.staff.employee });
    assert.ok(await life.get('employee', site.path(led)), 'the person in charge too');
  });

  it('waits for findings and for an acceptance', async () => {
    const id = await site.open('employee');
    await site.prepare('employee', id);
    await site.handOver('employee', id);
    await site.review('administrator', id);
    const { line } = await site.detail(id);
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
    await assert.rejects(site.open('employee', {}, 'three'), refused('value-out-of-bounds'));
    const id = await site.open('employee', {}, 'five');
    assert.equal(await site.stateOf(id), 'requirements');
  });
});
