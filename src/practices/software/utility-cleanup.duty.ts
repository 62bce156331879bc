import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const utilityCleanup = defineDuty({
  id: 'software/utility-cleanup',
  title: words('不要なユーティリティの整理', 'Clearing out of utilities that are not needed'),
  purpose: words(
    '管理策をすり抜けられる道具を、使う人のいないまま残しておかないようにします。',
    'So that tools that can get around controls do not lie about unused.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 12, unit: 'month', on: { day: 10 }, fiscalMonth: 5 },
  shift: 'next',
  steps: [
    words(
      'シートで、承認の要るユーティリティが入っている端末を見ます。',
      'See on the sheet which devices hold utilities that need approval.',
    ),
    words(
      '許可ソフト・ユーティリティ台帳の特権ユーティリティについて、この1年に使ったかを本人に尋ねます。',
      'For each privileged utility of the register ask whether it was used this year.',
    ),
    words(
      '使っていないものを端末から削除し、台帳の行を終了します。標準で入るものは無効にします。',
      'Remove what was not used and end its line; switch off what comes with the system.',
    ),
    words('残すものは、動かせる者を管理者に限ります。', 'Let only administrators run what stays.'),
  ],
  sheet: {
    checks: ['software/utilities-installed'],
    registers: ['software/allowed', 'privileged-access/privileges'],
    requests: ['software/utility'],
  },
  record: [
    {
      id: 'removed',
      title: words('削除・無効にしたもの', 'Removed or switched off'),
      type: 'text',
      required: true,
      hint: words('例: TeamViewer 3台。なければ「なし」。', 'For example: TeamViewer on three devices; “none” where there is none.'),
    },
    {
      id: 'kept',
      title: words('残した特権ユーティリティ', 'Privileged ones kept'),
      type: 'text',
      required: true,
      hint: words('例: Wireshark(情シスの1台だけ)', 'For example: Wireshark on one device'),
    },
    { id: 'holders', title: words('動かせる者', 'Who can run them'), type: 'text' },
  ],
  file: 'possible',
});
