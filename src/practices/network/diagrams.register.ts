import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { diagramConfirmInterval } from './params.ts';

export const networkDiagramsRegister = defineRegister({
  id: 'network/diagrams',
  code: 'R-NET',
  title: words('ネットワーク図・領域・構成台帳', 'Register of network diagrams, zones and configurations'),
  purpose: words(
    'ネットワーク図の版、領域とその間の通信、境界の装置、構成ファイルの保管先を載せます。図や構成ファイルは行に添付します。',
    'Versions of the network diagram, zones and the traffic between them, boundary devices and where configurations are kept. Diagrams and files are attached.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('名称', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '例: 全社ネットワーク図、来客用領域、DMZ→社内の通信',
        'For example: company network diagram, guest zone, traffic from DMZ to inside',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        diagram: words('ネットワーク図', 'Network diagram'),
        zone: words('領域', 'Zone'),
        flow: words('領域間の通信', 'Traffic between zones'),
        boundary: words('境界の装置', 'Boundary device'),
        configuration: words('構成ファイル', 'Configuration'),
      },
    },
    {
      id: 'range',
      title: words('アドレス範囲', 'Addresses'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['zone'] },
      hint: words('例: 192.168.10.0/24(VLAN 10)', '192.168.10.0/24 (VLAN 10)'),
    },
    {
      id: 'purpose',
      title: words('用途', 'Purpose'),
      type: 'text',
      hint: words(
        '例: 社員のPC、公開Webサーバ、来客のスマートフォン',
        'For example: PCs of the staff, public web server, phones of guests',
      ),
    },
    {
      id: 'zoneKind',
      title: words('領域の性格', 'Kind of zone'),
      type: 'choice',
      requiredWhen: { field: 'kind', is: ['zone'] },
      options: {
        inside: words('社内', 'Inside'),
        servers: words('社内サーバ', 'Servers inside'),
        public: words('公開サーバ(DMZ)', 'Public servers (DMZ)'),
        guest: words('来客用', 'Guests'),
        development: words('開発・試験', 'Development and test'),
        management: words('機器の管理用', 'Management'),
        outside: words('社外', 'Outside'),
      },
    },
    {
      id: 'from',
      title: words('通信元', 'From'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['flow'] },
      hint: words('領域の名前。例: DMZ', 'A zone: DMZ'),
    },
    {
      id: 'to',
      title: words('通信先', 'To'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['flow'] },
      hint: words('領域の名前。例: 社内サーバ', 'A zone: servers inside'),
    },
    {
      id: 'allowed',
      title: words('許可する通信', 'Allowed'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['flow'] },
      hint: words('例: TCP 443だけ。通さないときは「なし」。', 'TCP 443 only; “none” where nothing passes.'),
    },
    {
      id: 'item',
      title: words('装置', 'Device'),
      type: 'row',
      register: 'configuration/items',
      hint: words('境界や構成ファイルの装置。', 'The device at the boundary, or the one configured.'),
    },
    {
      id: 'version',
      title: words('版', 'Version'),
      type: 'text',
      maxChars: 60,
      requiredWhen: { field: 'kind', is: ['diagram'] },
      hint: words('例: 第7版、2026-04-01取得', 'For example: 7th, taken 2026-04-01'),
    },
    {
      id: 'place',
      title: words('保管先', 'Kept at'),
      type: 'text',
      hint: words('例: \\\\fs01\\情シス\\構成。添付したときは「添付」。', 'For example: \\\\fs01\\it\\config; “attached” where it is.'),
    },
    {
      id: 'confirmedOn',
      title: words('照合した日', 'Compared on'),
      type: 'date',
      hint: words('実際の構成と最後に照らした日。', 'When it was last held against what is really there.'),
    },
  ],
  key: ['kind', 'name'],
  label: 'name',
  confirmMonths: diagramConfirmInterval,
});
