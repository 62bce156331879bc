import { dateOfDay, dayNumber, type LocalDate } from './date.ts';

/** RFC 5545, 3.1: a line is at most 75 octets long, its line break not counted. */
const lineBytesMax = 75;

/** Lines of iCalendar as a file: each folded, each ended by CRLF. Values are escaped before. */
export const calendarText = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');

/** RFC 5545, 3.3.11: text as a value. What controls a terminal, or ends a line for some program, has no place in it. */
export const calendarValue = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/g, ' ')
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

/** `20261122T000000Z` */
export const calendarMoment = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** A whole day: its beginning and, not included, its end. @throws Fault `bad-request` for a day that is none */
export function calendarDay(date: LocalDate): readonly [start: string, end: string] {
  const next = dateOfDay(dayNumber(date) + 1);
  return [`DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${next.replaceAll('-', '')}`];
}

/** Folds by octets, never within a character: 髙 has three, 𠮷 has four. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= lineBytesMax) return line;
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
