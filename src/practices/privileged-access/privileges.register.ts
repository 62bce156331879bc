import { searchForm, words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { privilegeReviewIntervalMonths } from './params.ts';

/** `KEIRI-01\yamada` and `yamada@example.co.jp` as written; only case and width do not matter. */
const account = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

export const privilegesRegister = defineRegister({
  id: 'privileged-access/privileges',
  code: 'R-PRIV',
  title: words('特権台帳', 'Register of privileges'),
  purpose: words(
    'どの情報システムや端末の管理者権限を、どのアカウントで誰が持つかを載せます。実際の管理者と突き合わせ、定期に見直します。',
    'Which accounts hold administrator rights of which system or device, and who is behind them. Held against the real administrators and reviewed regularly.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'account',
      title: words('アカウント', 'Account'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        'サインインに使う名前。例: root、yamada-adm、admin@example.co.jp',
        'As used to sign in: root, yamada-adm, admin@example.co.jp',
      ),
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
    },
    {
      id: 'holder',
      title: words('保有者', 'Holder'),
      type: 'person',
      requiredWhen: { field: 'accountKind', is: ['personal', 'everyday', 'shared', 'builtIn', 'service'] },
      hint: words(
        '共用、備付け、プログラム用のときは責任を持つ者。',
        'For shared, built-in and program accounts the person who answers for it.',
      ),
    },
    {
      id: 'supplier',
      title: words('委託先の保有者', 'Holder at the supplier'),
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
      title: words('権限', 'Privilege'),
      type: 'text',
      required: true,
      hint: words(
        '例: Administratorsグループ、グローバル管理者、sudo(全コマンド)',
        'Administrators group, global administrator, sudo for all',
      ),
    },
    {
      id: 'reason',
      title: words('必要な理由', 'Why it is needed'),
      type: 'text',
      required: true,
      hint: words('例: サーバの更新と障害対応のため', 'For example: to update the server and to deal with failures'),
    },
    {
      id: 'secondFactor',
      title: words('多要素認証', 'Second factor'),
      type: 'choice',
      options: {
        on: words('設定済み', 'On'),
        off: words('未設定', 'Off'),
        impossible: words('対応していない', 'Not supported'),
      },
    },
    { id: 'grantedOn', title: words('付与日', 'Granted on'), type: 'date' },
    {
      id: 'approvedUntil',
      title: words('有効期限', 'Granted until'),
      type: 'date',
      hint: words('一時的に与えたときの最後の日。', 'The last day of a privilege that was given for a time.'),
    },
    { id: 'reviewedOn', title: words('最終見直し日', 'Reviewed on'), type: 'date' },
    {
      id: 'reviewResult',
      title: words('見直しの結果', 'Outcome of the review'),
      type: 'choice',
      options: {
        keep: words('継続', 'Keep'),
        reduce: words('縮小', 'Reduce'),
        revoke: words('取消し', 'Withdraw'),
      },
      hint: words('取り消したら、実際に外したうえで行を終了します。', 'When it is withdrawn, take the right away and end the line.'),
    },
  ],
  key: ['account', 'scope', 'system', 'device', 'approvedUntil'],
  label: 'account',
  confirmMonths: privilegeReviewIntervalMonths,
  deadlines: [{ column: 'approvedUntil', says: words('特権の期限が過ぎています', 'The privilege has run out') }],
  reconcile: {
    list: 'administrators',
    covers: (cells, item) =>
      account(cells.account) !== '' &&
      account(cells.account) === account(item.cells.account ?? item.label) &&
      (cells.scope === 'allDevices' || (cells.scope === 'device' && cells.device === item.deviceId)),
    meets: { line: (cells) => [account(cells.account)], thing: (item) => [account(item.cells.account ?? item.label)] },
    acrossDevices: true,
    offer: ({ cells, deviceId }) => ({
      account: cells.account ?? null,
      accountKind: /^(root|administrator)$/i.test(String(cells.account)) ? 'builtIn' : null,
      // Of an account on many devices a person says whether the line is for all.
      scope: deviceId === null ? null : 'device',
      device: deviceId,
      privilege: cells.by ?? null,
    }),
    // Administrators of a cloud service are not measured by the agents.
    isExpected: (cells) => cells.scope !== 'system',
    says: {
      unregistered: words('台帳にない管理者', 'Administrator who is not in the register'),
      unmeasured: words('実際には見当たらない管理者', 'Administrator who is no longer there'),
      remaining: words('取消し後も残っている権限', 'Withdrawn, and still there'),
    },
  },
});
