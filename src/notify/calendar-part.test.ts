import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CalendarEntry, calendarPart } from './calendar-part.ts';

const entry: CalendarEntry = {
  uid: 'abc@tejun',
  stamp: new Date('2026-11-22T03:04:05Z'),
  date: '2026-12-31',
  summary: '復元の確認',
  description: '一行目\n二行目; 三つ, \\ 円',
};
const unfold = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('the calendar entry in a mail', () => {
  it('is a whole day, also over the end of a year', () => {
    const lines = unfold(calendarPart(entry));
    assert.deepEqual(lines.slice(0, 6), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tejun//Tejun//JA',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
    ]);
    for (const line of [
      'UID:abc@tejun',
      'DTSTAMP:20261122T030405Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:復元の確認',
    ])
      assert.ok(lines.includes(line), line);
    assert.ok(lines.includes('DESCRIPTION:一行目\\n二行目\\; 三つ\\, \\\\ 円'));
  });

  it('is a time in UTC with its length', () => {
    const lines = unfold(calendarPart({ ...entry, date: { start: new Date('2026-12-01T00:30:00Z'), minutes: 45 } }));
    assert.ok(lines.includes('DTSTART:20261201T003000Z') && lines.includes('DTEND:20261201T011500Z'));
  });

  it('refuses what is no day', () => {
    for (const date of ['2026-02-29', '2026-13-01', '20261201', '2026-12-01T00:00', '', '2026-12-01\r\nX:1'])
      assert.throws(() => calendarPart({ ...entry, date }), { code: 'bad-request' }, date);
  });

  it('folds any text by octets, never within a character, and lets none of it become a property', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('髙', '﨑', '𠮷', '葛󠄀', '\r', '\n', '\t', '\u0007', '\u0085', '\u2028', ';', ',', '\\', ':', 'END:VEVENT'),
        // What stands for half a character after a cut must not be in it from the beginning.
        fc.string({ unit: 'grapheme', maxLength: 3 }).filter((drawn) => !drawn.includes('\ufffd')),
      ),
      maxLength: 120,
    });
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const written = calendarPart({ ...entry, summary, description });
        const physical = written.split('\r\n');
        assert.equal(physical.pop(), '', 'ends with a line break');
        for (const line of physical) {
          assert.ok(Buffer.byteLength(line) <= 75, line);
          assert.doesNotMatch(line, /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]/);
        }
        const lines = unfold(written);
        assert.deepEqual(
          lines.map((line) => line.split(/[:;]/)[0]),
          [
            'BEGIN',
            'VERSION',
            'PRODID',
            'CALSCALE',
            'METHOD',
            'BEGIN',
            'UID',
            'DTSTAMP',
            'DTSTART',
            'DTEND',
            'SUMMARY',
            'DESCRIPTION',
            'TRANSP',
            'END',
            'END',
            '',
          ],
        );
        const said = (line: string) =>
          line.slice(line.indexOf(':') + 1).replaceAll(/\\([\\;,n])/g, (_, mark) => (mark === 'n' ? '\n' : mark));
        const plain = (value: string) => value.replaceAll(/\r\n?/g, '\n').replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/g, ' ');
        assert.deepEqual([said(lines[10]!), said(lines[11]!)], [plain(summary), plain(description)]);
      }),
      { numRuns: 500 },
    );
  });
});
