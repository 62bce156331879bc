import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { installApproverRole, permissionRole } from './approvers.ts';

/** What was approved stands in the list until its regular review or a revocation ends it. */
export const softwareInstall = defineRequest({
  id: 'software/install',
  title: words('ソフトウェア利用・導入申請', 'Request to use or install software'),
  purpose: words(
    '許可された一覧にないソフトやクラウドのアプリを使いたいとき、入れる前に出します。',
    'When you want software or a cloud application that is not in the list of permitted ones, before you install it.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('ソフト名', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 7-Zip、Adobe Acrobat Pro', 'For example: 7-Zip, Adobe Acrobat Pro'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        application: words('業務ソフト', 'Application'),
        developmentTool: words('開発ツール', 'Development tool'),
        driver: words('ドライバ・周辺機器用', 'Driver or for a peripheral'),
        antivirus: words('ウイルス対策ソフト', 'Antivirus'),
      },
      hint: words(
        '遠隔操作などの道具は「ユーティリティ使用申請」で出します。',
        'For remote control and other tools use “Request to use a utility”.',
      ),
    },
    {
      id: 'purpose',
      title: words('何に使うか', 'What you need it for'),
      type: 'text',
      required: true,
      hint: words('例: 取引先から届く圧縮ファイルの展開', 'For example: opening archives that clients send'),
    },
    {
      id: 'source',
      title: words('入手元', 'Where it comes from'),
      type: 'text',
      required: true,
      hint: words('公式サイトの住所か、買う店。例: https://www.7-zip.org/', 'The maker’s address or the shop: https://www.7-zip.org/'),
    },
    { id: 'publisher', title: words('提供元', 'Publisher'), type: 'text', hint: words('例: Igor Pavlov、株式会社オービック', 'Its maker') },
    {
      id: 'data',
      title: words('扱う情報', 'What it handles'),
      type: 'choice',
      required: true,
      options: {
        none: words('業務の情報は扱わない', 'No information of the business'),
        internal: words('社内の情報', 'Internal information'),
        confidential: words('個人情報・重要な情報', 'Personal or important information'),
      },
    },
    {
      id: 'scope',
      title: words('使う範囲', 'Who uses it'),
      type: 'choice',
      required: true,
      options: {
        device: words('1台の端末で', 'On one device'),
        person: words('1人の者が', 'One person'),
        everyone: words('全社', 'Everybody'),
      },
    },
    { id: 'device', title: words('使う端末', 'On which device'), type: 'device', requiredWhen: { field: 'scope', is: ['device'] } },
    { id: 'person', title: words('使う者', 'By whom'), type: 'person', requiredWhen: { field: 'scope', is: ['person'] } },
    {
      id: 'versions',
      title: words('版', 'Version'),
      type: 'text',
      maxChars: 80,
      hint: words('分かるときに。例: 24.09', 'If you know it: 24.09'),
    },
  ],
  assessment: [
    {
      id: 'conditions',
      title: words('動作の条件を満たすか', 'Does it meet its maker’s conditions?'),
      type: 'text',
      required: true,
      hint: words('OS、メモリ、契約など。例: Windows 11で可、商用は有償', 'System, memory, licence: Windows 11, paid for business'),
    },
    {
      id: 'requirements',
      title: words('守るべきセキュリティの要件', 'Security requirements'),
      type: 'text',
      required: true,
      hint: words(
        '扱う情報から決めます。例: 多要素認証を使う、共有を社内に限る',
        'From what it handles: second factor on, sharing inside only',
      ),
    },
    {
      id: 'supportUntil',
      title: words('サポート終了日', 'Supported until'),
      type: 'date',
      hint: words('公表されているときに。', 'Where its maker says so.'),
    },
  ],
  route: [
    {
      id: 'permission',
      title: words('使用の許可', 'Permission to use it'),
      roles: ['administrator'],
      chosen: { by: permissionRole, roles: byApproverRole },
      approvals: 1,
    },
    {
      id: 'installation',
      title: words('導入の承認', 'Approval to install it'),
      roles: ['administrator'],
      chosen: { by: installApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 3,
  effect: {
    register: 'software/allowed',
    cells: ({ form, assessment }) => ({
      name: form.name ?? null,
      kind: form.kind ?? null,
      publisher: form.publisher ?? null,
      purpose: form.purpose ?? null,
      scope: form.scope ?? null,
      device: form.device ?? null,
      person: form.person ?? null,
      versions: form.versions ?? null,
      conditions: assessment.conditions ?? null,
      source: form.source ?? null,
      supportUntil: assessment.supportUntil ?? null,
      remark: assessment.requirements ?? null,
    }),
  },
});
