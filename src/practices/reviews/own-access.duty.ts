import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const ownAccessReview = defineDuty({
  id: 'reviews/own-access',
  title: words('管理者自身のアクセス権の見直し', 'Review of the administrator’s own access'),
  purpose: words(
    'アクセス権の見直しのうち、情報システム管理者自身の分を、委員会が確かめます。自分の権限を自分で見直すことはできません。',
    'The administrator’s own part of a review of access, seen by the committee. Nobody can review his or her own.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'reviews/campaign', says: words('アクセス権の見直しが始まったとき', 'A review of access began') }],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words('見直しの画面で「委員会」の行を開きます。', 'Open the lines of the committee on the page of the review.'),
    words('管理者の仕事に今も要るかを、1行ずつ判断します。', 'Judge line by line whether the administrator’s work needs it.'),
    words('残らず決めてから「委員会の見直しを終える」を押します。', 'Once all are decided, finish the part of the committee.'),
  ],
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
