import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { logReviewInterval } from './params.ts';

export const logReview = defineDuty({
  id: 'logs/review',
  title: words('定期的なログの点検', 'Regular review of logs'),
  purpose: words(
    '攻撃や内部の不正の跡を、気づかないまま過ごさないようにします。',
    'So that traces of attacks or misuse do not go unnoticed.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: logReviewInterval, unit: 'month', on: { businessDay: 'first' } },
  shift: 'next',
  steps: [
    words(
      'ログ取得対象台帳の全行について、ログが途切れていないことを見ます。',
      'For each line of the register of log sources see that its log goes on.',
    ),
    words(
      '失敗したログインが続いたアカウント、深夜と休日のログイン、知らない国からの接続を見ます。',
      'Look at accounts with repeated failures, sign-ins at night and on holidays, connections from unknown countries.',
    ),
    words(
      '新しく加わった管理者、消えたログ、止められたウイルス対策を見ます。',
      'Look at new administrators, logs that vanished, antivirus that was stopped.',
    ),
    words(
      '分からないものは本人に尋ね、説明がつかなければ検知・問題・対応台帳に書いて対応を始めます。',
      'Ask those concerned; what stays unexplained goes into the register of events.',
    ),
    words('ログを見られる者が台帳のとおりであることを確かめます。', 'See that only those in the register can read the logs.'),
  ],
  sheet: {
    checks: ['logs/recording', 'logs/readers', 'clock/offset', 'privileged-access/administrators'],
    registers: ['logs/sources', 'monitoring/events'],
  },
  record: [
    { id: 'from', title: words('点検した期間の初め', 'Period from'), type: 'date', required: true },
    { id: 'until', title: words('点検した期間の終わり', 'Period until'), type: 'date', required: true },
    {
      id: 'sources',
      title: words('見た対象', 'Sources read'),
      type: 'text',
      required: true,
      hint: words('例: fs01、UTM、Microsoft 365', 'For example: fs01, firewall, Microsoft 365'),
    },
    {
      id: 'silent',
      title: words('途切れていた対象', 'Silent sources'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'found',
      title: words('気づいたこと', 'What was noticed'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 5月3日2時に失敗ログイン40回。本人の端末の古いパスワード',
        'For example: 40 failures on 3 May at 2 a.m., an old password on a phone',
      ),
    },
    {
      id: 'events',
      title: words('台帳に書いた件数', 'Put into the register'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('件', 'events'),
    },
  ],
  file: 'possible',
});
