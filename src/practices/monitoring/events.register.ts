import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const eventsRegister = defineRegister({
  id: 'monitoring/events',
  code: 'R-EVT',
  title: words('検知・問題・対応台帳', 'Register of events, problems and responses'),
  purpose: words(
    '検知した異常、容量や性能の問題、紛失や不審メールの届出を、気づいてから片付くまで載せます。片付いたら行を終了します。',
    'Detected anomalies, problems of capacity and performance, reports of loss or suspicious mail, from notice to end. A line is ended when it is settled.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('できごと', 'Event'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words(
        '例: 深夜にVPNへの失敗ログインが300回、社用スマホ03の紛失',
        'For example: 300 failed logins to the VPN at night; company phone 03 lost',
      ),
    },
    { id: 'noticedAt', title: words('気づいた日時', 'Noticed at'), type: 'moment', required: true },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        intrusion: words('不正アクセス・異常な通信', 'Intrusion or odd traffic'),
        malware: words('マルウェア・不審メール', 'Malware or suspicious mail'),
        loss: words('紛失・盗難・破損', 'Loss, theft, damage'),
        leak: words('情報の漏えい・誤送信', 'Leak or wrong recipient'),
        capacity: words('容量・性能の問題', 'Capacity or performance'),
        failure: words('故障・停止', 'Failure or stop'),
        other: words('その他', 'Other'),
      },
    },
    {
      id: 'noticedBy',
      title: words('気づいたきっかけ', 'Noticed by'),
      type: 'text',
      hint: words(
        '例: ファイアウォールの警告、本人の届出、このシステムの点検',
        'For example: alert of the firewall, report of the user, a check of this product',
      ),
    },
    { id: 'device', title: words('端末', 'Device'), type: 'device' },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'impact',
      title: words('業務への影響', 'Effect on business'),
      type: 'choice',
      required: true,
      options: {
        none: words('なし', 'None'),
        small: words('小さい', 'Small'),
        large: words('大きい(経営に報告)', 'Large (management is told)'),
      },
    },
    { id: 'startedAt', title: words('対応を始めた日時', 'Response began at'), type: 'moment' },
    { id: 'person', title: words('対応する者', 'Dealt with by'), type: 'person' },
    {
      id: 'cause',
      title: words('原因', 'Cause'),
      type: 'longText',
      maxChars: 1000,
      hint: words('分からないときは、分かったことまで書きます。', 'As far as it is known.'),
    },
    {
      id: 'action',
      title: words('対応', 'Response'),
      type: 'longText',
      maxChars: 1000,
      hint: words('例: 該当の送信元を遮断し、パスワードを変更', 'For example: the source was blocked and the password changed'),
    },
    { id: 'reportedOn', title: words('委員会への報告日', 'Committee told on'), type: 'date' },
    {
      id: 'instruction',
      title: words('委員会の指示', 'Instruction'),
      type: 'text',
      hint: words('例: 全員のパスワードを変更させる', 'For example: everybody changes the password'),
    },
    {
      id: 'dueOn',
      title: words('対応の期限', 'Due'),
      type: 'date',
      hint: words('指示や再発防止をいつまでに済ませるか。', 'By when the instruction or the prevention is to be done.'),
    },
  ],
  key: ['noticedAt', 'title'],
  label: 'title',
  confirmMonths: 3,
  deadlines: [{ column: 'dueOn', says: words('対応の期限が過ぎています', 'The response is overdue') }],
});
