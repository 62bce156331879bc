import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** No privilege is for ever: whoever still needs it after a year says so again. */
const validDays = 366;

export const privilegeGrant = defineRequest({
  id: 'privileged-access/grant',
  title: words('特権の付与申請', 'Request for a privilege'),
  purpose: words(
    'サーバ、クラウド、PCなどの管理者権限が必要なときに、使い始める前に出します。',
    'When you need administrator rights of a server, cloud service or PC, before you use them.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'account',
      title: words('アカウント', 'Account'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('サインインに使う名前。例: yamada-adm、admin@example.co.jp', 'As used to sign in: yamada-adm, admin@example.co.jp'),
    },
    {
      id: 'accountKind',
      title: words('アカウントの種類', 'Kind of account'),
      type: 'choice',
      required: true,
      options: {
        personal: words('個人の管理用', 'Personal, for administration'),
        everyday: words('個人の普段用', 'Personal, everyday'),
        shared: words('共用', 'Shared'),
        builtIn: words('OS・製品に備付け', 'Built in'),
        service: words('プログラム用', 'For a program'),
        supplier: words('委託先', 'Supplier'),
      },
      hint: words(
        '管理の仕事は、普段用と分けた個人の管理用アカウントで行うのが原則です。',
        'As a rule, use a personal account apart from the everyday one.',
      ),
    },
    {
      id: 'holder',
      title: words('使う者', 'Holder'),
      type: 'person',
      requiredWhen: { field: 'accountKind', is: ['personal', 'everyday', 'shared', 'builtIn', 'service'] },
      hint: words(
        '共用、備付け、プログラム用のときは責任を持つ者。',
        'For shared, built-in and program accounts the person who answers for it.',
      ),
    },
    {
      id: 'supplier',
      title: words('委託先で使う者', 'Holder at the supplier'),
      type: 'text',
      requiredWhen: { field: 'accountKind', is: ['supplier'] },
      hint: words('例: 〇〇システム株式会社 保守担当 鈴木', 'For example: Example Systems K.K., maintenance, Suzuki'),
    },
    {
      id: 'scope',
      title: words('対象', 'Of what'),
      type: 'choice',
      required: true,
      options: {
        system: words('情報システム', 'Information system'),
        device: words('1台の端末・サーバ', 'One device or server'),
        allDevices: words('すべての端末', 'All devices'),
      },
    },
    {
      id: 'system',
      title: words('情報システム', 'Information system'),
      type: 'row',
      register: 'systems/systems',
      requiredWhen: { field: 'scope', is: ['system'] },
    },
    { id: 'device', title: words('端末・サーバ', 'Device'), type: 'device', requiredWhen: { field: 'scope', is: ['device'] } },
    {
      id: 'privilege',
      title: words('必要な権限', 'Privilege'),
      type: 'text',
      required: true,
      hint: words('例: Administratorsグループ、バックアップの管理だけ', 'For example: Administrators group, backups only'),
    },
    {
      id: 'reason',
      title: words('必要な理由', 'Why you need it'),
      type: 'text',
      required: true,
      hint: words('例: サーバの更新と障害対応のため', 'For example: to update the server and to deal with failures'),
    },
    {
      id: 'experience',
      title: words('経験・資格', 'Experience'),
      type: 'text',
      required: true,
      hint: words('例: サーバ運用5年、社内研修を受講済み', 'For example: five years of running servers, in-house training done'),
    },
  ],
  assessment: [
    {
      id: 'least',
      title: words('必要最小限か', 'Is it the least that is needed?'),
      type: 'text',
      required: true,
      hint: words('より小さい権限で足りないかを見て、結論を書きます。', 'Whether a smaller right would do, and your conclusion.'),
    },
    {
      id: 'competent',
      title: words('使う者の力量', 'Competence of the holder'),
      type: 'choice',
      required: true,
      options: { sufficient: words('十分', 'Sufficient'), supervised: words('指導のもとで使う', 'Under supervision') },
    },
    {
      id: 'secondFactor',
      title: words('多要素認証', 'Second factor'),
      type: 'choice',
      required: true,
      options: { on: words('設定済み', 'On'), off: words('未設定', 'Off'), impossible: words('対応していない', 'Not supported') },
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 3,
  effect: {
    register: 'privileged-access/privileges',
    cells: ({ form, assessment, validUntil, approvedOn }) => ({
      account: form.account ?? null,
      accountKind: form.accountKind ?? null,
      holder: form.holder ?? null,
      supplier: form.supplier ?? null,
      scope: form.scope ?? null,
      system: form.system ?? null,
      device: form.device ?? null,
      privilege: form.privilege ?? null,
      reason: form.reason ?? null,
      secondFactor: assessment.secondFactor ?? null,
      grantedOn: approvedOn,
      approvedUntil: validUntil,
    }),
  },
});
