import { choiceParam, numberParam, textParam } from '../../mechanism/param.ts';

export const auditWindow = choiceParam({
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
export const businessHours = textParam({
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
export const holidayCalendar = choiceParam({
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
export const outageNoticeDays = numberParam({
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
