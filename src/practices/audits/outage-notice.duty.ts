import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const outageNotice = defineDuty({
  id: 'audits/outage-notice',
  title: words('計画停止の事前の通知', 'Notice before a planned stop'),
  purpose: words(
    '使う人が仕事を組み替えられるよう、止める前に知らせます。',
    'So that people can arrange their work, they are told before a system stops.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'audits/audit', says: words('計画停止に合意したとき', 'A planned stop was agreed on') }],
    // The case says the day: so many days before the stop as the company's value says.
    within: { businessDays: 3 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'previous',
  steps: [
    words(
      '止めるシステム、開始と終了、使えなくなること、問合せ先を短く書きます。',
      'Write shortly what stops, from when to when, what will not work, and whom to ask.',
    ),
    words(
      '会社の値の日数より前に、使う人全員へメールとチャットで知らせます。社外の利用者にも届けます。',
      'Tell all users by mail and chat earlier than the days of the company’s value, outside users too.',
    ),
    words('前日にもう一度知らせ、終わったら復旧したことを知らせます。', 'Tell them again the day before, and when it is back.'),
  ],
  sheet: { registers: ['audits/audits', 'systems/systems'], requests: ['audits/agreement'] },
  record: [
    {
      id: 'noticedOn',
      title: words('知らせた日', 'Told on'),
      type: 'date',
      required: true,
    },
    {
      id: 'way',
      title: words('知らせ方と相手', 'How and whom'),
      type: 'text',
      required: true,
      hint: words('例: 全社メール、〇〇支店は電話も', 'For example: mail to all, phone to the branch'),
    },
    {
      id: 'message',
      title: words('知らせた内容', 'What they were told'),
      type: 'longText',
      maxChars: 1000,
      hint: words('例: 12月12日19時から21時まで、ファイルサーバを停止', 'For example: no file server on 12 December, 19:00 to 21:00'),
    },
  ],
  file: 'possible',
});
