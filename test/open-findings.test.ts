import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inTransaction } from '../src/db/pool.ts';
import { bytesOf, codeql } from '../src/sources/scanners/testing/reports.ts';
import { type Any, type Projects, projects, refused } from './development-site.ts';

/** What scanners found on a project stands in the way of its acceptance and of its going live, until it is fixed. */
describe('open findings', { timeout: 10 * 60_000 }, () => {
  let site: Projects;
  let life: Projects['life'];
  before(async () => {
    site = await projects();
    life = site.life;
  });
  after(() => life?.close());

  const who = () => ({ ...site.actor('administrator'), person: life.staff.administrator });
  async function scanned(target: string, rules: readonly string[]) {
    const { scans } = life.site.running;
    life.site.clock.advance({ minutes: 1 });
    const at = life.site.clock.now().toISOString();
    const given = {
      name: 'core.sarif',
      bytes: bytesOf(
        codeql(
          rules.map((rule) => ({ rule })),
          at,
        ),
      ),
      complete: true,
    };
    const { digest } = await scans.preview(target, given, who());
    await scans.import(target, given, digest, who());
  }
  async function tested(project: string): Promise<string> {
    const cells = { title: '受注 受入れ', kind: 'modified', project };
    const opening = { kind: 'development/acceptance', variant: 'specified', step: 'open', cells };
    const { id } = await life.act('employee', 'POST', '/api/cases', opening);
    const put = [{ id: null, what: '受注を登録する', expected: '一覧に出る', requirement: '' }];
    await life.act('employee', 'POST', `/api/acceptances/${id}/specification`, { revision: 0, put });
    await site.step('employee', id, 'begin-testing', {});
    const { rows } = await life.get('administrator', `/api/acceptances/${id}/rows?limit=10`);
    const results = rows.map((row: Any) => ({ row: row.id, rowRevision: row.revision, outcome: 'pass', note: '' }));
    await life.act('employee', 'POST', `/api/acceptances/${id}/results`, { results });
    const testedOn = await site.today();
    await site.duty('departmentManager', id, { testedOn, tester: life.staff.employee, security: '断られる', result: 'accepted' });
    return id;
  }

  it('of what is accepted stop its approval from the company’s severity on, and are shown before', async () => {
    const project = await site.open('employee');
    const { line } = await site.detail(project);
    const id = await tested(line.row);
    const shown = async () => (await life.get('departmentManager', `/api/acceptances/${id}`)).findings;
    const approve = () => site.step('departmentManager', id, 'approve-manager-first', {}, 'decisions');
    assert.equal(await shown(), null, 'nothing of it is scanned');
    const { id: target } = await life.act('administrator', 'POST', '/api/scans/targets', {
      name: '受注管理 core',
      kind: 'repository',
      line: line.row,
      developers: [],
    });
    assert.equal(await shown(), null, 'a target without a report is not clean');
    await scanned(target, ['js/sql-injection', 'js/xss', 'js/missing-rate-limiting']);
    assert.equal(await shown(), 2, 'what is below the severity does not stop it');
    await assert.rejects(approve(), refused('not-ready'));
    const release = { case: project, kind: 'development/project', variant: 'four', line: line.row, step: 'release', by: 'x' };
    const at = life.site.clock.now();
    await assert.rejects(
      inTransaction(life.site.database.app, (tx) => life.site.development.onStep(tx, { ...release, at })),
      /診断|指摘|finding/,
      'nor does the project go live',
    );
    await scanned(target, ['js/missing-rate-limiting']);
    assert.equal(await shown(), 0);
    await approve();
    assert.equal(await site.stateOf(id), 'manager-approved');
  });
});
