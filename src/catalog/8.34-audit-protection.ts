import { auditAgreement } from '../practices/audits/agreement.request.ts';
import { auditCase } from '../practices/audits/audit.case.ts';
import { auditsRegister } from '../practices/audits/audits.register.ts';
import { copiesDeletion } from '../practices/audits/copies-deletion.duty.ts';
import { outageNotice } from '../practices/audits/outage-notice.duty.ts';
import { outageOutcome } from '../practices/audits/outage-outcome.duty.ts';
import { auditOutcome } from '../practices/audits/outcome.duty.ts';
import { auditWindow, businessHours, holidayCalendar, outageNoticeDays } from '../practices/audits/params.ts';
import { auditTimes, outageDowntime } from '../practices/audits/times.casecheck.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { defineControl } from './control.ts';

export const auditProtection = defineControl({
  id: '8.34',
  title: { ja: '監査試験中の情報システムの保護', en: 'Protection of information systems during audit testing' },
  purpose: {
    ja: '監査や保守のための試験・停止が、業務の妨げや新たな危険にならないようにする。',
    en: 'To see that tests and stops for audits or maintenance neither disturb the business nor bring new dangers.',
  },
  params: [auditWindow, businessHours, holidayCalendar, outageNoticeDays],
  clauses: [
    {
      id: '8.34.a',
      type: 'item',
      text: {
        ja: '監査者及び情報システム管理者は、情報システムが停止するおそれを考慮し、システム監査を原則として{auditWindow}に行う。営業時間は{businessHours}、休日は{holidayCalendar}とする。これ以外のときに行う場合は、理由を記録し、情報セキュリティ委員会の承認を得る。',
        en: 'Considering the risk that systems may stop, the auditor and the information system administrator carry out system audits in principle {auditWindow}. Business hours are {businessHours}; holidays are {holidayCalendar}. An audit at any other time needs a recorded reason and the approval of the information security committee.',
      },
      actors: ['auditor', 'administrator', 'committee'],
      cadence: { type: 'event', on: { ja: 'システム監査', en: 'System audit' } },
      refs: [],
      mechanisms: [auditAgreement, auditCase, auditTimes, auditOutcome, auditsRegister],
    },
    {
      id: '8.34.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、保守などのために情報システムを停止するときは、業務に影響しない範囲又は時間帯で計画し、停止の{outageNoticeDays}前までに利用者へ知らせる。',
        en: 'When systems are stopped for maintenance or the like, the information system administrator plans a scope or a time that does not affect the business, and tells users at least {outageNoticeDays} before.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: '計画停止', en: 'Planned stop' } },
      refs: [{ to: '8.32.a.1', why: { ja: '停止を伴う変更の承認', en: 'A stop is usually part of a change' } }],
      mechanisms: [auditAgreement, auditsRegister, auditCase, outageDowntime, outageNotice, outageOutcome, changesRegister],
    },
    {
      id: '8.34.advice',
      type: 'advice',
      text: {
        ja: '監査者は、運用中の情報システムを評価する監査その他の保証活動を計画し、トップマネジメント及び情報システム管理者と事前に合意することが望ましい。',
        en: 'The auditor should plan audits and other assurance work that assess operational systems, and agree the plan beforehand with top management and the information system administrator.',
      },
      actors: ['auditor', 'management', 'administrator'],
      cadence: { type: 'event', on: { ja: '監査の計画', en: 'Planning of an audit' } },
      refs: [],
      mechanisms: [auditAgreement, auditCase, copiesDeletion, auditsRegister, privilegesRegister],
    },
  ],
});
