import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const changeTest = defineDuty({
  id: 'changes/test',
  title: words('変更の適用前の試験', 'Test before a change is applied'),
  purpose: words(
    '承認された変更も、試してから適用します。影響を知らずに本番を変えないためです。',
    'An approved change is tried before it is applied, so that nothing in operation is changed blindly.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'changes/change',
        says: words('変更が承認され、試験の番になったとき', 'A change was approved and comes to its test'),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '試験機か、影響の小さい1台で先に適用します。試せない機器は、供給者の説明と同じ機種の事例を調べます。',
      'Apply it on a test machine, or on one device that matters little; where that cannot be, read the supplier and cases of the same model.',
    ),
    words('ふだん使う機能を一通り動かし、変更の前と比べます。', 'Run the usual functions and compare with before.'),
    words('元に戻す方法を実際に一度試すか、手順を読み合わせます。', 'Try the way back once, or go through it together.'),
    words(
      '計画にない影響が出たら「問題あり」で記録します。適用には進まず、もう一度試験になります。',
      'Where something unplanned happens, record a problem: the change is not applied but tested again.',
    ),
  ],
  sheet: { registers: ['changes/changes'], requests: ['changes/change', 'development/environment-change'] },
  record: [
    {
      id: 'environment',
      title: words('試した場所', 'Where it was tried'),
      type: 'text',
      required: true,
      hint: words('例: 試験機 test01、予備ルータ', 'For example: test01, the spare router'),
    },
    {
      id: 'cases',
      title: words('試したことと結果', 'What was tried, and what came of it'),
      type: 'longText',
      required: true,
      hint: words('例: 仕訳入力、印刷、月次締めまで動いた', 'For example: entry, printing and monthly closing work'),
    },
    {
      id: 'testedOn',
      title: words('試験した日', 'Tested on'),
      type: 'date',
      hint: words('空欄は、記録した日になります。', 'Left blank, it is the day of the record.'),
    },
    {
      id: 'tester',
      title: words('試験した者', 'Tested by'),
      type: 'person',
      hint: words('自分で試験したときは空欄。', 'Leave blank if you did.'),
    },
  ],
  file: 'possible',
});
