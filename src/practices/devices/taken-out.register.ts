import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const takenOutRegister = defineRegister({
  id: 'devices/taken-out',
  code: 'R-TAKE',
  title: words('持出し台帳', 'Register of devices taken outside'),
  purpose: words(
    '社外へ持ち出した端末と媒体、持ち出す間、戻ったことを載せます。戻ったら行を終了します。',
    'Devices and media that are outside, for how long, and that they came back. The line is ended when they are back.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'item',
      title: words('持ち出すもの', 'What is taken'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: keiri-01、USBメモリ(管理番号U-07)', 'For example: keiri-01, memory stick U-07'),
    },
    { id: 'asset', title: words('端末台帳の行', 'Line of the device'), type: 'row', register: 'devices/devices' },
    { id: 'holder', title: words('持ち出す者', 'Taken by'), type: 'person' },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 在宅勤務、〇〇社での打合せ', 'For example: work at home, meeting at a client'),
    },
    {
      id: 'destination',
      title: words('持出し先', 'Where to'),
      type: 'text',
      hint: words('例: 自宅、大阪支店、顧客先', 'Home, a branch, a client'),
    },
    {
      id: 'information',
      title: words('入っている情報', 'Information on it'),
      type: 'text',
      hint: words('例: 見積書のデータ(社外秘)。なければ「なし」。', 'For example: quotations (internal). “None” if there is none.'),
    },
    {
      id: 'protection',
      title: words('確かめた保護', 'Protection confirmed'),
      type: 'choices',
      options: {
        password: words('ログインパスワード', 'Login password'),
        encryption: words('ディスクの暗号化', 'Disk encryption'),
        lock: words('画面ロック', 'Screen lock'),
        carrying: words('紛失防止(ストラップ等)', 'Against loss (strap and the like)'),
      },
    },
    { id: 'from', title: words('持出し日', 'From'), type: 'date', required: true },
    {
      id: 'until',
      title: words('返却予定日', 'Back by'),
      type: 'date',
      required: true,
      hint: words('常に持ち歩くものは承認の終わりの日。', 'For what is always carried, the end of the approval.'),
    },
    { id: 'returnedOn', title: words('返却日', 'Came back on'), type: 'date' },
    {
      id: 'returnCheck',
      title: words('返却時の確認', 'Check on return'),
      type: 'text',
      hint: words('例: 外観に異常なし、ウイルス検査で検出なし', 'For example: undamaged, virus scan found nothing'),
    },
  ],
  key: ['item', 'from', 'until'],
  label: 'item',
  confirmMonths: 6,
  deadlines: [{ column: 'until', says: words('返却予定日を過ぎています', 'It should be back by now') }],
});
