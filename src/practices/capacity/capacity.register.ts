import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { capacityReviewInterval } from './params.ts';

export const capacityRegister = defineRegister({
  id: 'capacity/capacity',
  code: 'R-CAP',
  title: words('容量台帳', 'Register of capacity'),
  purpose: words(
    '足りなくなると業務が止まる資源の使用量、見通し、手配を載せます。',
    'Use, outlook and arrangements for the resources without which business stops.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'target',
      title: words('対象', 'What'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: fs01のDドライブ、Microsoft 365のライセンス', 'For example: drive D of fs01, licences of Microsoft 365'),
    },
    {
      id: 'resource',
      title: words('資源', 'Resource'),
      type: 'choice',
      required: true,
      options: {
        disk: words('ディスク', 'Disk'),
        memory: words('メモリ', 'Memory'),
        cpu: words('CPU', 'CPU'),
        responseTime: words('応答時間', 'Response time'),
        network: words('回線', 'Network line'),
        contract: words('契約の枠・ライセンス', 'Contract or licences'),
      },
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    {
      id: 'limit',
      title: words('上限', 'Limit'),
      type: 'text',
      maxChars: 80,
      hint: words('例: 4TB、50ユーザー、1Gbps', 'For example: 4 TB, 50 users, 1 Gbps'),
    },
    { id: 'usedPercent', title: words('使用率', 'Used'), type: 'number', min: 0, max: 1000, unit: words('%', '%') },
    {
      id: 'responseMs',
      title: words('応答時間', 'Response time'),
      type: 'number',
      min: 0,
      max: 600_000,
      unit: words('ミリ秒', 'ms'),
      hint: words('応答時間の行だけ。', 'For lines about response time.'),
    },
    { id: 'measuredOn', title: words('測定日', 'Measured on'), type: 'date', required: true },
    {
      id: 'trend',
      title: words('見通し', 'Outlook'),
      type: 'text',
      hint: words('例: 毎月2%増。来年2月に90%', 'For example: 2 % more each month, 90 % next February'),
    },
    {
      id: 'shortageOn',
      title: words('不足の見込み日', 'Short from'),
      type: 'date',
      hint: words('見込みがなければ空欄。', 'Empty where no shortage is expected.'),
    },
    {
      id: 'action',
      title: words('対応', 'What is done'),
      type: 'text',
      hint: words('例: 古い図面を移す。来期に8TBへ増設', 'For example: move old drawings; 8 TB next year'),
    },
    {
      id: 'arrangeBy',
      title: words('手配の期限', 'Arrange by'),
      type: 'date',
      hint: words(
        '不足の見込み日から会社の値の日数を引いた日。手配が済んだら空欄に戻します。',
        'The shortage less the days of the company’s value. Empty it again once arranged.',
      ),
    },
  ],
  key: ['target', 'resource'],
  label: 'target',
  confirmMonths: capacityReviewInterval,
  deadlines: [{ column: 'arrangeBy', says: words('手配の期限が過ぎています', 'It should have been arranged') }],
});
