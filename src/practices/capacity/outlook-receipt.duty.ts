import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

/** The receipt of an outlook that was reported: without it the report is only what whoever wrote it says. */
export const capacityOutlookReceipt = defineDuty({
  id: 'capacity/outlook-receipt',
  title: words('見通しの確認', 'Receipt of the outlook'),
  purpose: words(
    '報告された中長期の見通しをトップマネジメントが読み、読んだことと、指示があればその内容を残します。',
    'Top management reads the long-term outlook that was reported; that it did, and any instruction, is on record.',
  ),
  owner: 'management',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'capacity/outlook-report',
        says: words('中長期の見通しが経営に報告されたとき', 'The long-term outlook was reported to management'),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words('案件のページで、前提、見通し、提案を読みます。', 'Read assumptions, outlook and proposal on the page of the case.'),
    words(
      '分からないことは、見通しを書いた情報システム管理者に尋ねます。',
      'Ask the administrator who wrote it about whatever is not clear.',
    ),
    words(
      '読んだ日と回答を記録します。指示をしたときは内容を書きます。指示への対応が終わるまで案件は続きます。',
      'Record the day and the answer. Where something is instructed, write what; the case goes on until it was seen to.',
    ),
    words('見通しを書いた本人は記録できません。代行者が記録します。', 'Whoever wrote the outlook cannot record this; the deputy does.'),
  ],
  sheet: { registers: ['capacity/capacity'], capacity: true },
  record: [
    { id: 'readOn', title: words('読んだ日', 'Read on'), type: 'date', required: true },
    {
      id: 'answer',
      title: words('回答', 'Answer'),
      type: 'choice',
      required: true,
      options: {
        noted: words('確認した(指示なし)', 'Read, nothing instructed'),
        agreed: words('提案のとおり進めてよい', 'Go on as proposed'),
        instructed: words('指示する', 'Something is instructed'),
      },
    },
    {
      id: 'instruction',
      title: words('指示の内容', 'Instruction'),
      type: 'longText',
      maxChars: 1000,
      requiredWhen: { field: 'answer', is: ['instructed'] },
      hint: words(
        '例: クラウドに移す場合の費用も比べて、来月の会議で示すこと',
        'For example: compare with the cost of the cloud and show it at next month’s meeting',
      ),
    },
  ],
  file: 'possible',
});
