import { planned } from '../mechanism/citation.ts';
import { choiceParam, numberParam, textParam } from '../mechanism/param.ts';
import { auditAgreement } from '../practices/audits/agreement.request.ts';
import { auditsRegister } from '../practices/audits/audits.register.ts';
import { outageNotice } from '../practices/audits/outage-notice.duty.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { defineControl } from './control.ts';

const auditWindow = choiceParam({
  id: 'auditWindow',
  title: { ja: 'システム監査を行う時間帯', en: 'When systems are audited' },
  origin: 'fixed',
  default: 'outsideHoursOrHoliday',
  options: {
    outsideHoursOrHoliday: { ja: '営業時間外又は休日', en: 'outside business hours or on holidays' },
    holiday: { ja: '休日', en: 'on holidays' },
    anyAgreed: { ja: '監査者と情報システム管理者が合意した日時', en: 'at a time agreed between the auditor and the administrator' },
  },
  hint: {
    ja: '手本は営業時間外又は休日です。営業時間中にも行えるようにするときは理由が要ります。',
    en: 'The guideline says outside business hours or on holidays. Allowing business hours needs a reason.',
  },
});
const businessHours = textParam({
  id: 'businessHours',
  title: { ja: '営業時間', en: 'Business hours' },
  origin: 'company',
  default: '09:00-18:00',
  maxChars: 40,
  hint: {
    ja: '手本に定めはありません。「09:00-18:00」のように24時間表記で書きます。曜日は休日の定めで決まります。',
    en: 'The guideline does not fix them. Write them like 09:00-18:00. The days follow from the holidays.',
  },
});
const holidayCalendar = choiceParam({
  id: 'holidayCalendar',
  title: { ja: '休日の定め', en: 'Which days are holidays' },
  origin: 'company',
  default: 'JP',
  options: {
    JP: {
      ja: '土曜日、日曜日、国民の祝日・休日及び会社が定める休業日',
      en: 'Saturdays, Sundays, Japanese public holidays and the days on which the company is closed',
    },
    JPSixDays: {
      ja: '日曜日、国民の祝日・休日及び会社が定める休業日',
      en: 'Sundays, Japanese public holidays and the days on which the company is closed',
    },
    company: { ja: '会社が定める休業日', en: 'the days on which the company is closed' },
  },
  hint: {
    ja: '手本に定めはありません。年末年始と夏季の休業は、会社の休業日として登録します。',
    en: 'The guideline does not fix this. New Year and summer closures are entered as days on which the company is closed.',
  },
});
const outageNoticeDays = numberParam({
  id: 'outageNoticeDays',
  title: { ja: '計画停止を知らせる日数', en: 'Notice given before a planned stop' },
  origin: 'company',
  default: 5,
  min: 1,
  max: 60,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
  hint: { ja: '手本に日数の定めはありません。', en: 'The guideline fixes no number of days.' },
});

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
      mechanisms: [
        auditAgreement,
        planned.check('監査の日時と営業時間の点検', 'Check of audit times against business hours'),
        auditsRegister,
      ],
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
      mechanisms: [
        auditAgreement,
        auditsRegister,
        planned.check('計画停止の実績の点検', 'Check of actual against planned downtime'),
        outageNotice,
        changesRegister,
      ],
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
      mechanisms: [auditAgreement, auditsRegister, privilegesRegister],
    },
  ],
});
