import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const availabilityReview = defineDuty({
  id: 'redundancy/availability-review',
  title: words('可用性の要求事項の見直し', 'Review of availability requirements'),
  purpose: words(
    '何が何時間止まると困るかを業務に尋ね、予備や二重化が見合っているかを見ます。',
    'To ask the business what may stop for how long, and to see whether spares match it.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 12, unit: 'month', on: { day: 20 }, fiscalMonth: 3 },
  shift: 'next',
  steps: [
    words(
      '部門ごとに、止まると困るシステムと、待てる時間を尋ねます。',
      'Ask each department which systems must not stop and how long it can wait.',
    ),
    words(
      '情報システム台帳の「止まってよい時間」と「目標稼働率」を直します。',
      'Update tolerable downtime and availability in the register of systems.',
    ),
    words('この1年で実際に止まった時間と比べます。', 'Compare with how long they really stopped this year.'),
    words(
      '足りないものに予備、回線、UPSを加えるかを決め、予備・冗長台帳を直します。',
      'Decide on spares, lines and UPS for what falls short, and update the register of spares.',
    ),
    words('委員会の確認を得ます。', 'Have the committee confirm it.'),
  ],
  sheet: { registers: ['systems/systems', 'redundancy/spares', 'monitoring/events'] },
  record: [
    {
      id: 'systems',
      title: words('見直したシステム', 'Systems reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('件', 'systems'),
    },
    {
      id: 'stopped',
      title: words('この1年に止まった時間', 'Stopped this year'),
      type: 'text',
      required: true,
      hint: words('例: ファイルサーバ 3時間(停電)', 'For example: file server, three hours (power cut)'),
    },
    {
      id: 'changes',
      title: words('変えた要求と備え', 'Changed'),
      type: 'longText',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'committeeOn', title: words('委員会の確認日', 'Confirmed by the committee on'), type: 'date', required: true },
  ],
  file: 'possible',
});
