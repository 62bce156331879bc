import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** A hole that stays open is looked at again within a quarter. */
const validDays = 92;

export const unpatched = defineRequest({
  id: 'exceptions/unpatched',
  title: words('修正プログラムを適用しないことの申請', 'Request not to apply a patch'),
  purpose: words(
    '修正プログラムを当てると業務に支障が出ると確かめられたときに、代わりの対策とともに出します。',
    'When a test has shown that a patch would disturb the business, together with a substitute measure.',
  ),
  applicants: ['administrator', 'departmentManager', 'employee'],
  form: [
    {
      id: 'title',
      title: words('適用しないもの', 'What is not applied'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 会計サーバにKB5041580を適用しない', 'For example: KB5041580 on the accounting server'),
    },
    {
      id: 'subject',
      title: words('対象', 'Where'),
      type: 'text',
      required: true,
      hint: words('端末、サーバ、ソフトウェアの名前。例: kaikei-sv', 'The device, server or software: kaikei-sv'),
    },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'vulnerability', title: words('関係する脆弱性', 'Vulnerability'), type: 'row', register: 'vulnerabilities/vulnerabilities' },
    {
      id: 'severity',
      title: words('脆弱性の重さ', 'Severity'),
      type: 'choice',
      required: true,
      options: {
        critical: words('緊急(悪用が確認された、または遠隔から乗っ取れる)', 'Critical: exploited, or remote takeover'),
        other: words('それ以外', 'Other'),
      },
      hint: words('緊急のものは、情報セキュリティ委員会の承認も必要です。', 'A critical one also goes to the committee.'),
    },
    {
      id: 'reason',
      title: words('業務への支障', 'How it disturbs the business'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: 適用すると会計ソフトが起動しない', 'For example: the accounting software does not start with it'),
    },
    {
      id: 'verified',
      title: words('確かめたこと', 'How it was verified'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('いつ、どの試験機で、何をして、どうなったか。', 'When, on which test machine, what was done and what happened.'),
    },
    {
      id: 'substitute',
      title: words('代わりの対策', 'Substitute measure'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words(
        '例: 経理部からだけ届くようにファイアウォールで絞った',
        'For example: the firewall lets only the accounting department reach it',
      ),
    },
    { id: 'person', title: words('責任者', 'Person in charge'), type: 'person' },
  ],
  assessment: [
    {
      id: 'enough',
      title: words('代わりの対策で足りるか', 'Is the substitute enough?'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('どの攻撃を防ぎ、何が残るか。', 'Which attacks it stops, and what remains.'),
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
    {
      id: 'committee',
      title: words('情報セキュリティ委員会の承認', 'Approval of the committee'),
      roles: ['committee'],
      approvals: 1,
      when: { field: 'severity', is: ['critical'] },
    },
  ],
  validDays,
  decideWithinDays: 3,
  effect: {
    register: 'exceptions/exceptions',
    cells: ({ form, assessment, validUntil }) => ({
      title: form.title ?? null,
      kind: 'patch',
      subject: form.subject ?? null,
      device: form.device ?? null,
      system: form.system ?? null,
      vulnerability: form.vulnerability ?? null,
      reason: form.reason ?? null,
      verified: form.verified ?? null,
      substitute: form.substitute ?? null,
      risk: assessment.risk ?? null,
      person: form.person ?? null,
      approvedUntil: validUntil,
    }),
  },
});
