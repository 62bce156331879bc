import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { workLogConfirmWithinDays } from './params.ts';

export const serverWorkConfirmation = defineDuty({
  id: 'logs/work-confirmation',
  title: words('サーバ作業の確認', 'Confirmation of server work'),
  purpose: words(
    'サーバで行われた作業が、頼んだとおりで、それだけだったことを別の人が確かめます。',
    'Somebody else confirms that the work on a server was what had been asked, and no more.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'row-added', register: 'logs/server-work' }],
    within: { days: workLogConfirmWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '情報システム管理者が自ら行った作業なら、この回を情報セキュリティ委員会に回します。自分の作業は自分で確認できません。',
      'If the administrator did the work, hand this occurrence to the committee: nobody confirms his or her own.',
    ),
    words(
      '作業記録と、その時間のログインと管理者操作のログを並べて見ます。',
      'Hold the record against the log of sign-ins and administrators’ acts of that time.',
    ),
    words(
      '記録にない操作、記録より長いログイン、予定にない再起動がないかを見ます。',
      'Look for acts not recorded, longer sessions, restarts nobody planned.',
    ),
    words(
      '変更を伴うなら、変更台帳に承認があることを見ます。合わないものは作業した者に尋ねます。',
      'For a change see that it was approved; ask the worker about what does not match.',
    ),
  ],
  sheet: { checks: ['logs/recording'], registers: ['logs/server-work', 'changes/changes'] },
  record: [
    { id: 'work', title: words('作業記録の行', 'Line of the work'), type: 'row', register: 'logs/server-work' },
    {
      id: 'confirmedBy',
      title: words('確認した者', 'Confirmed by'),
      type: 'person',
      required: true,
      hint: words('作業した本人以外。', 'Not who did the work.'),
    },
    {
      id: 'against',
      title: words('照らしたもの', 'Held against'),
      type: 'choices',
      required: true,
      options: {
        signInLog: words('ログインのログ', 'Log of sign-ins'),
        commandLog: words('操作のログ', 'Log of acts'),
        dailyReport: words('日報', 'Daily report'),
        result: words('出来上がりの設定', 'The resulting settings'),
      },
    },
    {
      id: 'differences',
      title: words('記録との違い', 'Differences'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
