import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { keyRotationInterval } from './params.ts';

export const keyRotation = defineDuty({
  id: 'cryptography/key-rotation',
  title: words('鍵の更新と廃棄', 'Replacement and destruction of keys'),
  purpose: words(
    '同じ鍵を使い続けず、使い終えた鍵を残さないようにします。',
    'So that no key is used for ever and no old one is left behind.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'every',
    count: keyRotationInterval,
    unit: 'month',
    on: { day: 10 },
    fiscalMonth: 4,
    also: [{ type: 'recorded', says: words('鍵が漏れたおそれのあるとき', 'A key may have leaked') }],
  },
  shift: 'next',
  steps: [
    words(
      '台帳で「次の更新期限」が来た鍵を選びます。証明書、SSH、無線LAN、APIキー、バックアップの鍵をもれなく見ます。',
      'Choose keys that are due: certificates, SSH, wireless LAN, API keys, backups.',
    ),
    words('新しい鍵を作り、使う側をすべて切り替えます。', 'Make new keys and move everything that uses them.'),
    words(
      'バックアップなど、古い鍵でしか読めないものが残るかを確かめます。残るなら古い鍵を封をして保管します。',
      'See whether anything, such as a backup, can only be read with the old key; if so keep it sealed.',
    ),
    words('要らなくなった古い鍵は、失効させてから消します。', 'Revoke and then delete old keys that are not needed.'),
    words('台帳の「作成・変更日」と「次の更新期限」を直します。', 'Update the register.'),
  ],
  sheet: {
    checks: ['cryptography/private-keys-protected', 'cryptography/key-file-mode', 'cryptography/certificate-expiry'],
    registers: ['cryptography/keys'],
  },
  record: [
    {
      id: 'replaced',
      title: words('更新した鍵', 'Replaced'),
      type: 'longText',
      required: true,
      hint: words(
        '例: 社内無線LAN、NASのSSH鍵。なければ「なし」。',
        'For example: office wireless LAN, SSH key of the NAS; “none” where there is none.',
      ),
    },
    {
      id: 'destroyed',
      title: words('失効・廃棄した鍵', 'Revoked and destroyed'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'kept', title: words('封をして残した鍵', 'Kept sealed'), type: 'text', hint: words('理由と保管場所。', 'Why and where.') },
    { id: 'left', title: words('更新できなかった鍵と予定', 'Not replaced, and when'), type: 'text' },
  ],
  file: 'possible',
});
