import { Fault } from '../base/fault.ts';
import type { NoticeDate } from './notice.ts';

/** RFC 5545, 3.1: a line is at most 75 octets long, its line break not counted. */
const lineBytesMax = 75;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

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
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utcOf(stamp)}`,
    ...spanOf(date),
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // It marks a day; it does not make its reader busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function spanOf(date: NoticeDate): string[] {
  if (typeof date === 'string') {
    const day = readDay(date);
    const next = new Date(day.getTime() + dayMs);
    return [`DTSTART;VALUE=DATE:${dateOf(day)}`, `DTEND;VALUE=DATE:${dateOf(next)}`];
  }
  const { start, minutes } = date;
  return [`DTSTART:${utcOf(start)}`, `DTEND:${utcOf(new Date(start.getTime() + minutes * 60_000))}`];
}

function readDay(text: string): Date {
  const day = new Date(`${text}T00:00:00Z`);
  if (!dayPattern.test(text) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new Fault('bad-request', { problem: 'not a day', day: text.slice(0, 20) });
  return day;
}

const dateOf = (day: Date): string => day.toISOString().slice(0, 10).replaceAll('-', '');
/** `20261122T000000Z` */
const utcOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** RFC 5545, 3.3.11: text as a value. What controls a terminal has no place in it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f]/g, ' ')
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

/** Folds by octets, never within a character: 髙 has three, 𠮷 has four. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > lineBytesMax) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
