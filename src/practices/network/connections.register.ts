import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const connectionsRegister = defineRegister({
  id: 'network/connections',
  code: 'R-CONN',
  title: words('接続承認台帳', 'Register of approved connections'),
  purpose: words(
    '社内ネットワークへの接続を認めた機器と、使ってよい無線LANを載せます。再接続の前の安全確認もここに残ります。',
    'The equipment that may be connected to the internal network and the wireless LANs that may be used. Checks before a reconnection are kept here too.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('接続するもの', 'What is connected'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '例: 営業部プリンタ、監査法人のノートPC。無線LANはSSIDを、大文字と小文字を変えずに書きます。',
        'For example: printer of the sales department, auditor’s notebook. For a wireless LAN its SSID exactly as it is.',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        device: words('会社の機器', 'Company equipment'),
        privatePc: words('私有・持込みPC', 'Private or brought-in PC'),
        wireless: words('無線LAN(社内用)', 'Wireless LAN (internal)'),
        guestWireless: words('無線LAN(来客用)', 'Wireless LAN (guests)'),
        remote: words('社外からの接続(VPN等)', 'Remote connection (VPN)'),
        reconnection: words('切り離したPCの再接続', 'Reconnection of a PC'),
      },
    },
    {
      id: 'security',
      title: words('暗号化と認証', 'Protection'),
      type: 'choice',
      requiredWhen: { field: 'kind', is: ['wireless', 'guestWireless'] },
      options: {
        wpa3: words('WPA3', 'WPA3'),
        wpa2Enterprise: words('WPA2(AES)・IEEE 802.1X', 'WPA2 (AES), IEEE 802.1X'),
        wpa2: words('WPA2(AES)', 'WPA2 (AES)'),
        wpa: words('WPA(初代)', 'WPA (the first)'),
        wep: words('WEP', 'WEP'),
        open: words('なし', 'None'),
      },
    },
    { id: 'person', title: words('使用者', 'User'), type: 'person' },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    {
      id: 'address',
      title: words('MACアドレス', 'MAC address'),
      type: 'text',
      maxChars: 80,
      hint: words('例: 3C-52-82-11-0A-7F。複数のときはコンマで区切ります。', '3C-52-82-11-0A-7F; several with commas between them.'),
    },
    {
      id: 'place',
      title: words('接続する場所', 'Where'),
      type: 'text',
      hint: words('例: 本社2階 会議室のLANポート、VPN', 'For example: wall socket in the meeting room on the second floor, VPN'),
    },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 営業部の印刷', 'For example: printing for the sales department'),
    },
    {
      id: 'scan',
      title: words('ウイルス検査', 'Virus scan'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['privatePc', 'reconnection'] },
      hint: words(
        '使ったソフト、日付、結果。例: Defender 全検査 2026-05-12 検出なし',
        'Software, date, result: Defender, full scan, 2026-05-12, nothing found',
      ),
    },
    {
      id: 'instructions',
      title: words('指示した手順', 'Instructed steps'),
      type: 'longText',
      maxChars: 1000,
      hint: words('例: 来客用の無線LANだけを使う。共有フォルダは開かない。', 'For example: guest wireless LAN only; no shared folders.'),
    },
    { id: 'connectedFrom', title: words('接続の開始日', 'From'), type: 'date' },
    {
      id: 'approvedUntil',
      title: words('承認の期限', 'Approved until'),
      type: 'date',
      requiredWhen: { field: 'kind', is: ['privatePc'] },
      hint: words('常設の機器は空欄。', 'Empty for equipment that stays.'),
    },
  ],
  key: ['kind', 'name', 'connectedFrom', 'approvedUntil'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'approvedUntil', says: words('接続の承認が切れています', 'The approval of the connection has run out') }],
  reconcile: {
    list: 'wireless-networks',
    covers: (cells, item) =>
      (cells.kind === 'wireless' || cells.kind === 'guestWireless') &&
      typeof cells.name === 'string' &&
      cells.name === (item.cells.name ?? item.label),
    meets: { line: (cells) => [String(cells.name ?? '')], thing: (item) => [String(item.cells.name ?? item.label)] },
    offer: ({ cells }) => ({ name: cells.name ?? null, kind: 'wireless', security: cells.security ?? null }),
    // Our own devices are not to join the network of the guests.
    isExpected: (cells) => cells.kind === 'wireless',
    says: {
      unregistered: words('台帳にない無線LAN', 'Wireless LAN that is not in the register'),
      unmeasured: words('どの端末も使っていない無線LAN', 'Wireless LAN that no device uses'),
    },
  },
});
