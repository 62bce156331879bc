import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { privilegeReviewIntervalMonths } from './params.ts';

export const privilegeReview = defineDuty({
  id: 'privileged-access/review',
  title: words('特権の見直し', 'Review of privileges'),
  purpose: words(
    '管理者権限を持つ者が、いまもそれを持つのにふさわしいかを一人ずつ確かめます。異動や退職のあとに残った権限は、ここで見つかります。',
    'For each holder of administrator rights, whether he or she still should have them. Rights left over from a transfer or departure are found here.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'every',
    count: privilegeReviewIntervalMonths,
    unit: 'month',
    on: { day: 10 },
    fiscalMonth: 1,
    also: [{ type: 'organisation-changed' }],
  },
  shift: 'next',
  steps: [
    words(
      'シートで、台帳にない管理者と、台帳にあって実際にはいない管理者を見て、どちらも解消します。',
      'On the sheet, look at administrators missing from the register and at lines nobody holds any more, and settle both.',
    ),
    words(
      '特権台帳を1行ずつ開き、職務、役割、責任、力量から見て、その者に今も必要かを判断します。',
      'Open the register line by line and judge by duties, role, responsibility and competence whether the person still needs it.',
    ),
    words(
      '要らない権限は、その機器やサービスで実際に外し、台帳の行を終了します。',
      'Take away what is not needed on the device or service itself, and end its line.',
    ),
    words(
      '残す行には「最終見直し日」と「見直しの結果」を入れます。',
      'For what stays, enter the date and outcome of the review in its line.',
    ),
    words(
      '自分の持つ権限は見直しません。情報セキュリティ委員会が「管理者自身の特権の見直し」で行います。最後に台帳を「確認済み」にします。',
      'Leave out your own rights: the committee reviews them in a duty of its own. Finally confirm the register.',
    ),
  ],
  sheet: {
    checks: ['privileged-access/administrators', 'privileged-access/sudo-password'],
    registers: ['privileged-access/privileges'],
    requests: ['privileged-access/grant'],
  },
  record: [
    {
      id: 'reviewed',
      title: words('見直した行', 'Lines reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('行', 'lines'),
    },
    {
      id: 'withdrawn',
      title: words('取り消した権限', 'Rights withdrawn'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('件', 'rights'),
    },
    {
      id: 'trigger',
      title: words('きっかけ', 'Set off by'),
      type: 'choice',
      required: true,
      options: { regular: words('定期', 'The calendar'), organisation: words('組織の変更・異動・退職', 'A change of the organisation') },
    },
    {
      id: 'decisions',
      title: words('判断の要点', 'Decisions'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 佐藤は異動のため会計サーバの管理者から外した。ほか5名は継続。',
        'For example: Sato moved and lost the accounting server; five others keep theirs.',
      ),
    },
  ],
  file: 'possible',
});
