import { type Words, words } from '../../base/text.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { CompanyNow, WorkingRule } from '../../mechanism/request.ts';
import { auditWindow, businessHours, holidayCalendar } from './params.ts';

/** A window of more days is no window any more: two audits, or a stop that is a move. */
export const windowDaysMax = 31;

const weekdays = { JP: [1, 2, 3, 4, 5], JPSixDays: [1, 2, 3, 4, 5, 6], company: null } as const;

/** When people work, as the procedures say it. Hours that cannot be read leave those of the company's facts. */
export function workingRule(value: CompanyNow['value']): WorkingRule {
  const calendar = value(holidayCalendar) as keyof typeof weekdays;
  const [, from, to] =
    /^\s*(\d{1,2}:\d{2})\s*[-–~〜~]\s*(\d{1,2}:\d{2})\s*$/.exec((value(businessHours) as string).normalize('NFKC')) ?? [];
  const hours = from === undefined || to === undefined ? null : { from: from.padStart(5, '0'), to: to.padStart(5, '0') };
  return {
    hours: hours !== null && isTime(hours.from) && isTime(hours.to) && hours.from !== hours.to ? hours : null,
    openWeekdays: weekdays[calendar] ?? null,
    nationalHolidays: calendar !== 'company',
  };
}
const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00';

/**
 * Why an audit or a stop cannot be agreed on for its window. The window is refused where it touches the time in which people work, by
 * the company's calendar and by the procedures' values, unless the plan says that it does and why: then the committee decides too.
 */
export function windowProblem(form: Cells, company: CompanyNow): Words | null {
  const [from, to] = [String(form.windowFrom), String(form.windowTo)];
  if (to <= from) return words('予定の終了は、開始より後にしてください。', 'It must end after it begins.');
  if (from <= company.now)
    return words('予定の開始が過ぎています。これからの日時にしてください。', 'Its beginning is past. Choose a time to come.');
  if (daysOf(from, to) > windowDaysMax)
    return words(
      `1回の時間帯は${windowDaysMax}日までです。日を分けて計画してください。`,
      `A window is at most ${windowDaysMax} days long. Plan several.`,
    );
  if (form.inBusinessHours === true) return null;
  const rule = company.value(auditWindow);
  if (rule === 'anyAgreed') return null;
  const touched = company.working(
    from,
    to,
    workingRule((param) => company.value(param)),
  );
  if (touched === null)
    return words(
      'その日の祝日が分からないため、営業時間外かどうかを確かめられません。会社の情報で祝日を取り込んでください。',
      'The holidays of that year are not known, so nobody can tell whether it is outside business hours. Import them first.',
    );
  if (rule === 'holiday' ? !touched.days : !touched.hours) return null;
  return rule === 'holiday' ? onWorkingDay : inHours;
}

const elsewise = words(
  'やむを得ないときは「営業時間内に行う」を「はい」にして理由を書きます。情報セキュリティ委員会の承認も要ります。',
  'If there is no other way, say that it is in business hours and why; the committee then has to approve as well.',
);
const inHours = words(
  `営業時間に重なっています。営業時間外か休日にしてください。${elsewise.ja}`,
  `It overlaps business hours. Choose a time outside them or a holiday. ${elsewise.en}`,
);
const onWorkingDay = words(
  `営業日に重なっています。手順書では休日に行うことになっています。${elsewise.ja}`,
  `It overlaps a business day; the procedures say holidays. ${elsewise.en}`,
);

const daysOf = (from: string, to: string): number => (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 86_400_000;
