import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { capacityOutlookInterval } from './params.ts';

export const capacityOutlook = defineDuty({
  id: 'capacity/outlook',
  title: words('中長期の容量・能力の見通し', 'Long-term capacity outlook'),
  purpose: words(
    '採用や新しいシステムの予定から先々に要る容量を見込み、予算に間に合わせます。',
    'From planned staff and systems, what will be needed later, in time for the budget.',
  ),
  owner: 'administrator',
  // Three months before the year ends, when the next year's budget is drawn up.
  recurrence: { type: 'every', count: capacityOutlookInterval, unit: 'month', on: { day: 20 }, fiscalMonth: 10 },
  shift: 'next',
  steps: [
    words(
      '人事と各部門に、来期の人数、新しい業務、移転の予定を尋ねます。',
      'Ask personnel and departments for next year’s staff, new business and moves.',
    ),
    words('容量台帳とシートで、この1年の増え方を見ます。', 'See in the register and on the sheet how things grew this year.'),
    words(
      '主なシステムごとに、いつ、何が、どれだけ足りなくなるかを書き、増やすかクラウドに移すかの案を付けます。',
      'For each main system write when what runs short by how much, and whether to add or to move to the cloud.',
    ),
    words(
      '投資や契約の見直しが要るときは、1枚にまとめてトップマネジメントに報告します。報告したと記録すると案件が始まり、トップマネジメントに確認の期限が付きます。',
      'Where money or contracts are needed, report to top management on one page. Once that is recorded a case begins, and top management has a date by which to confirm that it was read.',
    ),
  ],
  sheet: {
    checks: ['capacity/disk-space', 'capacity/memory', 'capacity/load', 'capacity/response-time', 'capacity/disk-forecast'],
    registers: ['capacity/capacity', 'systems/systems'],
  },
  record: [
    {
      id: 'assumptions',
      title: words('前提', 'Assumptions'),
      type: 'longText',
      required: true,
      hint: words('例: 来期は5名採用、図面が毎年20%増', 'For example: five people more, drawings grow by 20 % a year'),
    },
    {
      id: 'outlook',
      title: words('見通し', 'Outlook'),
      type: 'longText',
      required: true,
      hint: words('例: ファイルサーバは来年9月に90%', 'For example: the file server reaches 90 % next September'),
    },
    {
      id: 'proposal',
      title: words('提案', 'Proposal'),
      type: 'text',
      required: true,
      hint: words('例: 8TBへ増設 40万円。なければ「なし」。', 'For example: 8 TB, 400,000 yen; “none” where there is none.'),
    },
    {
      id: 'reported',
      title: words('経営への報告', 'Reported to management'),
      type: 'boolean',
      required: true,
      hint: words('要らないと判断したときは「いいえ」。', 'No where it was judged not to be needed.'),
    },
    { id: 'reportedOn', title: words('報告した日', 'Reported on'), type: 'date', requiredWhen: { field: 'reported', is: [true] } },
  ],
  file: 'possible',
});
