import { searchForm, words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

const fold = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

export const logSourcesRegister = defineRegister({
  id: 'logs/sources',
  code: 'R-LOG',
  title: words('ログ取得対象台帳', 'Register of log sources'),
  purpose: words(
    'どの機器やサービスの、どのログを、どこに、いつまで残し、誰が見てよいかを載せます。',
    'Which logs of which equipment and services are kept, where, for how long, and who may read them.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('取得対象', 'Source'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: fs01、本社ファイアウォール、Microsoft 365の監査ログ', 'For example: fs01, firewall, audit log of Microsoft 365'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    {
      id: 'logs',
      title: words('ログの種類', 'Logs'),
      type: 'choices',
      required: true,
      options: {
        signIn: words('ログイン', 'Sign-in'),
        administration: words('管理者の操作', 'Acts of administrators'),
        access: words('ファイル・データの参照', 'Access to data'),
        firewall: words('通信・遮断', 'Traffic'),
        mail: words('メール', 'Mail'),
        application: words('業務システム', 'Business system'),
        malware: words('ウイルス検知', 'Malware'),
        time: words('時刻の変更', 'Changes of the clock'),
      },
    },
    {
      id: 'reason',
      title: words('取得する理由', 'Why'),
      type: 'text',
      hint: words('例: 重要なデータがあるため、社外から届くため', 'For example: it holds important data, or can be reached from outside'),
    },
    {
      id: 'place',
      title: words('保管先', 'Kept at'),
      type: 'text',
      required: true,
      hint: words('例: ログサーバ(log01)、機器の中、クラウドの管理画面', 'For example: log server, on the device, in the cloud service'),
    },
    { id: 'retentionMonths', title: words('保存期間', 'Kept for'), type: 'number', min: 0, max: 240, unit: words('か月', 'months') },
    {
      id: 'protection',
      title: words('改ざんへの備え', 'Against tampering'),
      type: 'choice',
      options: {
        separate: words('別の機器へ送る', 'Sent elsewhere'),
        appendOnly: words('追記だけできる設定', 'Append only'),
        permission: words('権限で制限', 'By permissions'),
        none: words('なし', 'None'),
      },
    },
    {
      id: 'readers',
      title: words('閲覧できる者', 'May be read by'),
      type: 'text',
      required: true,
      hint: words('例: 情報システム管理者、鈴木(運用担当)', 'For example: the administrator, Suzuki (operator)'),
    },
    { id: 'reviewer', title: words('点検する者', 'Reviewed by'), type: 'person' },
    {
      id: 'clock',
      title: words('時刻の同期', 'Clock'),
      type: 'choice',
      options: { synced: words('している', 'Synchronised'), not: words('していない', 'Not'), unknown: words('分からない', 'Not known') },
    },
  ],
  key: ['name'],
  label: 'name',
  confirmMonths: 6,
  reconcile: {
    list: 'log-sources',
    covers: (cells, item) =>
      cells.device ? cells.device === item.deviceId : fold(cells.name) !== '' && fold(cells.name) === fold(item.cells.name ?? item.label),
    meets: {
      line: (cells) => [String(cells.device || cells.name || '')],
      thing: (item) => [item.deviceId ?? '', String(item.cells.name ?? item.label)],
    },
    offer: ({ cells }) => ({ name: cells.name ?? null, device: cells.device ?? null }),
    isExpected: (cells) => Boolean(cells.device),
    says: {
      unregistered: words('台帳にないログの取得元', 'Log source that is not in the register'),
      unmeasured: words('ログの記録が確かめられない対象', 'Source whose log is not seen'),
    },
  },
});
