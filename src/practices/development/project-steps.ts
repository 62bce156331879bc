import { type Words, words } from '../../base/text.ts';
import type { CaseStep } from '../../mechanism/case.ts';
import type { Field } from '../../mechanism/field.ts';
import { openProject } from './project-opening.ts';

const author: Field = {
  id: 'author',
  title: words('作った者', 'Made by'),
  type: 'person',
  required: true,
  hint: words('この段階の成果をまとめた人。レビューは別の人が行います。', 'Who put the result together. Somebody else reviews it.'),
};
const place = (title: Words, hint: Words): Field => ({ id: 'document', title, type: 'text', required: true, hint });

/** What an author hands over at the end of a stage. */
const submit = (id: string, from: string, to: string, title: Words, fields: readonly Field[], more: Partial<CaseStep> = {}): CaseStep => ({
  id,
  title,
  does: words('レビューに出す', 'Hand over for review'),
  way: { type: 'act' },
  from: [from],
  to,
  by: ['employee'],
  who: 'author',
  file: 'possible',
  fields: [author, ...fields],
  ...more,
});

/** The review of a stage: a duty, by somebody who neither made nor handed over what is reviewed. A problem leads back. */
const review = (id: string, from: string, back: string, to: string, of: string, title: Words, variants?: readonly string[]): CaseStep => ({
  id,
  title,
  does: words('レビューを記録する', 'Record the review'),
  way: { type: 'duty', duty: 'development/stage-review' },
  ...(variants && { variants }),
  from: [from],
  to,
  onProblem: back,
  by: ['administrator'],
  who: 'reviewer',
  apart: [of],
  fields: [],
});

const requirementSteps: readonly CaseStep[] = [
  submit(
    'submitRequirements',
    'requirements',
    'requirementsReview',
    words('要求事項の提出', 'Requirements handed over'),
    [
      {
        id: 'estimate',
        title: words('費用・時間・複雑さ', 'Cost, time, complexity'),
        type: 'text',
        required: true,
        hint: words('例: 60万円、3週間、認証の改修で中程度', 'For example: 600,000 yen, three weeks, medium'),
      },
    ],
    {
      hint: words(
        '要求事項の表がこの時点で確定します。採用か対象外かを、すべての行で決めておいてください。',
        'The list of requirements is frozen by this. Decide for every line whether it is adopted or does not apply.',
      ),
    },
  ),
  review(
    'reviewRequirements',
    'requirementsReview',
    'requirements',
    'design',
    'submitRequirements',
    words('要求事項のレビューと承認', 'Requirements reviewed and approved'),
    ['four', 'five'],
  ),
  {
    id: 'approveRequirements',
    title: words('要求事項の承認', 'Requirements approved'),
    does: words('承認するか決める', 'Decide'),
    way: { type: 'act' },
    variants: ['three'],
    from: ['requirementsReview'],
    to: { field: 'approved', is: { true: 'design', false: 'requirements' } },
    by: ['administrator', 'committee'],
    apart: ['submitRequirements'],
    stepUp: true,
    fields: [
      { id: 'approved', title: words('承認する', 'Approve'), type: 'boolean', required: true },
      {
        id: 'opinion',
        title: words('判断の理由', 'Why'),
        type: 'longText',
        required: true,
        hint: words('費用・時間・複雑さを考えた決定も書きます。', 'With what was decided about cost, time and complexity.'),
      },
    ],
  },
  {
    id: 'reopenRequirements',
    title: words('要求事項の見直し', 'Requirements opened again'),
    does: words('要求事項を見直す', 'Open the requirements again'),
    hint: words('要件定義に戻ります。直した表は、もう一度承認を受けます。', 'Back to the requirements; the list is approved anew.'),
    way: { type: 'act' },
    from: ['design', 'build', 'test'],
    to: 'requirements',
    by: ['employee'],
    fields: [{ id: 'reason', title: words('見直す理由', 'Reason'), type: 'longText', required: true }],
  },
];

