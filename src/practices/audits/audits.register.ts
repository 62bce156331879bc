import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const auditsRegister = defineRegister({
  id: 'audits/audits',
  code: 'R-AUD',
  title: words('監査・計画停止台帳', 'Register of audits and planned stops'),
  purpose: words(
    '合意したシステム監査と計画停止を、対象、時間帯、知らせた日、実際の開始と終了とともに載せます。',
    'Agreed system audits and planned stops, with what they concern, their window, when people were told, and when they really began and ended.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'title',
      title: words('名称', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '例: 2026年度 内部監査(ファイルサーバ)、サーバ室の停電対応',
        'For example: internal audit 2026 of the file server; power cut in the server room',
      ),
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
        'For example: settings read with a read-only account; nothing that loads the system',
      ),
    },
    { id: 'plannedFrom', title: words('予定の開始', 'Planned from'), type: 'moment', required: true },
    { id: 'plannedUntil', title: words('予定の終了', 'Planned until'), type: 'moment', required: true },
    {
      id: 'inHoursReason',
      title: words('営業時間内の理由', 'Why in business hours'),
      type: 'text',
      hint: words('営業時間外と休日なら空欄。', 'Empty outside business hours.'),
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
    { id: 'noticedOn', title: words('利用者に知らせた日', 'Users told on'), type: 'date' },
    { id: 'actualFrom', title: words('実際の開始', 'Really from'), type: 'moment' },
    { id: 'actualUntil', title: words('実際の終了', 'Really until'), type: 'moment' },
  ],
  key: ['title', 'plannedFrom'],
  label: 'title',
  confirmMonths: 12,
});
