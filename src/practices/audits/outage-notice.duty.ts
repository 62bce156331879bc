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
    on: [
      { type: 'request-approved', request: 'audits/agreement' },
      { type: 'recorded', says: words('情報システムを計画して止めることを決めたとき', 'A planned stop was decided') },
    ],
    within: { businessDays: 3 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'previous',
  steps: [
    words('監査の合意で、システムを止めないものは「該当なし」にします。', 'For an audit that stops nothing record “no case”.'),
    words(
      '止めるシステム、開始と終了、使えなくなること、問合せ先を短く書きます。',
      'Write shortly what stops, from when to when, what will not work, and whom to ask.',
    ),
    words(
      '会社の値の日数より前に、使う人全員へメールとチャットで知らせます。社外の利用者にも届けます。',
      'Tell all users by mail and chat earlier than the days of the company’s value, outside users too.',
    ),
    words('前日にもう一度知らせ、終わったら復旧したことを知らせます。', 'Tell them again the day before, and when it is back.'),
    words('監査・計画停止台帳に知らせた日と、実際の開始と終了を書きます。', 'Enter the day and the real start and end in the register.'),
  ],
  sheet: { registers: ['audits/audits', 'systems/systems'], requests: ['audits/agreement'] },
  record: [
    { id: 'stop', title: words('台帳の行', 'Line of the stop'), type: 'row', register: 'audits/audits' },
    {
      id: 'systems',
      title: words('止めるシステム', 'Systems'),
      type: 'text',
      required: true,
      hint: words('例: ファイルサーバ。止めないときは「なし」。', 'For example: file server; “none” where nothing stops.'),
    },
    {
      id: 'noticedOn',
      title: words('知らせた日', 'Told on'),
      type: 'date',
      hint: words('止めないときは空欄。', 'Empty where nothing stops.'),
    },
    { id: 'stopsAt', title: words('停止の開始', 'Stops at'), type: 'moment' },
    {
      id: 'way',
      title: words('知らせ方と相手', 'How and whom'),
      type: 'text',
      hint: words('例: 全社メール、〇〇支店は電話も', 'For example: mail to all, phone to the branch'),
    },
  ],
  file: 'possible',
});
