import { questions } from '../../src/development/index.ts';
import type { Company } from './company.ts';
import { type Any, lead, openCase, type Step, today } from './lead.ts';

let count = 0;

/** Requirements, design, building and tests, each reviewed by another; then live, and the end of maintenance. */
export async function project(life: Company): Promise<string> {
  const environment = await life.act('administrator', 'POST', '/api/registers/development/environments/rows', {
    cells: {
      name: `受注 開発 ${++count}`,
      kind: 'development',
      server: 'dev01',
      separation: ['machine'],
      data: 'generated',
      members: '開発課',
    },
  });
  const id = await openCase(life, 'employee', 'development/project', 'four', 'open', {
    name: `受注管理 ${count}`,
    kind: 'inHouse',
    systemKind: 'web',
    requirements: '二要素、権限の分離',
    repository: 'Git core',
  });
  const path = `/api/development/projects/${id}`;
  const answers = Object.fromEntries(questions.map((question) => [question.id, Object.keys(question.options)[0]!]));
  await life.act('employee', 'POST', `${path}/assessments`, { answers });
  await life.act('employee', 'POST', `${path}/starters`, { language: 'ja' });
  const author = { author: life.staff.employee };
  const reviewed = (step: string, leadsTo: string): Step => [step, 'administrator', { reviewer: life.staff.administrator }, { leadsTo }];
  await lead(life, id, [
    ['submitRequirements', 'employee', author, { leadsTo: 'requirementsReview' }],
    reviewed('reviewRequirements', 'design'),
    ['submitDesign', 'employee', { ...author, environment: environment.id ?? environment.row }, { leadsTo: 'designReview' }],
    reviewed('reviewDesign', 'build'),
    ['submitBuild', 'employee', author, { leadsTo: 'buildReview' }],
    reviewed('reviewBuild', 'test'),
    ['submitTest', 'employee', { ...author, cases: 20, failed: 0 }, { leadsTo: 'testReview' }],
    reviewed('reviewTest', 'security'),
    ['securityTest', 'administrator', { mayRelease: true }, { leadsTo: 'preRelease' }],
    ['preReleaseTest', 'administrator', { failed: 0 }, { leadsTo: 'transition' }],
  ]);
  await meetEveryRequirement(life, path);
  await lead(life, id, [
    ['release', 'administrator', {}, { leadsTo: 'live' }],
    ['close', 'administrator', {}, { leadsTo: 'closed' }],
  ]);
  return id;
}

async function meetEveryRequirement(life: Company, path: string): Promise<void> {
  const { lines } = await life.get('employee', path);
  const met = lines.map((line: Any) => ({ id: line.id, revision: 0, cells: { design: '設計書 3.1', test: 'T-4', result: 'met' } }));
  await life.act('employee', 'PUT', `${path}/traces`, { lines: met });
}

/** Specified, tested case by case with one retest, approved by two, and live. */
export async function acceptance(life: Company): Promise<string> {
  const id = await openCase(life, 'employee', 'development/acceptance', 'specified', 'open', {
    title: `受注管理 2.${++count}`,
    kind: 'modified',
    developer: life.staff.management,
  });
  await finishAcceptance(life, id);
  return id;
}

/** From the specification to going live, tested by one who approves nothing. */
export async function finishAcceptance(life: Company, id: string, tester: 'employee' | 'committee' = 'employee'): Promise<void> {
  const path = `/api/acceptances/${id}`;
  const { revision } = await life.get(tester, path);
  const put = ['登録', '取消し'].map((what) => ({ id: null, what: `受注を1件${what}する`, expected: '一覧に出る', requirement: '' }));
  await life.act(tester, 'POST', `${path}/specification`, { revision, put });
  await lead(life, id, [['begin-testing', tester, {}, { leadsTo: 'testing' }]]);
  const rows = async (): Promise<Any[]> => (await life.get('administrator', `${path}/rows?limit=200`)).rows;
  const judge = (row: Any, outcome: string, note = '') =>
    life.act(tester, 'POST', `${path}/results`, { results: [{ row: row.id, rowRevision: row.revision, outcome, note }] });
  const [first, second] = await rows();
  await judge(first, 'pass');
  await judge(second, 'fail', '一覧に残る');
  const failed = (await rows())[1].last.id;
  await life.act('management', 'POST', `${path}/fixed`, { row: second.id, result: failed, reason: '索引を直した' });
  await judge(second, 'pass');
  await lead(life, id, [
    ['tested', 'departmentManager', { tester: life.staff[tester], result: 'accepted' }, { leadsTo: 'tested' }],
    ['approve-administrator-first', 'administrator', {}, { leadsTo: 'administrator-approved' }],
    ['approve-manager-second', 'departmentManager', {}, { leadsTo: 'approved' }],
    ['live', 'administrator', { liveOn: today(life) }, { leadsTo: 'live' }],
  ]);
}
