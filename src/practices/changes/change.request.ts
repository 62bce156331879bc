import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';
import { changeApproverRole } from './approvers.ts';

const saidRisk: Readonly<Record<string, string>> = { smaller: '小さくなる', same: '変わらない', larger: '大きくなる' };

export const changeRequest = defineRequest({
  id: 'changes/change',
  title: words('変更申請', 'Request for change'),
  purpose: words(
    'サーバ、ネットワーク、業務システムなどを変える前に出します。更新、設定変更、入替えを含みます。',
    'Before a server, network or business system is changed: updates, settings, replacement.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('変更の内容', 'Change'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words('例: 本社ルータのファームウェア更新', 'For example: firmware of the router'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        update: words('更新', 'Update'),
        serverUpdate: words('サーバの更新・サービスパック', 'Update or service pack of a server'),
        osOrPackage: words('OS・パッケージの変更', 'Operating system or package'),
        peripheral: words('サーバへの周辺機器の接続', 'Peripheral on a server'),
        network: words('ネットワーク機器・設定', 'Network equipment or settings'),
        application: words('自社開発・委託のソフト', 'Software of our own'),
        setting: words('その他の設定', 'Other settings'),
      },
      hint: words('開発・運用環境の変更は、別の申請で出します。', 'For environments there is another request.'),
    },
    {
      id: 'size',
      title: words('規模', 'Size'),
      type: 'choice',
      required: true,
      options: {
        routine: words('いつもの更新(元に戻せる)', 'Routine, can be undone'),
        large: words('大きい(業務が長く止まる、または元に戻せない)', 'Large: long downtime, or no way back'),
      },
      hint: words('大きい変更は、情報セキュリティ委員会の承認も必要です。', 'A large one also goes to the committee.'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'item', title: words('構成管理台帳の行', 'Configuration item'), type: 'row', register: 'configuration/items' },
    {
      id: 'reason',
      title: words('必要な理由', 'Why it is needed'),
      type: 'text',
      required: true,
      hint: words('例: 公開された脆弱性の修正', 'For example: fix of a published vulnerability'),
    },
    {
      id: 'impact',
      title: words('影響', 'Effect'),
      type: 'longText',
      required: true,
      maxChars: 600,
      hint: words('止まる時間、使えなくなる機能、関わる人。', 'Downtime, features lost, who is concerned.'),
    },
    {
      id: 'rollback',
      title: words('元に戻す方法', 'Way back'),
      type: 'text',
      required: true,
      hint: words('例: 前日のバックアップから復元(約1時間)', 'For example: restore yesterday’s backup (about an hour)'),
    },
    { id: 'plannedOn', title: words('適用の予定日', 'Planned for'), type: 'date', required: true },
    {
      id: 'device',
      title: words('対象の端末', 'Devices'),
      type: 'devices',
      hint: words(
        'エージェントを入れた端末なら、変えるものをすべて選びます(200台まで)。予定日に見つかった変更が、この申請に結び付きます。',
        'All devices that are changed and have an agent (up to 200). What is seen on them on the planned day is tied to this request.',
      ),
    },
  ],
  assessment: [
    {
      id: 'necessity',
      title: words('必要性の評価', 'Is it necessary?'),
      type: 'text',
      required: true,
      hint: words('例: 悪用が報告されており、先に延ばせない', 'For example: it is exploited already and cannot wait'),
    },
    {
      id: 'effect',
      title: words('影響の評価', 'Is the effect acceptable?'),
      type: 'text',
      required: true,
      hint: words('例: 夜間の10分の停止で足り、業務に支障はない', 'For example: ten minutes at night disturb nobody'),
    },
    {
      id: 'risk',
      title: words('リスクの変動', 'Change in risk'),
      type: 'choice',
      required: true,
      options: { smaller: words('小さくなる', 'Smaller'), same: words('変わらない', 'The same'), larger: words('大きくなる', 'Larger') },
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
    {
      id: 'departmentManager',
      title: words('業務を所管する部門の管理者の承認', 'Approval of the department’s manager'),
      roles: ['departmentManager'],
      chosen: { by: changeApproverRole, roles: { administrator: [], administratorAndManager: ['departmentManager'] } },
      approvals: 1,
    },
    {
      id: 'committee',
      title: words('情報セキュリティ委員会の承認', 'Approval of the committee'),
      roles: ['committee'],
      approvals: 1,
      when: { field: 'size', is: ['large'] },
    },
  ],
  validDays: null,
  decideWithinDays: 3,
  effect: {
    register: 'changes/changes',
    cells: ({ form, assessment }) => ({
      title: form.title ?? null,
      kind: form.kind ?? null,
      system: form.system ?? null,
      item: form.item ?? null,
      reason: form.reason ?? null,
      impact: `${form.impact}\nリスクの変動: ${saidRisk[String(assessment.risk)] ?? ''}`,
      rollback: form.rollback ?? null,
      plannedOn: form.plannedOn ?? null,
      device: form.device ?? null,
    }),
  },
});
