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
        type: 'recorded',
        says: words(
          '情報システムを導入・改修したとき、委託先から納品を受けたとき',
          'A system was introduced or modified, or a supplier delivered',
        ),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      '受入れテスト仕様書を用意します。会社の値が求めない小さな改修では、確かめることを箇条書きにします。',
      'Have the specification; for small changes, where the company’s value asks for none, a list of points.',
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
      '結果を書き、受入れ試験結果の承認を申請します。試験した本人は承認できません。',
      'Write the results and request their approval; who tested cannot approve.',
    ),
  ],
  sheet: {
    registers: ['development/acceptance', 'changes/changes', 'suppliers/suppliers'],
    requests: ['development/acceptance'],
  },
  record: [
    {
      id: 'name',
      title: words('試験したもの', 'What was tested'),
      type: 'text',
      required: true,
      hint: words('例: 受注管理システム Ver.2.3', 'For example: order system 2.3'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: { new: words('導入', 'New'), modified: words('改修', 'Modified'), delivery: words('委託先からの納品', 'Delivery') },
    },
    {
      id: 'specification',
      title: words('使った仕様書', 'Specification'),
      type: 'text',
      required: true,
      hint: words('文書名と版。作らないときは理由。', 'Name and edition, or why there is none.'),
    },
    { id: 'cases', title: words('試した項目', 'Cases'), type: 'number', required: true, min: 0, max: 100_000, unit: words('件', 'cases') },
    {
      id: 'failed',
      title: words('不合格の項目', 'Failed'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'cases'),
    },
    { id: 'tester', title: words('試験した者', 'Tested by'), type: 'person', required: true },
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
    },
  ],
  file: 'possible',
});
