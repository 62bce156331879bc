import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const acceptanceTest = defineDuty({
  id: 'development/acceptance-test',
  title: words('受入れ試験', 'Acceptance test'),
  purpose: words(
    '頼んだとおりに動くことを、使う部門が自分で確かめてから受け入れます。',
    'The department that will use it sees for itself that it works as ordered.',
  ),
  owner: 'departmentManager',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'development/acceptance',
        says: words('受入れが始まったとき(納品されたときなど)', 'An acceptance was opened, by a delivery for example'),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      '受入れの案件で仕様書を作り、確定して試験を始めます。作るのと試すのは、頼まれた人でもかまいません。',
      'Write the specification in the acceptance and freeze it; writing and testing may be done by others who were asked.',
    ),
    words(
      '仕様書の項目を1つずつ試し、結果を受入れの案件に入れます。不合格には、何が起きたかを書きます。',
      'Try the cases one by one and enter the results in the acceptance; for a failed one, what happened.',
    ),
    words(
      'ふだんの業務を一通り行います。間違った入力、権限のない人、件数の多い日も試します。',
      'Do a usual day’s work with it; try wrong input, people without rights, and a busy day.',
    ),
    words(
      '委託先の成果物は、注文した内容と数、資料、ソースコードがそろっているかを数えます。',
      'For a delivery count whether everything ordered, documents and source code included, is there.',
    ),
    words('不具合は直させてから、もう一度試します。', 'Have defects fixed and try again.'),
    words(
      'すべて済んだら、ここに完了を記録します。件数は案件から集計されます。試験した人は承認できません。',
      'When all is done record it here; the numbers are counted from the acceptance. Who tested cannot approve.',
    ),
  ],
  sheet: {
    registers: ['development/acceptance', 'changes/changes', 'suppliers/suppliers'],
    requests: ['development/acceptance'],
  },
  record: [
    { id: 'testedOn', title: words('試験の完了日', 'Tests completed on'), type: 'date', required: true },
    {
      id: 'tester',
      title: words('試験した者', 'Tested by'),
      type: 'person',
      required: true,
      hint: words('主に試験した人。承認する2人とは別の人。', 'Who mainly tested: somebody other than the two who approve.'),
    },
    {
      id: 'security',
      title: words('セキュリティ試験', 'Security test'),
      type: 'text',
      required: true,
      hint: words(
        '道具、版、結果。例: ZAP 2.16で診断、High 0件 / 権限外の操作が断られることを確認',
        'Tool, version, outcome: ZAP 2.16, no high finding; forbidden acts are refused',
      ),
    },
    {
      id: 'result',
      title: words('合否', 'Outcome of the test'),
      type: 'choice',
      required: true,
      options: {
        accepted: words('合格', 'Accepted'),
        conditional: words('条件付き合格', 'With conditions'),
        rejected: words('不合格', 'Rejected'),
      },
      hint: words('「不合格」を選ぶと、試験を続けます。', 'With “rejected” testing goes on.'),
    },
  ],
  file: 'possible',
});
