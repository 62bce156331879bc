import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const erasureBeforeDisposal = defineDuty({
  id: 'information/erasure',
  title: words('廃棄前の消去', 'Erasure before disposal'),
  purpose: words(
    '手放す媒体からデータを取り出せないようにし、そのことを証明できるようにします。',
    'So that nothing can be read from a medium that is given away, and so that this can be proven.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'request-approved', request: 'information/disposal' },
      {
        type: 'measured',
        what: 'device-retired',
        says: words('廃棄・返却・転用のために端末を点検から外したとき', 'A device is retired to be discarded, returned or reused'),
      },
      { type: 'recorded', says: words('機器や媒体を廃棄・返却・転用するとき', 'A device or medium is discarded, returned or reused') },
    ],
    within: { businessDays: 20 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'next',
  steps: [
    words(
      '必要なデータを移したことを使用者に確かめ、媒体の製造番号を控えます。',
      'Confirm with the user that what is needed was moved, and note the serial number of the medium.',
    ),
    words(
      'ハードディスクとSSDで方法を変えます。磁気消去装置はSSDやスマートフォンには効きません。',
      'Treat hard disks and SSDs differently: a degausser does nothing to an SSD or a phone.',
    ),
    words(
      '会社の値の方法で消すか壊し、消去ソフトのログか、製造番号の見える写真を残します。',
      'Erase or destroy by the company’s method; keep the log, or a photo that shows the serial number.',
    ),
    words(
      '社外に頼んだときは、製造番号の載った証明書を受け取ります。',
      'Where it is done outside, get a certificate that names the serial numbers.',
    ),
    words('消去・廃棄台帳に書き、端末台帳の行を終了します。', 'Write it into the register of erasure and end the line of the device.'),
  ],
  sheet: { registers: ['information/disposal', 'devices/devices'], requests: ['information/disposal'] },
  record: [
    { id: 'line', title: words('消去・廃棄台帳の行', 'Line of the register'), type: 'row', register: 'information/disposal' },
    {
      id: 'serials',
      title: words('製造番号', 'Serial numbers'),
      type: 'text',
      required: true,
      hint: words('媒体ごとに。複数はコンマで区切ります。', 'Of each medium, with commas between them.'),
    },
    {
      id: 'method',
      title: words('方法', 'Method'),
      type: 'choice',
      required: true,
      options: {
        degauss: words('磁気消去装置', 'Degausser'),
        cryptoErase: words('暗号化消去', 'Cryptographic erasure'),
        overwrite: words('上書き・消去命令', 'Overwriting or erase command'),
        destroy: words('破砕・破壊', 'Shredding or destruction'),
        contractor: words('社外に委託', 'By a contractor'),
      },
    },
    {
      id: 'doneBy',
      title: words('行った者・会社', 'Done by'),
      type: 'text',
      required: true,
      hint: words('例: 山田、〇〇リサイクル株式会社', 'For example: Yamada, Example Recycling'),
    },
    {
      id: 'verified',
      title: words('消えたことの確認', 'How it was verified'),
      type: 'text',
      required: true,
      hint: words('例: 起動して読めないことを確認、証明書 No.1234', 'For example: does not start any more, certificate 1234'),
    },
    { id: 'doneOn', title: words('消去した日', 'Erased on'), type: 'date', required: true },
  ],
  file: 'needed',
});
