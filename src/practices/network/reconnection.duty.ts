import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const reconnectionCheck = defineDuty({
  id: 'network/reconnection',
  title: words('再接続の確認', 'Confirmation of reconnections'),
  purpose: words(
    '長く離れていたPCが、感染や古い設定を持ち込まないことを確かめてから使わせます。',
    'That a PC that was away for long brings in no infection and no old settings.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'request-approved', request: 'network/reconnection' },
      {
        type: 'recorded',
        says: words(
          '会社の値の日数より長く切り離されていたPCをつなぐとき',
          'A PC that was away longer than the company’s value is connected',
        ),
      },
    ],
    within: { businessDays: 2 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      '社内のネットワークにつなぐ前に、来客用の回線などで更新とウイルス定義を最新にします。',
      'Before it joins the internal network, bring updates and virus definitions up to date elsewhere.',
    ),
    words('全ファイル検査を行い、結果の画面を残します。', 'Run a full scan and keep its result.'),
    words(
      'シートで、その端末の点検が戻ったこと、不適合がないことを見ます。',
      'See on the sheet that its checks have come back and none fails.',
    ),
    words('接続承認台帳に検査の結果を書きます。', 'Write the result into the register of connections.'),
  ],
  sheet: {
    checks: ['malware/full-scan', 'malware/definition-age', 'software/updates-current'],
    registers: ['network/connections', 'devices/devices'],
    requests: ['network/reconnection'],
  },
  record: [
    { id: 'device', title: words('端末', 'Device'), type: 'row', register: 'devices/devices', required: true },
    {
      id: 'absentDays',
      title: words('離れていた日数', 'Days away'),
      type: 'number',
      required: true,
      min: 0,
      max: 3_660,
      unit: words('日', 'days'),
    },
    { id: 'scannedAt', title: words('全ファイル検査の日時', 'Full scan at'), type: 'moment', required: true },
    {
      id: 'found',
      title: words('検出したもの', 'Found'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'connectedAt', title: words('つないだ日時', 'Connected at'), type: 'moment' },
  ],
  file: 'possible',
});
