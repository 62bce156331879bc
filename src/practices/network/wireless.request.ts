import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { wlanApproverRole } from './approvers.ts';

/** What anybody nearby can read or break into. */
const tooWeak: readonly unknown[] = ['wpa', 'wep', 'open'];

export const wirelessUse = defineRequest({
  id: 'network/wireless',
  title: words('無線LAN使用申請', 'Request to use wireless LAN'),
  purpose: words(
    '社内に無線LANを新しく設けるとき、または業務で使う無線LANを加えるときに出します。',
    'When a wireless LAN is set up in the company, or another one is to be used for work.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('ネットワーク名(SSID)', 'Name of the network (SSID)'),
      type: 'text',
      required: true,
      maxChars: 32,
      hint: words('大文字と小文字を変えずに書きます。例: Example-Office', 'Exactly as it is: Example-Office'),
    },
    {
      id: 'kind',
      title: words('用途', 'For'),
      type: 'choice',
      required: true,
      options: { wireless: words('社内用', 'Internal'), guestWireless: words('来客用', 'Guests') },
    },
    {
      id: 'security',
      title: words('暗号化と認証', 'Protection'),
      type: 'choice',
      required: true,
      options: {
        wpa3: words('WPA3', 'WPA3'),
        wpa2Enterprise: words('WPA2(AES)・IEEE 802.1X', 'WPA2 (AES), IEEE 802.1X'),
        wpa2: words('WPA2(AES)', 'WPA2 (AES)'),
        wpa: words('WPA(初代)', 'WPA (the first)'),
        wep: words('WEP', 'WEP'),
        open: words('なし', 'None'),
      },
      hint: words('分からないときは管理者に尋ねてください。', 'Ask the administrator if you do not know.'),
    },
    {
      id: 'place',
      title: words('使う場所', 'Where'),
      type: 'text',
      required: true,
      hint: words('例: 本社2階、倉庫', 'For example: second floor, warehouse'),
    },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 倉庫で在庫端末を使うため', 'For example: stock terminals in the warehouse'),
    },
  ],
  assessment: [
    {
      id: 'devices',
      title: words('つなぐ機器をどう確かめるか', 'How devices are told apart'),
      type: 'text',
      required: true,
      hint: words('例: 802.1Xの証明書、登録した機器だけ', 'For example: certificates (802.1X), registered devices only'),
    },
    {
      id: 'instructions',
      title: words('指示する設定', 'Settings to use'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 管理用パスワードを変える。来客用は社内と分ける。',
        'For example: change the administration password; keep guests apart.',
      ),
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('無線LANの承認', 'Approval of the wireless LAN'),
      roles: ['administrator'],
      chosen: { by: wlanApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 5,
  effect: {
    register: 'network/connections',
    cells: ({ form, assessment, approvedOn }) => ({
      name: form.name ?? null,
      kind: form.kind ?? null,
      security: form.security ?? null,
      place: form.place ?? null,
      purpose: form.purpose ?? null,
      instructions: assessment.instructions ?? null,
      connectedFrom: approvedOn,
    }),
  },
  refuses: ({ security }) =>
    tooWeak.includes(security)
      ? words(
          'この暗号化では通信を守れません。WPA2(AES)以上に設定してから申請してください。',
          'This protects nothing. Set WPA2 (AES) or better, then apply.',
        )
      : null,
});
