import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { actual } from './actual.ts';

export const auditOutcome = defineDuty({
  id: 'audits/outcome',
  title: words('システム監査の結果の記録', 'Outcome of a system audit'),
  purpose: words(
    '監査が合意した時間帯と範囲で行われたかを確かめ、指摘と、持ち出されたデータの有無を残します。',
    'To see that the audit kept to its window and scope, and to keep its findings and whether data were taken.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'audits/audit', says: words('監査の時間帯が終わったとき', 'The window of an audit is over') }],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '監査者に、実際の開始と終了、見た範囲、データの写しを取ったかを尋ねます。',
      'Ask the auditor when it really began and ended, what was seen, and whether data were copied.',
    ),
    words(
      '監査者のアカウントが閉じていることを、案件のページで確かめます。',
      'See on the page of the case that the auditor’s accounts are closed.',
    ),
    words('指摘があれば書き、報告書を添えます。', 'Write the findings and attach the report.'),
  ],
  sheet: { registers: ['audits/audits'] },
  record: [
    ...actual,
    {
      id: 'findings',
      title: words('指摘と結果', 'Findings'),
      type: 'longText',
      required: true,
      maxChars: 2000,
      hint: words(
        '例: 共有フォルダの権限に指摘1件。なければ「なし」。',
        'For example: one finding on share rights; “none” where there is none.',
      ),
    },
    { id: 'effect', title: words('業務への影響', 'Effect on the business'), type: 'text', hint: words('例: なし', 'For example: none') },
    {
      id: 'copiesTaken',
      title: words('データの写しを渡した', 'Copies of data were taken'),
      type: 'boolean',
      required: true,
      hint: words('「はい」のときは、消去の証明まで案件が続きます。', 'Yes keeps the case open until their deletion is proven.'),
    },
  ],
  file: 'possible',
});
