import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

/** The alarm of silence: a sheet was sent, and nobody answered. It is left out by itself once the answer is there. */
export const supplierChase = defineDuty({
  id: 'suppliers/chase',
  title: words('未回答の委託先への督促', 'Call on a supplier who has not answered'),
  purpose: words(
    '審査票の返事がないまま仕事を任せ続けないよう、期限を過ぎたら連絡を取ります。',
    'So that nobody goes on working for us without having answered the sheet.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'suppliers/supplier', says: words('審査票を送ったとき', 'An assessment sheet was sent') }],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '委託先の担当者に電話かメールで連絡し、届いているか、いつ答えられるかを尋ねます。',
      'Ask the contact whether it arrived, and when the answer comes.',
    ),
    words('新しい期限を決めます。リンクの期限も、それに合わせて延びます。', 'Agree on a new date; the link is prolonged with it.'),
    words(
      '答える気がないときは、案件で審査票を取り下げ、委託をやめることを考えます。',
      'If it will not answer, call the sheet back and think of ending the work.',
    ),
  ],
  record: [
    {
      id: 'spokeWith',
      title: words('話した相手', 'With whom'),
      type: 'text',
      required: true,
      hint: words('例: 鈴木様(電話)', 'For example: Ms Suzuki, by phone'),
    },
    { id: 'said', title: words('返事', 'What was said'), type: 'text', required: true },
    { id: 'newDue', title: words('新しい回答の期限', 'New due date'), type: 'date', required: true },
  ],
  file: 'possible',
});
