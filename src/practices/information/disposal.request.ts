import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** What a magnetic field erases. On anything else a degausser leaves the data where they are. */
const magnetic: readonly unknown[] = ['hdd', 'tape'];

export const disposalRequest = defineRequest({
  id: 'information/disposal',
  title: words('媒体・機器の廃棄申請', 'Request to discard media or devices'),
  purpose: words(
    'PC、ハードディスク、USBメモリ、携帯電話などを捨てる、返す、譲る、使い回す前に出します。データを消してから手放します。',
    'Before a PC, disk, memory stick or phone is discarded, returned, given away or used for something else. Its data are erased first.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'item',
      title: words('媒体・機器', 'Medium or device'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: keiri-01の内蔵SSD、外付HDD(U-03)', 'For example: SSD of keiri-01, external disk U-03'),
    },
    {
      id: 'mediumKind',
      title: words('媒体の種類', 'Kind of medium'),
      type: 'choice',
      required: true,
      options: {
        hdd: words('ハードディスク', 'Hard disk'),
        ssd: words('SSD・内蔵メモリ', 'SSD or built-in memory'),
        phone: words('携帯電話・スマートフォン', 'Phone'),
        usb: words('USBメモリ・SDカード', 'Memory stick or card'),
        tape: words('テープ', 'Tape'),
        optical: words('光ディスク', 'Optical disc'),
      },
      hint: words('最近のノートPCは、ほとんどがSSDです。', 'Most notebooks of today have an SSD.'),
    },
    { id: 'asset', title: words('端末台帳の行', 'Line of the device'), type: 'row', register: 'devices/devices' },
    {
      id: 'serial',
      title: words('製造番号', 'Serial number'),
      type: 'text',
      maxChars: 80,
      hint: words('消去や廃棄の証明書と照らします。', 'It is held against the certificate.'),
    },
    {
      id: 'fate',
      title: words('そのあと', 'What becomes of it'),
      type: 'choice',
      required: true,
      options: {
        discard: words('廃棄', 'Discarded'),
        return: words('リース・レンタルの返却', 'Returned'),
        reuse: words('社内で転用', 'Used for something else'),
        transfer: words('売却・譲渡', 'Sold or given away'),
      },
    },
    {
      id: 'information',
      title: words('入っていた情報', 'What it held'),
      type: 'text',
      required: true,
      hint: words('例: 経理の元帳、顧客の連絡先', 'For example: ledgers, contacts of clients'),
    },
    {
      id: 'copied',
      title: words('残す必要のあるデータ', 'Data that must be kept'),
      type: 'choice',
      required: true,
      options: { moved: words('別の場所へ移した', 'Moved elsewhere'), none: words('ない', 'None') },
    },
    {
      id: 'method',
      title: words('消去の方法', 'Method'),
      type: 'choice',
      required: true,
      options: {
        degauss: words('磁気消去装置', 'Degausser'),
        cryptoErase: words('暗号化消去', 'Cryptographic erasure'),
        secureErase: words('媒体の消去命令(Purge)', 'Erase command of the drive (Purge)'),
        overwrite: words('上書き', 'Overwriting'),
        shred: words('破砕', 'Shredding'),
        destroy: words('穴あけ・破壊', 'Drilling or crushing'),
      },
      hint: words('磁気消去装置が効くのはハードディスクとテープだけです。', 'A degausser works on hard disks and tapes only.'),
    },
    {
      id: 'contractor',
      title: words('委託先', 'Contractor'),
      type: 'text',
      hint: words('社外に頼むときの会社名。証明書を受け取ります。', 'The firm, where it is done outside. It hands over a certificate.'),
    },
  ],
  assessment: [
    {
      id: 'suits',
      title: words('消去の方法は適切か', 'Does the method suit the medium and the data?'),
      type: 'text',
      required: true,
      hint: words(
        '例: SSDのため暗号化消去とし、転用前に読出しで確認する',
        'For example: SSD, so cryptographic erasure, read back before reuse',
      ),
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 5,
  effect: {
    register: 'information/disposal',
    cells: ({ form }) => ({
      item: form.item ?? null,
      mediumKind: form.mediumKind ?? null,
      asset: form.asset ?? null,
      serial: form.serial ?? null,
      fate: form.fate ?? null,
      method: form.method ?? null,
      contractor: form.contractor ?? null,
    }),
  },
  refuses: ({ method, mediumKind }) =>
    method === 'degauss' && !magnetic.includes(mediumKind)
      ? words(
          '磁気消去装置では、この媒体のデータは消えません。暗号化消去、消去命令、破砕などを選んでください。',
          'A degausser does not erase this medium. Choose cryptographic erasure, an erase command, shredding or the like.',
        )
      : null,
});
