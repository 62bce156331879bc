import { calendarDay, calendarMoment, calendarText, calendarValue } from '../calendar/index.ts';
import type { NoticeDate } from './notice.ts';

export interface CalendarEntry {
  /** The same entry sent again (a reminder) replaces the one before it, so this stays the same. */
  readonly uid: string;
  /** When this was written. */
  readonly stamp: Date;
  readonly date: NoticeDate;
  readonly summary: string;
  readonly description: string;
}

/**
 * One entry for the reader's own calendar (iCalendar, METHOD:PUBLISH): a whole day, or a time in UTC. It holds no link: calendars
 * are shared with colleagues, and a link in a mail may be for its reader only.
 * @throws Fault `bad-request` for a day that is none
 */
export function calendarPart({ uid, stamp, date, summary, description }: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tejun//Tejun//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${calendarValue(uid)}`,
    `DTSTAMP:${calendarMoment(stamp)}`,
    ...spanOf(date),
    `SUMMARY:${calendarValue(summary)}`,
    `DESCRIPTION:${calendarValue(description)}`,
    // It marks a day; it does not make its reader busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return calendarText(lines);
}

function spanOf(date: NoticeDate): readonly string[] {
  if (typeof date === 'string') return calendarDay(date);
  const { start, minutes } = date;
  return [`DTSTART:${calendarMoment(start)}`, `DTEND:${calendarMoment(new Date(start.getTime() + minutes * 60_000))}`];
}