const designAndBuild: readonly CaseStep[] = [
  submit('submitDesign', 'design', 'designReview', words('設計の提出', 'Design handed over'), [
    place(words('設計書の場所', 'Where the design is'), words('例: Git core/docs/design', 'For example: core/docs/design in Git')),
    {
      id: 'roles',
      title: words('権限と機能の表', 'Roles and functions'),
      type: 'text',
      hint: words('どの役割に何をさせるか。表の置き場所でもよい。', 'What each role may do, or where that table is.'),
    },
    {
      id: 'environment',
      title: words('開発に使う環境', 'Development environment'),
      type: 'row',
      register: 'development/environments',
      required: true,
      hint: words(
        '環境台帳の行。なければ先に台帳に加えます。',
        'A line of the register of environments; add it first where it is missing.',
      ),
    },
  ]),
  review('reviewDesign', 'designReview', 'design', 'build', 'submitDesign', words('設計のレビュー', 'Design reviewed')),
  submit('submitBuild', 'build', 'buildReview', words('実装の提出', 'Implementation handed over'), [
    {
      id: 'version',
      title: words('版', 'Version'),
      type: 'text',
      required: true,
      hint: words('例: v2.3.0(コミット 9f1c2ab)', 'For example: v2.3.0 (commit 9f1c2ab)'),
    },
  ]),
  review('reviewBuild', 'buildReview', 'build', 'test', 'submitBuild', words('実装のレビュー', 'Implementation reviewed')),
];

const cases = { type: 'number', required: true, min: 0, max: 100_000, unit: words('件', 'cases') } as const;
const testing: readonly CaseStep[] = [
  submit(
    'submitTest',
    'test',
    'testReview',
    words('試験結果の提出', 'Test results handed over'),
    [
      place(
        words('試験結果の場所', 'Where the results are'),
        words('例: Git core/docs/test、添付', 'For example: core/docs/test, or attached'),
      ),
      { id: 'cases', title: words('試験の項目数', 'Cases'), ...cases },
      { id: 'failed', title: words('不合格の項目', 'Failed'), ...cases },
    ],
    {
      refuses: ({ cases: all, failed }) =>
        Number(failed) > Number(all)
          ? words('不合格の項目が、試験の項目数より多くなっています。', 'More cases failed than there are.')
          : null,
    },
  ),
  {
    id: 'backToBuild',
    title: words('実装へ戻す', 'Back to building'),
    does: words('実装に戻す', 'Back to building'),
    way: { type: 'act' },
    from: ['test'],
    to: 'build',
    by: ['employee'],
    fields: [{ id: 'reason', title: words('直すこと', 'What has to be fixed'), type: 'text', required: true }],
  },
  review('reviewTest', 'testReview', 'test', 'security', 'submitTest', words('試験のレビュー', 'Tests reviewed')),
  {
    id: 'securityTest',
    title: words('脆弱性試験', 'Vulnerability test'),
    does: words('脆弱性試験を記録する', 'Record the vulnerability test'),
    way: { type: 'duty', duty: 'development/vulnerability-test' },
    from: ['security'],
    to: { field: 'mayRelease', is: { true: 'preRelease', false: 'build' } },
    onProblem: 'build',
    by: ['administrator'],
    fields: [],
  },
  {
    id: 'preReleaseTest',
    title: words('運用開始前の試験', 'Test before going live'),
    does: words('運用開始前の試験を記録する', 'Record the test'),
    way: { type: 'duty', duty: 'development/pre-release-test' },
    from: ['preRelease'],
    to: 'transition',
    onProblem: 'test',
    by: ['administrator'],
    fields: [],
  },
];

