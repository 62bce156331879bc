import { words } from '../../base/text.ts';
import type { Field } from '../../mechanism/field.ts';
import { changeRequest } from './change.request.ts';

/** What is written down of a change where a person does the step on the page of its case. */

const whoDidIt = (title: ReturnType<typeof words>): Field => ({
  id: 'implementer',
  title,
  type: 'person',
  hint: words('自分で行ったときは空欄。', 'Leave blank if you did.'),
});
const blankIsNow = words('空欄は、記録した日時になります。', 'Left blank, it is now.');
const fieldOfRequest = (id: string): Field => changeRequest.form.find((field) => field.id === id)!;

export const applyFields: readonly Field[] = [
  {
    id: 'result',
    title: words('結果', 'Outcome'),
    type: 'choice',
    required: true,
    options: {
      asPlanned: words('計画どおり', 'As planned'),
      deviated: words('計画と違うところあり', 'Not as planned'),
      undone: words('元に戻した', 'Undone'),
    },
  },
  {
    id: 'appliedAt',
    title: words('適用した日時', 'Applied at'),
    type: 'moment',
    hint: blankIsNow,
  },
  whoDidIt(words('適用した者', 'Applied by')),
  {
    id: 'deviation',
    title: words('計画と違ったところ', 'What was not as planned'),
    type: 'longText',
    requiredWhen: { field: 'result', is: ['deviated', 'undone'] },
  },
  {
    id: 'backMinutes',
    title: words('元に戻すのにかかった時間', 'How long the way back took'),
    type: 'number',
    unit: words('分', 'minutes'),
    min: 0,
    max: 100_000,
    requiredWhen: { field: 'result', is: ['undone'] },
  },
];

export const emergencyFields: readonly Field[] = [
  fieldOfRequest('title'),
  fieldOfRequest('kind'),
  {
    id: 'urgency',
    title: words('承認を待てなかった理由', 'Why it could not wait'),
    type: 'longText',
    required: true,
    hint: words('例: 公開直後の脆弱性が攻撃されていた', 'For example: a vulnerability made public that day was being exploited'),
  },
  fieldOfRequest('impact'),
  fieldOfRequest('rollback'),
  { id: 'startedAt', title: words('作業を始めた日時', 'Work began at'), type: 'moment', required: true },
  { id: 'appliedAt', title: words('適用を終えた日時', 'Applied at'), type: 'moment', required: true },
  whoDidIt(words('適用した者', 'Applied by')),
  {
    id: 'device',
    title: words('対象の端末', 'Devices'),
    type: 'devices',
    hint: words(
      'エージェントを入れた端末なら、変えたものをすべて選びます(200台まで)。作業の間に見つかった変更が、この案件に結び付きます。',
      'All devices that were changed and have an agent (up to 200). What is seen on them during the work is tied to this case.',
    ),
  },
  fieldOfRequest('system'),
];

export const revertFields: readonly Field[] = [
  {
    id: 'reason',
    title: words('元に戻した理由', 'Why it was undone'),
    type: 'longText',
    required: true,
  },
  {
    id: 'backMinutes',
    title: words('元に戻すのにかかった時間', 'How long the way back took'),
    type: 'number',
    unit: words('分', 'minutes'),
    min: 0,
    max: 100_000,
    required: true,
  },
  { id: 'revertedAt', title: words('元に戻した日時', 'Undone at'), type: 'moment', hint: blankIsNow },
  whoDidIt(words('元に戻した者', 'Undone by')),
];

export const correctFields: readonly Field[] = [
  { id: 'done', title: words('正したこと', 'What was put right'), type: 'longText', required: true },
  { id: 'correctedAt', title: words('正した日時', 'Put right at'), type: 'moment', hint: blankIsNow },
  whoDidIt(words('正した者', 'Put right by')),
];

export const callOffFields: readonly Field[] = [
  { id: 'reason', title: words('中止の理由', 'Why it is called off'), type: 'longText', required: true },
];
