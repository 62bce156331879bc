import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';
import { windowProblem } from './window.ts';

/** An agreement about one window of time; afterwards it is history. */
export const auditAgreement = defineRequest({
  id: 'audits/agreement',
  title: words('監査・停止計画の合意', 'Agreement on an audit or a planned stop'),
  purpose: words(
    'システムの監査や診断、点検のための停止を行う前に出します。対象、方法、時間帯を先に取り決めます。',
    'Before systems are audited, tested or stopped for maintenance. What, how and when is agreed first.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('名称', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 2026年度 内部監査(ファイルサーバ)', 'For example: internal audit 2026 of the file server'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        internalAudit: words('内部監査', 'Internal audit'),
        externalAudit: words('外部監査・診断', 'External audit or test'),
        plannedStop: words('計画停止', 'Planned stop'),
      },
    },
    {
      id: 'systems',
      title: words('対象', 'Concerns'),
      type: 'text',
      required: true,
      hint: words('例: ファイルサーバ、会計システム', 'For example: file server, accounting system'),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'device',
      title: words('対象の機器', 'Machine'),
      type: 'device',
      hint: words(
        '止まった時間を測ります。応答の測定の対象として登録した機器を選びます。',
        'Its downtime is measured, where its services are watched.',
      ),
    },
    {
      id: 'auditor',
      title: words('監査者・作業者', 'Auditor or worker'),
      type: 'text',
      required: true,
      hint: words('例: 監査法人〇〇 田中、情報システム管理者', 'For example: Tanaka of Example Audit, the administrator'),
    },
    {
      id: 'method',
      title: words('方法', 'Method'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['internalAudit', 'externalAudit'] },
      hint: words(
        '例: 読取り専用のアカウントで設定を確認。負荷のかかる検査はしない',
        'For example: settings read with a read-only account; no load',
      ),
    },
    { id: 'windowFrom', title: words('予定の開始', 'Planned from'), type: 'moment', required: true },
    { id: 'windowTo', title: words('予定の終了', 'Planned until'), type: 'moment', required: true },
    {
      id: 'inBusinessHours',
      title: words('営業時間内に行う', 'In business hours'),
      type: 'boolean',
      hint: words(
        '原則は営業時間外か休日です。「はい」のときは、理由と情報セキュリティ委員会の承認が要ります。',
        'As a rule it is outside business hours or on a holiday. Yes needs a reason and the committee’s approval.',
      ),
    },
    {
      id: 'reasonInBusinessHours',
      title: words('営業時間内に行う理由', 'Why in business hours'),
      type: 'text',
      requiredWhen: { field: 'inBusinessHours', is: [true] },
      hint: words('例: 業者が平日の昼にしか来られない', 'For example: the firm only comes on weekdays'),
    },
    {
      id: 'accounts',
      title: words('渡すアカウント', 'Accounts given'),
      type: 'text',
      hint: words('例: audit01(閲覧のみ、12月末まで)', 'For example: audit01 (read only, until the end of December)'),
    },
    {
      id: 'copies',
      title: words('持ち出すデータと消去', 'Copies and their deletion'),
      type: 'text',
      hint: words('例: 設定の写し。報告後に消去', 'For example: copy of settings, deleted after the report'),
    },
    { id: 'noticedOn', title: words('利用者に知らせる日', 'Users told on'), type: 'date' },
  ],
  assessment: [
    {
      id: 'effect',
      title: words('業務への影響', 'Effect on the business'),
      type: 'text',
      required: true,
      hint: words('例: 休日のため影響なし。月次の締めとも重ならない', 'For example: none on a holiday; no clash with the monthly closing'),
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の合意', 'Agreement of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
    {
      id: 'management',
      title: words('トップマネジメントの合意', 'Agreement of management'),
      roles: ['management'],
      approvals: 1,
    },
    {
      id: 'committee',
      title: words('営業時間内に行うことの承認', 'Approval of business hours'),
      roles: ['committee'],
      approvals: 1,
      when: { field: 'inBusinessHours', is: [true] },
    },
  ],
  validDays: null,
  decideWithinDays: 5,
  effect: {
    register: 'audits/audits',
    cells: ({ form }) => ({
      title: form.title ?? null,
      kind: form.kind ?? null,
      systems: form.systems ?? null,
      system: form.system ?? null,
      auditor: form.auditor ?? null,
      method: form.method ?? null,
      plannedFrom: form.windowFrom ?? null,
      plannedUntil: form.windowTo ?? null,
      inHoursReason: form.reasonInBusinessHours ?? null,
      accounts: form.accounts ?? null,
      copies: form.copies ?? null,
      noticedOn: form.noticedOn ?? null,
    }),
  },
  refuses: windowProblem,
});
