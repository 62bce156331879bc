import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { connectionApproverRole } from './approvers.ts';

/** Equipment that still stands there after three years is asked for once more: by then much of it has gone, unseen. */
const validDays = 1_096;

export const networkConnection = defineRequest({
  id: 'network/connection',
  title: words('社内ネットワーク接続申請', 'Request to connect to the internal network'),
  purpose: words(
    'PC、プリンタ、カメラなどを社内のネットワークにつなぐ前に出します。社外からの接続(VPN)も含みます。',
    'Before a PC, printer, camera or the like is connected to the internal network, also from outside (VPN).',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('接続するもの', 'What is connected'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 営業部プリンタ、keiri-03', 'For example: printer of the sales department, keiri-03'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: { device: words('会社の機器', 'Company equipment'), remote: words('社外からの接続(VPN等)', 'Remote connection (VPN)') },
      hint: words('私有・持込みのPCは、別の申請で出します。', 'For private and brought-in PCs there is another request.'),
    },
    { id: 'person', title: words('使う者', 'User'), type: 'person' },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    {
      id: 'address',
      title: words('MACアドレス', 'MAC address'),
      type: 'text',
      maxChars: 80,
      hint: words('分かるときに。例: 3C-52-82-11-0A-7F', 'If you know it: 3C-52-82-11-0A-7F'),
    },
    {
      id: 'place',
      title: words('接続する場所', 'Where'),
      type: 'text',
      required: true,
      hint: words('例: 本社2階 会議室のLANポート、自宅からVPN', 'For example: wall socket in the meeting room, VPN from home'),
    },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 営業部の印刷', 'For example: printing for the sales department'),
    },
    { id: 'from', title: words('つなぎたい日', 'From'), type: 'date', required: true },
  ],
  assessment: [
    {
      id: 'safe',
      title: words('つなぐ機器の安全', 'Is the equipment safe?'),
      type: 'text',
      required: true,
      hint: words('例: 初期パスワードを変更済み、最新のファームウェア', 'For example: initial password changed, current firmware'),
    },
    {
      id: 'instructions',
      title: words('指示する手順', 'Steps to follow'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: 複合機用のVLANにつなぎ、IPアドレスは192.168.20.15にする', 'For example: VLAN for printers, address 192.168.20.15'),
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('接続の承認', 'Approval of the connection'),
      roles: ['administrator'],
      chosen: { by: connectionApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 3,
  effect: {
    register: 'network/connections',
    cells: ({ form, assessment, validUntil }) => ({
      name: form.name ?? null,
      kind: form.kind ?? null,
      person: form.person ?? null,
      device: form.device ?? null,
      address: form.address ?? null,
      place: form.place ?? null,
      purpose: form.purpose ?? null,
      instructions: assessment.instructions ?? null,
      connectedFrom: form.from ?? null,
      approvedUntil: validUntil,
    }),
  },
});
