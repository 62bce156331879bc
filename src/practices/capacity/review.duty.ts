import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { capacityReviewInterval } from './params.ts';

export const capacityReview = defineDuty({
  id: 'capacity/review',
  title: words('容量・能力の定期確認', 'Regular look at capacity'),
  purpose: words(
    'ディスクやメモリが足りなくなる前に気づき、業務が止まるのを防ぎます。',
    'To notice a shortage before it stops the business.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: capacityReviewInterval, unit: 'month', on: { day: 5 } },
  shift: 'next',
  steps: [
    words(
      'シートで、会社の値に達した端末と、測定できていない端末を見ます。',
      'See on the sheet which devices have reached the company’s value and which are not measured.',
    ),
    words(
      'ファイルサーバなど主なサーバを実際に開き、待たされないことを確かめます。',
      'Open the main servers, such as the file server, and see that they answer without delay.',
    ),
    words(
      'クラウドの容量や契約の枠を、それぞれの管理画面で見ます。',
      'Look up storage and contract limits of cloud services on their own pages.',
    ),
    words(
      '容量台帳の測定日、使用率、見通しを書き直し、足りなくなりそうなら「資源の割当ての調整と手配」を始めます。',
      'Update date, use and outlook in the register; where it will run short, begin the arrangement.',
    ),
  ],
  sheet: {
    checks: ['capacity/disk-space', 'capacity/memory', 'capacity/load', 'capacity/response-time', 'capacity/disk-forecast'],
    registers: ['capacity/capacity'],
  },
  record: [
    {
      id: 'reached',
      title: words('注意水準に達したもの', 'Reached the level'),
      type: 'text',
      required: true,
      hint: words('例: fs01のDドライブ 87%。なければ「なし」。', 'For example: drive D of fs01, 87 %; “none” where there is none.'),
    },
    {
      id: 'response',
      title: words('応答の体感', 'How it responds'),
      type: 'choice',
      required: true,
      options: {
        fine: words('支障なし', 'Fine'),
        slow: words('遅いものがある', 'Some are slow'),
        stopped: words('止まったものがある', 'Some stopped'),
      },
    },
    {
      id: 'cloud',
      title: words('クラウドと契約の枠', 'Cloud and contracts'),
      type: 'text',
      hint: words('例: メール 62%、ライセンス 38/50', 'For example: mail 62 %, licences 38 of 50'),
    },
    {
      id: 'action',
      title: words('これからすること', 'What is done now'),
      type: 'text',
      hint: words('なければ「なし」。', '“None” where there is nothing.'),
    },
  ],
  file: 'possible',
});
