import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** A customised package is looked at again every year, and at each of its updates. */
const validDays = 366;

export const customisePackage = defineRequest({
  id: 'changes/customise-package',
  title: words('パッケージ改修の例外申請', 'Request for an exception to customise a package'),
  purpose: words(
    '市販のパッケージソフトを、やむを得ず改造する前に出します。原則は改造しません。',
    'Before packaged software is customised because it cannot be avoided. As a rule it is not.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('改修の内容', 'Customisation'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 勘定奉行の請求書様式に項目を追加', 'For example: another field on the invoices'),
    },
    {
      id: 'subject',
      title: words('パッケージと版', 'Package and version'),
      type: 'text',
      required: true,
      hint: words('例: 勘定奉行 V ERP 11', 'Its name and version'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'reason',
      title: words('改修しなければならない理由', 'Why it cannot be avoided'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('標準の機能や運用の工夫で足りないことを書きます。', 'Why standard features and other ways of working do not do.'),
    },
    {
      id: 'operation',
      title: words('動作への影響', 'Effect on its operation'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('備わっている制御や、ほかの機能への影響。', 'On its built-in controls and on other features.'),
    },
    {
      id: 'support',
      title: words('供給者の見解と今後のサポート', 'What the supplier says, and its support'),
      type: 'text',
      required: true,
      hint: words(
        '例: 改修箇所は保守の対象外(2026-05-12 メール)。書面を添付。',
        'For example: not covered by maintenance (mail of 2026-05-12). Attach it.',
      ),
    },
    {
      id: 'substitute',
      title: words('影響を抑える対策', 'What keeps the effect small'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 更新のたびに試験環境で確かめる。元の版を保管する。',
        'For example: each update is tried first; the original is kept.',
      ),
    },
    { id: 'person', title: words('責任者', 'Person in charge'), type: 'person' },
    {
      id: 'doing',
      title: words('今回行うこと', 'What is done now'),
      type: 'choice',
      required: true,
      options: {
        customise: words('新しく改修する、または改修を変える', 'Customise it, or change how it is customised'),
        keep: words('今の改修を続ける(許可の更新だけ)', 'Keep it as it is: renew the permission only'),
      },
      hint: words(
        '改修するときは、許可の後に試験、適用、監査へ進みます。',
        'Where something is changed, test, application and audit follow.',
      ),
    },
    {
      id: 'plannedOn',
      title: words('適用の予定日', 'Planned for'),
      type: 'date',
      requiredWhen: { field: 'doing', is: ['customise'] },
    },
    {
      id: 'device',
      title: words('対象の端末', 'Devices'),
      type: 'devices',
      hint: words('エージェントを入れた端末なら選びます(200台まで)。', 'Devices that have an agent (up to 200).'),
    },
  ],
  assessment: [
    {
      id: 'operationJudged',
      title: words('動作への影響の評価', 'Assessment of the effect on its operation'),
      type: 'text',
      required: true,
      hint: words('例: 権限の仕組みは変わらない', 'For example: its access rights stay as they are'),
    },
    {
      id: 'supportJudged',
      title: words('サポートへの影響の評価', 'Assessment of the effect on its support'),
      type: 'text',
      required: true,
      hint: words('例: 保守は続くが、改修箇所は自社で直す', 'For example: support goes on; we fix the customised part ourselves'),
    },
    {
      id: 'risk',
      title: words('残るリスク', 'Remaining risk'),
      type: 'choice',
      required: true,
      options: { low: words('低', 'Low'), medium: words('中', 'Medium'), high: words('高', 'High') },
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
  decideWithinDays: 5,
  effect: {
    register: 'exceptions/exceptions',
    cells: ({ form, assessment, validUntil }) => ({
      title: form.title ?? null,
      kind: 'customisation',
      subject: form.subject ?? null,
      system: form.system ?? null,
      reason: form.reason ?? null,
      verified: form.operation ?? null,
      substitute: form.substitute ?? null,
      supplierOpinion: form.support ?? null,
      risk: assessment.risk ?? null,
      person: form.person ?? null,
      approvedUntil: validUntil,
    }),
  },
});
