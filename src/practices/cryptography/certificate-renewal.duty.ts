import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const certificateRenewal = defineDuty({
  id: 'cryptography/certificate-renewal',
  title: words('証明書の期限前の更新', 'Renewal of certificates before they expire'),
  purpose: words(
    '証明書の期限切れで、サイトやメール、VPNが突然使えなくなるのを防ぎます。',
    'So that no site, mail or VPN stops all at once with an expired certificate.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 1, unit: 'month', on: { businessDay: 'first' } },
  shift: 'next',
  steps: [
    words('シートと台帳で、期限の近い証明書を見ます。', 'See on the sheet and in the register which certificates are near their end.'),
    words(
      '自動で更新されるものも、ブラウザで期限を見て、更新が実際に行われたことを確かめます。',
      'Look at automatically renewed ones in a browser, too, to see that it really happened.',
    ),
    words(
      '手で更新するものは、新しい秘密鍵を作って申し込み、入れ替えます。',
      'For those renewed by hand make a new key, order, and replace.',
    ),
    words('古い秘密鍵を消し、台帳の有効期限を直します。', 'Delete the old key and update the register.'),
  ],
  sheet: {
    checks: ['cryptography/certificate-expiry', 'cryptography/key-file-mode', 'cryptography/private-keys-protected'],
    registers: ['cryptography/keys'],
  },
  record: [
    {
      id: 'near',
      title: words('期限の近いもの', 'Near their end'),
      type: 'text',
      required: true,
      hint: words('例: www 6月3日。なければ「なし」。', 'For example: www, 3 June; “none” where there is none.'),
    },
    {
      id: 'renewed',
      title: words('更新したもの', 'Renewed'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'newKey',
      title: words('秘密鍵も新しくした', 'With a new key'),
      type: 'choice',
      options: { yes: words('した', 'Yes'), no: words('していない', 'No'), none: words('更新なし', 'None renewed') },
    },
    {
      id: 'seen',
      title: words('期限を実際に見たもの', 'Looked at in use'),
      type: 'text',
      hint: words('例: www、mail、VPN', 'For example: www, mail, VPN'),
    },
  ],
  file: 'possible',
});