const release = (id: string, from: string, variants: readonly string[]): CaseStep => ({
  id,
  title: words('運用開始', 'Gone live'),
  does: words('運用を始める', 'Go live'),
  hint: words(
    '会社の値の深刻度以上の検出が残っているあいだ、また必要な受入れが承認されるまでは、始められません。',
    'Not while findings of the company’s severity or above are open, nor before an acceptance that is needed is approved.',
  ),
  way: { type: 'act' },
  variants,
  from: [from],
  to: 'live',
  by: ['administrator'],
  stepUp: true,
  when: 'releasedOn',
  file: 'possible',
  fields: [
    { id: 'releasedOn', title: words('運用開始日', 'Live since'), type: 'date', required: true },
    { id: 'version', title: words('運用を始めた版', 'Version'), type: 'text', required: true },
    { id: 'way', title: words('移行のしかたと戻し方', 'How, and the way back'), type: 'longText', required: true },
  ],
  refuses: ({ releasedOn }, { done }) => {
    const completedOn = done.get('preReleaseTest')?.cells.completedOn;
    return typeof completedOn === 'string' && String(releasedOn) < completedOn
      ? words(
          `運用開始日は、試験の完了日(${completedOn})以後にしてください。`,
          `It cannot go live before its tests ended (${completedOn}).`,
        )
      : null;
  },
});

const transition: readonly CaseStep[] = [
  release('release', 'transition', ['four', 'three']),
  submit(
    'submitTransition',
    'transition',
    'transitionReview',
    words('移行計画の提出', 'Transition handed over'),
    [
      place(
        words('移行計画の場所', 'Where the plan is'),
        words('例: 移行手順書 第2版(添付)', 'For example: transition plan, second edition'),
      ),
    ],
    { variants: ['five'] },
  ),
  review(
    'reviewTransition',
    'transitionReview',
    'transition',
    'ready',
    'submitTransition',
    words('移行のレビュー', 'Transition reviewed'),
    ['five'],
  ),
  release('releaseReviewed', 'ready', ['five']),
  {
    id: 'close',
    title: words('保守の終了', 'Maintenance ended'),
    does: words('保守を終える', 'End maintenance'),
    way: { type: 'act' },
    from: ['live'],
    to: 'closed',
    by: ['administrator'],
    fields: [
      {
        id: 'reason',
        title: words('終える理由', 'Reason'),
        type: 'text',
        required: true,
        hint: words(
          '例: 次の改修を新しい案件で始めた、システムを廃止した',
          'For example: replaced by the next project, or taken out of service',
        ),
      },
    ],
  },
  {
    id: 'callOff',
    title: words('中止', 'Called off'),
    does: words('中止する', 'Call off'),
    way: { type: 'act' },
    from: [
      'requirements',
      'requirementsReview',
      'design',
      'designReview',
      'build',
      'buildReview',
      'test',
      'testReview',
      'security',
      'preRelease',
      'transition',
      'transitionReview',
      'ready',
    ],
    to: 'calledOff',
    by: ['administrator', 'departmentManager'],
    fields: [{ id: 'reason', title: words('中止の理由', 'Reason'), type: 'longText', required: true }],
  },
];

/** Who works on it is named while it is worked on: whoever is named may open the project. */
const members: readonly CaseStep[] = (['requirements', 'design', 'build', 'test'] as const).map((state) => ({
  id: `member-${state}`,
  title: words('担当者の追加', 'Member named'),
  does: words('担当者を加える', 'Name a member'),
  hint: words('加えた人は、この案件を開いて要求事項や結果を書けます。', 'Whoever is named can open this project and write in it.'),
  way: { type: 'act' },
  from: [state],
  to: state,
  by: ['employee'],
  fields: [{ id: 'member', title: words('担当者', 'Member'), type: 'person', required: true }],
}));

/** Every step of a project, in the order of its life. */
export const projectSteps: readonly CaseStep[] = [
  openProject,
  ...requirementSteps,
  ...designAndBuild,
  ...testing,
  ...transition,
  ...members,
];
