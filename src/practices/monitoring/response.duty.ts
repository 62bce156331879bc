import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const eventResponse = defineDuty({
  id: 'monitoring/response',
  title: words('検知した異常への対応', 'Response to detected events'),
  purpose: words(
    '見つけた異常を、影響を止め、原因を突き止め、再び起こさないところまで持っていきます。',
    'To carry each anomaly from stopping its effect through its cause to its prevention.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'monitoring/problem', says: words('異常や事故が見つかったとき', 'An anomaly or incident is noticed') }],
    // The response begins within the minutes of the company's value; this is the day by which it is written up.
    within: { businessDays: 3 },
    from: 'event',
    quietMonths: 1,
  },
  shift: 'next',
  steps: [
    words(
      '影響を止めます。端末をネットワークから外す、アカウントを止める、通信を遮断するなどです。始めた時刻を書きます。',
      'Stop the effect: take the device off the network, lock the account, block the traffic. Note the time.',
    ),
    words('電源は切らず、画面とログを残します。', 'Do not switch off; keep screen and logs.'),
    words('同じことがほかの端末やアカウントで起きていないかを見ます。', 'See whether it happened on other devices or accounts.'),
    words(
      '影響が大きいもの、漏えいのおそれがあるものは、すぐ情報セキュリティ委員会とトップマネジメントに知らせます。',
      'Where the effect is large or a leak possible, tell committee and top management at once.',
    ),
    words(
      '分かった原因と対応を書きます。台帳の行は自動で書き換わります。何もなかった月は「該当なし」と記録します。',
      'Write cause and response; the line in the register follows. In a month without any, record “no case”.',
    ),
  ],
  sheet: {
    checks: ['malware/realtime-scan', 'network/host-firewall', 'logs/recording'],
    registers: ['monitoring/events'],
  },
  record: [
    { id: 'startedAt', title: words('対応を始めた日時', 'Response began at'), type: 'moment' },
    {
      id: 'action',
      title: words('行った対応', 'What was done'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 該当の送信元を遮断し、全員のパスワードを変更。何もなければ「なし」。',
        'For example: source blocked, passwords changed; “none” where there was none.',
      ),
    },
    {
      id: 'cause',
      title: words('原因', 'Cause'),
      type: 'longText',
      maxChars: 1000,
      hint: words('分からないときは、分かったことまで。', 'As far as it is known.'),
    },
    { id: 'told', title: words('知らせた相手', 'Who was told'), type: 'text' },
    { id: 'prevention', title: words('再発の防止', 'Prevention'), type: 'text' },
    {
      id: 'needsDecision',
      title: words('委員会の決定が要る', 'Needs a decision of the committee'),
      type: 'boolean',
      required: true,
      hint: words(
        '影響が大きい、費用がかかる、漏えいのおそれがあるときは「はい」。',
        'Yes where the effect is large, money is needed or a leak is possible.',
      ),
    },
  ],
  file: 'possible',
});
