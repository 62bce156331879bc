import { words } from '../../base/text.ts';
import { type CaseSoFar, defineCase } from '../../mechanism/case.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';
import { projectSteps } from './project-steps.ts';
import { projectsRegister } from './projects.register.ts';

/** The stage that the register shows for each state. */
const stageOf: Readonly<Record<string, string>> = {
  requirements: 'requirements',
  requirementsReview: 'requirements',
  design: 'design',
  designReview: 'design',
  build: 'build',
  buildReview: 'build',
  test: 'test',
  testReview: 'test',
  security: 'test',
  preRelease: 'test',
  transition: 'transition',
  transitionReview: 'transition',
  ready: 'transition',
  live: 'live',
  closed: 'live',
};
/** Where the review (or approval) of a stage stands in the history. A stage that was opened again is reviewed again. */
const reviews: readonly (readonly [stage: string, steps: readonly string[], handedOver: string])[] = [
  ['requirements', ['reviewRequirements', 'approveRequirements'], 'submitRequirements'],
  ['design', ['reviewDesign'], 'submitDesign'],
  ['build', ['reviewBuild'], 'submitBuild'],
  ['test', ['reviewTest'], 'submitTest'],
  ['transition', ['reviewTransition'], 'submitTransition'],
];
const order = Object.keys(projectsRegister.columns.find(({ id }) => id === 'stage')!.options!);

const opened = ['name', 'kind', 'system', 'person', 'supplier', 'clientRule', 'requirements', 'repository'];

/** The line of the register, of the history alone. */
export function projectLine({ state, done }: CaseSoFar): Cells {
  const said = (step: string, field: string): Cell => done.get(step)?.cells[field] ?? null;
  const stage = stageOf[state] ?? lastStage(done);
  const past = reviews.filter(([of, steps]) => order.indexOf(of) < order.indexOf(stage) && steps.some((step) => done.has(step)));
  const approved = past.some(([of]) => of === 'requirements') ? newest(done, ['reviewRequirements', 'approveRequirements']) : null;
  return {
    ...Object.fromEntries(opened.map((id) => [id, said('open', id)])),
    requirementsOn: approved === null ? null : dayOf(approved),
    analysis: done.has('submitRequirements') ? '案件の要求事項の表(防止・検知・対応の列)に記載' : null,
    estimate: said('submitRequirements', 'estimate'),
    stage,
    reviewed: past.length === 0 ? null : past.map(([of]) => of),
    roles: said('submitDesign', 'roles'),
  };
}

/** A project that was called off keeps the stage that it had come to. */
function lastStage(done: CaseSoFar['done']): string {
  const come = reviews.findLast(([, , handedOver]) => done.has(handedOver));
  return come?.[0] ?? 'requirements';
}

function newest(done: CaseSoFar['done'], steps: readonly string[]): Date | null {
  const times = steps.flatMap((step) => done.get(step)?.at ?? []);
  return times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b));
}

/** The day in Japan, where the company's days are counted. */
const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

export const developmentProject = defineCase({
  id: 'development/project',
  code: 'DEV',
  title: words('開発案件', 'Development project'),
  purpose: words(
    'システムを作る、改修する、導入するとき。要求事項を承認してから設計に入り、段階ごとに作った人とは別の人がレビューします。',
    'When a system is built, changed or introduced. Design begins after the requirements are approved, and each stage is reviewed by another.',
  ),
  variants: {
    four: words('4段階でレビュー(要件定義・設計・実装・試験)', 'Four stages reviewed'),
    five: words('5段階でレビュー(移行も)', 'Five stages reviewed, transition included'),
    three: words('3段階でレビュー(設計・実装・試験。要求事項は承認)', 'Three stages reviewed, requirements approved'),
  },
  states: {
    requirements: { title: words('要件定義', 'Requirements') },
    requirementsReview: { title: words('要求事項の承認待ち', 'Requirements to be approved') },
    design: { title: words('設計', 'Design') },
    designReview: { title: words('設計のレビュー待ち', 'Design to be reviewed') },
    build: { title: words('実装', 'Building') },
    buildReview: { title: words('実装のレビュー待ち', 'Implementation to be reviewed') },
    test: { title: words('試験', 'Testing') },
    testReview: { title: words('試験のレビュー待ち', 'Tests to be reviewed') },
    security: { title: words('脆弱性試験', 'Vulnerability test') },
    preRelease: { title: words('運用開始前の試験', 'Test before going live') },
    transition: { title: words('移行', 'Transition') },
    transitionReview: { title: words('移行のレビュー待ち', 'Transition to be reviewed') },
    ready: { title: words('運用開始待ち', 'Ready to go live') },
    live: { title: words('保守', 'Maintenance') },
    closed: { title: words('終了', 'Closed'), end: 'done' },
    calledOff: { title: words('中止', 'Called off'), end: 'called-off' },
  },
  steps: projectSteps,
  label: (opening) => String(opening.name ?? ''),
  mirror: { register: 'development/projects', cells: projectLine },
  readers: ['administrator', 'committee', 'departmentManager'],
  readByNamed: true,
});
