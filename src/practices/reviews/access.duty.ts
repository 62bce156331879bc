import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { accessReviewMonths } from './params.ts';

export const accessReview = defineDuty({
  id: 'reviews/access',
  title: words('アクセス権の見直し', 'Review of access to information'),
  purpose: words(
    '重要な情報の保管先ごとに、いまも必要な人だけが見られるかを一人ずつ確かめます。',
    'For each place of important information, whether only those who need it can still get at it.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'every',
    count: accessReviewMonths,
    unit: 'month',
    on: { day: 15 },
    fiscalMonth: 2,
    also: [{ type: 'organisation-changed' }],
  },
  shift: 'next',
  steps: [
    words(
      '先に、サービスやサーバから権限の一覧を書き出し、「アカウント一覧」に取り込みます。取り込んだ行は実測として扱います。',
      'First export the lists of rights from services and servers and import them. Imported lines count as measured.',
    ),
    words(
      '見直しの画面で1行ずつ、職務、役割、責任、力量から見て今も必要かを判断します。',
      'Judge line by line on the page of the review, by duty, role, responsibility and competence.',
    ),
    words(
      '残らず決めたら「管理者の見直しを終える」を押します。自分の分は委員会が見直します。',
      'When all are decided, finish your part. Your own rights are reviewed by the committee.',
    ),
  ],
  sheet: { registers: ['information/access'] },
  record: [
    {
      id: 'reviewed',
      title: words('見直した行', 'Lines reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'withdrawn',
      title: words('取り消した権限', 'Rights withdrawn'),
      type: 'number',
      required: true,
      min: 0,
      max: 100_000,
      unit: words('件', 'rights'),
    },
    { id: 'decisions', title: words('判断の要点', 'Decisions'), type: 'longText', required: true },
  ],
  file: 'possible',
});
