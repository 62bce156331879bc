/** The calendar's public face. Other rooms import this file only. */
export { BusinessCalendar, type BusinessCalendarSettings, type CalendarDay, type Closure, type ShiftRule, type Span } from './business.ts';
export {
  addDays,
  addMonths,
  clampDay,
  companyTimeZone,
  dateOfDay,
  dayNumber,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  firstDayOfMonth,
  isLeapYear,
  isLocalDate,
  type LocalDate,
  lastDayOfMonth,
  localDateOf,
  localTimeOf,
  monthOf,
  startOfDay,
  weekdayOf,
  yearOf,
} from './date.ts';
export { readWareki, wareki } from './era.ts';
export { csvBytesMax, type HolidayFile, type HolidayRowProblem, holidayRowsMax, parseHolidayCsv } from './holiday-csv.ts';
export { announcedUntil, type ImportedHoliday, type NationalHolidays, nationalHolidays } from './holidays.ts';
export { calendarDay, calendarMoment, calendarText, calendarValue } from './icalendar.ts';
export { spanDaysMax, type WorkingTime, workTouched } from './working.ts';
