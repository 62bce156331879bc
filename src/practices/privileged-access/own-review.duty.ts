import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { privilegeReviewIntervalMonths } from './params.ts';

export const ownPrivilegeReview = defineDuty({
  id: 'privileged-access/own-review',
  title: words('管理者自身の特権の見直し', 'Review of the administrator’s own privileges'),
  purpose: words(
    '情報システム管理者が持つ特権を、本人以外の目で確かめます。自分の権限を自分で見直すことはできません。',
    'The administrator’s own privileges, seen by somebody else. Nobody can review his or her own.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'every',
    count: privilegeReviewIntervalMonths,
    unit: 'month',
    on: { day: 20 },
    fiscalMonth: 1,
    also: [{ type: 'organisation-changed' }],
  },
  shift: 'next',
  steps: [
    words(
      '特権台帳で、保有者が情報システム管理者とその代行者である行を選びます。',
      'In the register of privileges choose the lines held by the administrator and the deputy.',
    ),
    words(
      'シートで、台帳にない管理者アカウントがないことを見ます。',
      'See on the sheet that there is no administrator account outside the register.',
    ),
    words(
      '一つずつ、今の仕事に要るか、普段の仕事用と管理用のアカウントが分かれているか、二つ目の要素が使われているかを本人に尋ねます。',
      'Ask for each whether today’s work needs it, whether everyday and administration accounts are apart, and whether a second factor is used.',
    ),
    words('要らないものは外させ、外れたことを画面で見せてもらいます。', 'Have what is not needed taken away and be shown that it is gone.'),
  ],
  sheet: { checks: ['privileged-access/administrators'], registers: ['privileged-access/privileges'] },
  record: [
    {
      id: 'reviewed',
      title: words('見直した行', 'Lines reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'reviewer',
      title: words('見直した者', 'Reviewed by'),
      type: 'person',
      required: true,
      hint: words('本人以外の委員。', 'A member who is not the holder.'),
    },
    {
      id: 'holder',
      title: words('見直しを受けた者', 'Whose privileges'),
      type: 'text',
      required: true,
      hint: words('例: 情報システム管理者 山田、代行者 鈴木', 'For example: Yamada (administrator), Suzuki (deputy)'),
    },
    {
      id: 'decisions',
      title: words('判断の要点', 'Decisions'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 全社クラウドの管理者は継続。使っていないDBの管理者は外した。',
        'For example: keeps the cloud; the unused database rights were taken away.',
      ),
    },
  ],
  file: 'possible',
});
