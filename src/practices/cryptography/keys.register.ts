import { searchForm, words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

const fold = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

export const keysRegister = defineRegister({
  id: 'cryptography/keys',
  code: 'R-CRYPTO',
  title: words('暗号・鍵・証明書台帳', 'Register of ciphers, keys and certificates'),
  purpose: words(
    'どこでどの暗号を使い、鍵や証明書がどこにあり、誰が扱え、いつ更新するかを載せます。鍵そのものやパスワードは書きません。',
    'Which ciphers are used where, where keys and certificates lie, who handles them and when they are replaced. Never a key or a password itself.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('名称', 'Name'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words(
        '例: www.example.co.jp、社内無線LANの鍵。測定される証明書はその名前のとおりに。',
        'www.example.co.jp, key of the office wireless LAN; a measured certificate by its name.',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        certificate: words('証明書と秘密鍵', 'Certificate and its key'),
        sshKey: words('SSHの鍵', 'SSH key'),
        wireless: words('無線LANの鍵', 'Key of a wireless LAN'),
        accessPoint: words('無線APの管理用パスワード', 'Password of an access point'),
        storage: words('ディスク・保存データの鍵', 'Key of stored data'),
        backup: words('バックアップの鍵', 'Key of backups'),
        api: words('APIキー・トークン', 'API key or token'),
        method: words('暗号の使い道(方針)', 'Use of a cipher (policy)'),
      },
    },
    {
      id: 'use',
      title: words('使い道', 'Used for'),
      type: 'text',
      required: true,
      hint: words('例: 自社Webサイトの通信、ノートPCのディスク', 'For example: the company’s site, disks of notebooks'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'device', title: words('ある端末', 'On which device'), type: 'device' },
    {
      id: 'place',
      title: words('保管場所', 'Where it lies'),
      type: 'text',
      hint: words(
        '例: /etc/ssl/private、金庫の封筒、パスワード管理ソフト',
        'For example: /etc/ssl/private, envelope in the safe, password manager',
      ),
    },
    {
      id: 'cipher',
      title: words('暗号方式・強度', 'Cipher'),
      type: 'text',
      hint: words('例: RSA 2048、ECDSA P-256、AES-256、WPA3', 'RSA 2048, ECDSA P-256, AES-256, WPA3'),
    },
    {
      id: 'issuer',
      title: words('発行者', 'Issuer'),
      type: 'text',
      maxChars: 80,
      hint: words("例: Let's Encrypt、社内の認証局", "For example: Let's Encrypt, our own authority"),
    },
    {
      id: 'holders',
      title: words('扱える者', 'Handled by'),
      type: 'text',
      required: true,
      hint: words('例: 情報システム管理者と代行者', 'For example: the administrator and the deputy'),
    },
    { id: 'createdOn', title: words('作成・変更日', 'Made or changed on'), type: 'date' },
    { id: 'notAfter', title: words('有効期限', 'Valid until'), type: 'date', requiredWhen: { field: 'kind', is: ['certificate'] } },
    {
      id: 'replaceBy',
      title: words('次の更新期限', 'Replace by'),
      type: 'date',
      hint: words('期限のない鍵も、会社の値の間隔で更新します。', 'Keys without an end are replaced at the company’s interval too.'),
    },
    {
      id: 'renewal',
      title: words('更新のしかた', 'How it is renewed'),
      type: 'text',
      hint: words('例: certbotで自動、業者に依頼(2週間前)', 'For example: automatically by certbot; by the supplier, two weeks ahead'),
    },
    {
      id: 'requirement',
      title: words('法令・契約の要求', 'Legal or contractual need'),
      type: 'text',
      hint: words('例: 〇〇社との契約でAES-256以上', 'For example: AES-256 by contract with a client'),
    },
  ],
  key: ['kind', 'name', 'device', 'place', 'notAfter'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [
    { column: 'notAfter', says: words('証明書・鍵の有効期限が切れています', 'The certificate or key has expired') },
    { column: 'replaceBy', says: words('鍵の更新の期限が過ぎています', 'The key should have been replaced') },
  ],
  reconcile: {
    list: 'certificates',
    covers: (cells, item) =>
      cells.kind === 'certificate' &&
      fold(cells.name) !== '' &&
      fold(cells.name) === fold(item.cells.name ?? item.label) &&
      (!cells.device || cells.device === item.deviceId) &&
      // A certificate that was renewed is another one: its line needs the new date.
      (!item.cells.notAfter || item.cells.notAfter === cells.notAfter),
    meets: { line: (cells) => [String(cells.name ?? '')], thing: (item) => [String(item.cells.name ?? item.label)] },
    offer: ({ cells }) => ({
      name: cells.name ?? null,
      kind: 'certificate',
      device: cells.device ?? null,
      place: cells.place ?? null,
      notAfter: cells.notAfter ?? null,
    }),
    isExpected: (cells) => cells.kind === 'certificate' && Boolean(cells.device),
    says: {
      unregistered: words('台帳にない証明書', 'Certificate that is not in the register'),
      unmeasured: words('端末に見当たらない証明書', 'Certificate that is not found on its device'),
    },
  },
});
