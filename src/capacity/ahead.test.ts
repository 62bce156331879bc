import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadAhead } from './ahead.ts';
import type { Point } from './read.ts';

const hourMs = 3_600_000;
const now = new Date('2026-11-23T00:20:00Z'); // a Monday, 9:20 in Japan
/** Hours up to the present one: busy from 9 to 18 on weekdays in Japan, with some noise that is always the same. */
function office(weeks: number, change: (at: Date, mean: number) => number | null = (_, mean) => mean): Point[] {
  const points: Point[] = [];
  const end = Math.floor(now.getTime() / hourMs) * hourMs;
  for (let at = end - weeks * 168 * hourMs; at <= end; at += hourMs) {
    const japan = new Date(at + 9 * hourMs);
    const busy = japan.getUTCHours() >= 9 && japan.getUTCHours() < 18 && japan.getUTCDay() % 6 !== 0;
    const noise = ((at / hourMs) * 7919) % 11;
    const mean = change(new Date(at), (busy ? (japan.getUTCHours() === 14 ? 80 : 60) : 10) + noise / 5);
    if (mean !== null) points.push({ at: new Date(at), count: 12, min: mean, max: mean, mean, p95: mean, last: mean });
  }
  return points;
}

describe('the load of the week to come', () => {
  it('names the busiest hour of each day to come, in the company’s time', () => {
    const { because, days, hits } = loadAhead(office(7), now);
    assert.equal(because, null);
    assert.deepEqual(
      days.map(({ day }) => day),
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
    );
    const tuesday = days[1]!;
    assert.equal(tuesday.hour, 14);
    assert.ok(tuesday.expected > 70 && tuesday.expected < 90, String(tuesday.expected));
    assert.ok(tuesday.low <= tuesday.expected && tuesday.expected <= tuesday.high);
    assert.ok(days[5]!.expected < 30, 'nobody works on Saturday');
    assert.equal(hits!.hours, 168);
    assert.ok(hits!.within > 110, String(hits!.within));
  });

  it('says how wrong it was a week ago', () => {
    const since = new Date(now.getTime() - 6 * 24 * hourMs);
    const calm = loadAhead(office(7), now).hits!;
    const moved = loadAhead(
      office(7, (at, mean) => (at >= since ? mean + 25 : mean)),
      now,
    ).hits!;
    assert.ok(moved.within < calm.within / 3, `${moved.within} of ${moved.hours}`);
  });

  it('is silent where there is too little, and does not count hours that were not measured', () => {
    assert.deepEqual(loadAhead([], now), { because: 'short-history', days: [], hits: null });
    const short = loadAhead(office(2), now);
    assert.deepEqual([short.because, short.hits], ['short-history', null]);
    assert.equal(
      loadAhead(
        office(4, (at, mean) => (at.getUTCDay() < 5 ? null : mean)),
        now,
      ).because,
      'gaps',
    );
    const young = loadAhead(office(3.5), now);
    assert.deepEqual([young.because, young.hits], [null, null]);
    const yesterday = new Date(now.getTime() - 24 * hourMs);
    assert.equal(
      loadAhead(
        office(7, (at, mean) => (at > yesterday ? null : mean)),
        now,
      ).hits!.hours,
      145,
      '23 whole hours are missing',
    );
  });
});
