import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { firmwareCheckInterval } from './params.ts';

export const firmwareCheck = defineDuty({
  id: 'network/firmware',
  title: words('ファームウェアの更新確認', 'Looking for firmware updates'),
  purpose: words(
    '社外との境目にある機器ほど狙われます。新しいファームウェアを見落とさないようにします。',
    'Equipment at the boundary is attacked first; new firmware must not be missed.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: firmwareCheckInterval, unit: 'month', on: { day: 20 } },
  shift: 'next',
  steps: [
    words(
      '構成管理台帳から、ルータ、UTM、スイッチ、無線アクセスポイント、NAS、複合機を選びます。',
      'In the register choose routers, firewalls, switches, access points, NAS and printers.',
    ),
    words(
      'メーカーのサイトで型番ごとに最新の版を調べ、機器の画面の版と比べます。',
      'Look up the newest version for each model and compare it with that on the device.',
    ),
    words(
      '新しい版があれば、直された脆弱性を読み、変更申請をして、会社の値の日数のうちに適用します。',
      'Where there is one, read what it fixes, request the change and apply it within the days of the company’s value.',
    ),
    words('サポートの終わった機器は、入替えの時期を決めます。', 'Settle when unsupported equipment is replaced.'),
    words('台帳の「OS・ファームの版」と「版の確認日」を直します。', 'Update version and date in the register.'),
  ],
  sheet: { registers: ['configuration/items', 'vulnerabilities/vulnerabilities'], requests: ['changes/change'] },
  record: [
    {
      id: 'looked',
      title: words('確認した機器', 'Devices looked up'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('台', 'devices'),
    },
    {
      id: 'newer',
      title: words('新しい版のあったもの', 'With a newer version'),
      type: 'text',
      required: true,
      hint: words('例: RTX1220 Rev.15.04.08。なければ「なし」。', 'For example: RTX1220 Rev.15.04.08; “none” where there is none.'),
    },
    {
      id: 'updated',
      title: words('更新したもの', 'Updated'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'waiting', title: words('まだのものと予定日', 'Not yet, and when'), type: 'text' },
  ],
  file: 'possible',
});
