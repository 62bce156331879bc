import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { flagOf, isoOf, isoOfFiletime, isoOfText, newest, seenOf, sortedOnce } from './cells.ts';
import { cronIntervalDays } from './cron.ts';

describe('cells', () => {
  it('reads seconds, with the fraction that macOS adds', () => {
    assert.equal(isoOf('1795388713'), '2026-11-22T23:05:13.000Z');
    assert.equal(isoOf('1795388713.5'), '2026-11-22T23:05:13.500Z');
  });
  for (const cell of [undefined, '', '0', '-1', 'なし', '1e9', '999999999999', '2026-11-20']) {
    it(`makes no time of ${cell}`, () => assert.equal(isoOf(cell), null));
  }
  it('reads the written dates of the event log', () => {
    assert.equal(isoOfText('2026-11-20T03:00:00.1234567Z'), '2026-11-20T03:00:00.123Z');
    for (const cell of [undefined, '', '2026-11-20', '2026-13-40T99:00:00Z']) assert.equal(isoOfText(cell), null);
  });
  it('reads a FILETIME with its lowest byte first', () => {
    // 0x01DC5A4D5F6F8000 is 2025-11-20T18:42:07.439Z; whole seconds are kept.
    assert.equal(isoOfFiletime('00806F5F4D5ADC01'), '2025-11-20T18:42:07.000Z');
    assert.equal(isoOfFiletime('00806f5f4d5adc01'), isoOfFiletime('00806F5F4D5ADC01'));
  });
  for (const cell of [
    undefined,
    '',
    '0000000000000000',
    'FFFFFFFFFFFFFFFF',
    '00806F5F4D5ADC',
    'zz806F5F4D5ADC01',
    '(zero-length binary value)',
  ]) {
    it(`makes no FILETIME of ${cell}`, () => assert.equal(isoOfFiletime(cell), null));
  }
  it('knows flags, and nothing else as a flag', () => {
    assert.deepEqual(['1', 'true', '0', 'FALSE', '', '2', undefined].map(flagOf), [true, true, false, false, null, null, null]);
  });
  it('counts a probe that did not answer as 0, drops doubles, finds the newest', () => {
    assert.deepEqual([seenOf([{ seen: '3' }]), seenOf([]), seenOf([{ seen: '?' }])], [3, 0, 0]);
    assert.deepEqual(sortedOnce(['b', 'a', 'b']), ['a', 'b']);
    assert.equal(newest(['2026-01-01T00:00:00.000Z', null, '2026-02-01T00:00:00.000Z']), '2026-02-01T00:00:00.000Z');
    assert.equal(newest([null]), null);
  });
});

describe('cron intervals', () => {
  const line = (month: string, day: string, weekday: string, event = '') => ({ month, day_of_month: day, day_of_week: weekday, event });
  it('takes each line on the long side', () => {
    assert.deepEqual(
      [line('*', '*', '*'), line('*', '*', '0'), line('*', '1', '*'), line('*', '1', '0'), line('6', '1', '*')].map(cronIntervalDays),
      [1, 7, 31, 7, 366],
    );
    assert.deepEqual(
      ['@daily', 'weekly', '@monthly', '@reboot', '@yearly'].map((event) => cronIntervalDays(line('', '', '', event))),
      [1, 7, 31, null, 366],
    );
    assert.equal(cronIntervalDays({}), null);
  });
});
