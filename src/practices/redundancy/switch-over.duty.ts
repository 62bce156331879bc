import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { failoverTestIntervalMonths } from './params.ts';

export const switchOverTest = defineDuty({
  id: 'redundancy/switch-over',
  title: words('切替えの動作確認', 'Switch-over test'),
  purpose: words('いざというとき、予備に本当に切り替わることを確かめます。', 'That the spare really takes over when it must.'),
  owner: 'administrator',
  recurrence: { type: 'every', count: failoverTestIntervalMonths, unit: 'month', on: { day: 20 } },
  shift: 'next',
  steps: [
    words(
      '予備・冗長台帳から一つを選びます。一巡するまで同じものを選びません。',
      'Choose a line of the register of spares, and none twice before all had their turn.',
    ),
    words(
      '業務に影響のない時間を選び、関係する人に知らせ、元に戻す手順を手元に置きます。',
      'Choose a time that does not disturb the business, tell those concerned, keep the way back at hand.',
    ),
    words(
      '切り替えます。例えば、主回線のケーブルを抜く、予備機に設定を入れて差し替える、UPSの電源を落とすなどです。始めた時刻を書きます。',
      'Switch: pull the cable of the main line, put the spare in with its settings, cut the power of the UPS. Note the time.',
    ),
    words(
      '業務に使う画面やファイルが、社員の席から使えることを見ます。使えた時刻を書きます。',
      'See from a desk that screens and files work, and note the time.',
    ),
    words('元に戻し、戻ったことを確かめ、台帳の「最後の動作確認」を直します。', 'Switch back, see that it is back, and update the line.'),
  ],
  sheet: { registers: ['redundancy/spares'] },
  record: [
    { id: 'spare', title: words('試した予備', 'Spare tested'), type: 'row', register: 'redundancy/spares', required: true },
    { id: 'startedAt', title: words('切替えの開始', 'Began at'), type: 'moment', required: true },
    {
      id: 'minutes',
      title: words('使えるまでの時間', 'Minutes until it worked'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('分', 'minutes'),
    },
    {
      id: 'seen',
      title: words('使えたことの確認', 'How it was seen'),
      type: 'text',
      required: true,
      hint: words('例: 経理の席から会計システムと共有フォルダを開けた', 'For example: accounting opened its system and the shared folder'),
    },
    { id: 'backAt', title: words('元に戻した日時', 'Back at'), type: 'moment', required: true },
    { id: 'person', title: words('立ち会った者', 'Seen by'), type: 'person' },
  ],
  file: 'possible',
});
