import { searchForm, words } from '../../base/text.ts';
import type { Cells } from '../../mechanism/field.ts';
import { defineRegister, type MeasuredItem } from '../../mechanism/register.ts';
import { slaReviewInterval } from './params.ts';

const portsOf = (text: unknown): readonly string[] => (typeof text === 'string' ? (searchForm(text).match(/\d+/g) ?? []) : []);

/** A line speaks for a listening device where it names each port that was seen: one more port is one more service. */
function covers(cells: Cells, item: MeasuredItem): boolean {
  if (cells.category !== 'inHouse' || !cells.device || cells.device !== item.deviceId) return false;
  const seen = portsOf(item.cells.ports);
  // A port whose number could not be read is known to nobody.
  if (seen.length === 0 || String(item.cells.ports).includes('?')) return false;
  const listed = portsOf(cells.ports);
  return seen.every((port) => listed.includes(port));
}

export const networkServicesRegister = defineRegister({
  id: 'network/services',
  code: 'R-NSVC',
  title: words('ネットワークサービス・SLA台帳', 'Register of network services and SLAs'),
  purpose: words(
    '回線、VPN、クラウド、DNSなど使っているネットワークサービスと、そのサービスレベル、契約の更新日を載せます。',
    'The network services in use, such as lines, VPN, cloud and DNS, with their service levels and renewal dates.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('サービス名', 'Service'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '例: フレッツ光(本社)、独自ドメインのDNS、UTM監視サービス',
        'For example: fibre line of the head office, DNS, managed firewall',
      ),
    },
    {
      id: 'category',
      title: words('区分', 'Category'),
      type: 'choice',
      required: true,
      options: {
        line: words('回線・接続', 'Line or access'),
        private: words('VPN・専用網', 'VPN or private network'),
        security: words('セキュリティ管理', 'Managed security'),
        cloud: words('クラウド・ホスティング', 'Cloud or hosting'),
        nameAndMail: words('DNS・メール', 'DNS or mail'),
        inHouse: words('社内のサーバが提供', 'By a server of our own'),
      },
    },
    {
      id: 'provider',
      title: words('提供者', 'Provider'),
      type: 'text',
      required: true,
      hint: words('例: NTT東日本。自社のサーバなら「自社」。', 'For example: NTT East; “ourselves” for our own server.'),
    },
    {
      id: 'contract',
      title: words('契約番号', 'Contract'),
      type: 'text',
      maxChars: 80,
      hint: words('問い合わせのときに聞かれる番号。', 'The number they ask for.'),
    },
    { id: 'system', title: words('使うシステム', 'Used by'), type: 'row', register: 'systems/systems' },
    { id: 'device', title: words('提供する端末', 'Provided by'), type: 'device', requiredWhen: { field: 'category', is: ['inHouse'] } },
    {
      id: 'ports',
      title: words('ポート', 'Ports'),
      type: 'text',
      requiredWhen: { field: 'category', is: ['inHouse'] },
      hint: words('待ち受けるTCPポートをすべて。例: 22, 443', 'Every TCP port it listens on: 22, 443'),
    },
    {
      id: 'sla',
      title: words('SLA', 'SLA'),
      type: 'choice',
      required: true,
      options: {
        agreed: words('合意書あり', 'Agreed'),
        terms: words('提供者の条件を受け入れた', 'Terms accepted'),
        none: words('なし', 'None'),
        notNeeded: words('自社のため不要', 'Our own, not needed'),
      },
    },
    {
      id: 'promised',
      title: words('約束された水準', 'Promised'),
      type: 'text',
      requiredWhen: { field: 'sla', is: ['agreed', 'terms'] },
      hint: words('例: 稼働率99.9%、障害の連絡は1時間以内', 'For example: 99.9 % up, told of failures within an hour'),
    },
    {
      id: 'security',
      title: words('セキュリティの条件', 'Security terms'),
      type: 'text',
      hint: words('例: 通信の暗号化、ログの提供、国内保管', 'For example: encrypted, logs on request, kept in Japan'),
    },
    { id: 'reviewedOn', title: words('SLAの見直し日', 'SLA reviewed on'), type: 'date' },
    {
      id: 'renewOn',
      title: words('契約の更新日', 'Renewal'),
      type: 'date',
      hint: words(
        '自動更新なら、断る期限の日。更新したら次の日付に直します。',
        'With automatic renewal the last day to say no. Put the next date after it.',
      ),
    },
    { id: 'helpdesk', title: words('障害の連絡先', 'Help desk'), type: 'text', hint: words('電話番号と受付時間。', 'Number and hours.') },
  ],
  key: ['name', 'provider'],
  label: 'name',
  confirmMonths: slaReviewInterval,
  deadlines: [{ column: 'renewOn', says: words('契約の更新日を過ぎています', 'The renewal date has passed') }],
  reconcile: {
    list: 'listening-servers',
    covers,
    meets: { line: (cells) => (cells.device ? [String(cells.device)] : []), thing: (item) => [item.deviceId ?? ''] },
    offer: ({ cells }) => ({
      name: cells.name ?? null,
      category: 'inHouse',
      provider: '自社',
      device: cells.device ?? null,
      ports: cells.ports ?? null,
      sla: 'notNeeded',
    }),
    isExpected: (cells) => cells.category === 'inHouse',
    says: {
      unregistered: words('台帳にない待受け', 'Listening device that is not in the register'),
      unmeasured: words('待受けが見えない社内サービス', 'Service of our own that is not seen'),
    },
  },
});
