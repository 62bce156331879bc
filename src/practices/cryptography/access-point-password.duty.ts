import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const accessPointPassword = defineDuty({
  id: 'cryptography/access-point-password',
  title: words('無線アクセスポイントの管理用パスワードの変更', 'Change of the access point’s administration password'),
  purpose: words(
    '辞めた人や異動した人が、無線LANの設定を変えられる状態を残さないようにします。',
    'So that nobody who left or moved can still change the wireless LAN.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      { type: 'organisation-changed' },
      {
        type: 'recorded',
        says: words(
          '管理用パスワードを知る者が異動・退職したとき、または漏れたおそれのあるとき',
          'Somebody who knows the password moves or leaves, or it may have leaked',
        ),
      },
    ],
    within: { businessDays: 5 },
    from: 'event',
    // The company may ask for a change every half-year or year besides: the quiet confirmation is the occasion for it.
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      'パスワードを知る者の中に、異動・退職した者がいるかを見ます。いなければ、その旨を書いて「該当なし」にします。',
      'See whether anybody who knows it has moved or left; if not, say so and record “no case”.',
    ),
    words(
      '会社の値が半年または1年ごとの変更を求めるときは、該当がなくても前の変更日を見て変更します。',
      'Where the company’s value asks for a change every half-year or year, look at the last change and change it all the same.',
    ),
    words(
      '管理画面で、アクセスポイントごとに違う長いパスワードに変えます。初期のままのものがないことも見ます。',
      'Set a long password, different for each access point; see that none has its first one.',
    ),
    words(
      '新しいパスワードをパスワード管理ソフトか金庫に置き、暗号・鍵・証明書台帳の「作成・変更日」を直します。',
      'Put it into the password manager or the safe and update the register.',
    ),
  ],
  sheet: { checks: ['endpoint/wireless-networks'], registers: ['cryptography/keys', 'network/connections'] },
  record: [
    {
      id: 'accessPoints',
      title: words('変えたアクセスポイント', 'Access points changed'),
      type: 'text',
      required: true,
      hint: words('例: 本社2階、3階。変えないときは「なし」。', 'For example: second and third floor; “none” where not changed.'),
    },
    {
      id: 'who',
      title: words('異動・退職した者', 'Who moved or left'),
      type: 'text',
      hint: words('例: 佐藤(3月末退職)', 'For example: Sato, left at the end of March'),
    },
    {
      id: 'keptAt',
      title: words('保管場所', 'Kept at'),
      type: 'text',
      required: true,
      hint: words('例: 金庫の封筒No.4。パスワードは書きません。', 'For example: envelope 4 in the safe; never the password itself.'),
    },
    { id: 'lastChangedOn', title: words('前の変更日', 'Changed before on'), type: 'date' },
  ],
  file: 'possible',
});
