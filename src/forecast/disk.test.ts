import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Fault } from '../base/fault.ts';
import { type DailyPeak, type DiskForecast, forecastDisk } from './index.ts';
import { diceOf } from './robust.ts';

const firstDay = 20_000;
/** Daily peaks of a disk of size 100 by a rule, with a little noise that is always the same. */
const disk = (days: number, at: (day: number) => number, noise = 0.15): DailyPeak[] => {
  const dice = diceOf(7);
  return Array.from({ length: days }, (_, day) => ({ day: firstDay + day, peak: at(day) + noise * dice.normal(), size: 100 }));
};
const filling = (forecast: DiskForecast): Extract<DiskForecast, { kind: 'filling' }> => {
  assert.equal(forecast.kind, 'filling', JSON.stringify(forecast));
  return forecast as Extract<DiskForecast, { kind: 'filling' }>;
};
const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
const refused = (daily: DailyPeak[], field: string): void =>
  assert.throws(
    () => forecastDisk(daily),
    (error) => error instanceof Fault && error.code === 'value-out-of-bounds' && error.params.field === field,
  );

describe('forecast of a disk: known courses', () => {
  it('reads a steady line, with a range about the true day', () => {
    const { days, low, high, method, warn } = filling(forecastDisk(disk(80, (day) => 20 + 0.5 * day)));
    near(days, 81, 5);
    assert.ok(low <= 81 && high !== null && high >= 81, `${low} to ${high}`);
    assert.equal(method, 'line');
    assert.equal(warn, false);
  });

  it('warns a steady line when it is within the horizon, and not long before', () => {
    const course = disk(200, (day) => 20 + 0.5 * day);
    assert.equal(forecastDisk(course.slice(0, 130)).warn, false);
    const late = filling(forecastDisk(course.slice(0, 149)));
    assert.deepEqual([late.warn, late.cause], [true, 'trend']);
    assert.equal(filling(forecastDisk(course.slice(0, 130), { horizonDays: 60 })).warn, true);
  });

  it('calls stable what stands still, however high, and what shrinks', () => {
    assert.deepEqual(forecastDisk(disk(120, () => 96)), { kind: 'stable', warn: false, cause: null });
    assert.deepEqual(forecastDisk(disk(120, () => 96, 0)), { kind: 'stable', warn: false, cause: null });
    assert.deepEqual(forecastDisk(disk(120, () => 0, 0)), { kind: 'stable', warn: false, cause: null });
    assert.deepEqual(forecastDisk(disk(120, (day) => 95 - 0.3 * day)), { kind: 'stable', warn: false, cause: null });
  });

  it('knows that nothing grows on Saturday and Sunday', () => {
    const worked = (day: number): number => Math.floor(day / 7) * 5 + Math.min(day % 7, 5);
    const { days } = filling(forecastDisk(disk(70, (day) => 30 + worked(day))));
    // 70 more are needed for 50 working days that were: 20 working days are left.
    near(days, 28, 3);
  });

  it('follows the pace since it changed, five days after', () => {
    const course = disk(105, (day) => 30 + 0.02 * day + Math.max(0, day - 100) * 3);
    const { days, method } = filling(forecastDisk(course));
    near(days, 18, 4);
    assert.equal(method, 'new-pace');
  });

  it('forgets a fast pace that has ended', () => {
    const course = disk(130, (day) => 30 + 0.01 * day + 3 * Math.min(20, Math.max(0, day - 90)));
    assert.equal(forecastDisk(course).warn, false);
  });

  it('sees that growth gets faster', () => {
    const course = disk(150, (day) => 20 + 10 * (2 ** (day / 50) - 1));
    const { days, method } = filling(forecastDisk(course));
    near(days, 50 * Math.log2(9) - 149, 2.5);
    assert.equal(method, 'accelerating');
  });

  it('is not alarmed by what a backup leaves there every night, and counts it when it will reach the top', () => {
    const sunday = (day: number): number => (day % 7 === 6 ? 18 : 9);
    assert.equal(forecastDisk(disk(90, (day) => 75 + sunday(day))).kind, 'stable');
    const { days } = filling(forecastDisk(disk(90, (day) => 50 + 0.3 * day + sunday(day))));
    // 82 without the backup of Sunday is full: day 107, and the Sunday that follows is day 111.
    near(days, 20, 3);
  });

  it('takes a log that is rotated for what it is, by the week or by the month', () => {
    for (const period of [7, 30]) {
      const forecast = forecastDisk(disk(150, (day) => 60 + (30 * (day % period)) / period));
      assert.equal(forecast.warn, false, `${period}`);
      if (forecast.kind === 'filling') assert.equal(forecast.unless, 'usual-clean-up');
    }
  });
});

describe('forecast of a disk: clean-ups and steps', () => {
  const cleaned = (day: number): number => 30 + 2 * (day % 27);

  it('says what the usual clean-up prevents, and does not warn before it is due', () => {
    const { days, unless, warn, method } = filling(forecastDisk(disk(27 * 5 + 20, cleaned)));
    near(days, 16, 3);
    assert.deepEqual([unless, warn, method], ['usual-clean-up', false, 'saw-tooth']);
  });

  it('warns when the usual clean-up does not come', () => {
    const course = disk(27 * 5 + 31, (day) => (day < 27 * 5 ? cleaned(day) : 30 + 2 * (day - 27 * 5)));
    const { warn, cause, days } = filling(forecastDisk(course));
    assert.deepEqual([warn, cause], [true, 'clean-up-overdue']);
    near(days, 5, 2);
  });

  it('warns on the first day on which it is late, where little time is left', () => {
    const course = disk(27 * 5 + 29, (day) => (day < 27 * 5 ? cleaned(day) : 30 + 2 * (day - 27 * 5)));
    assert.equal(forecastDisk(course).warn, true);
    assert.equal(forecastDisk(course.slice(0, -3)).warn, false);
  });

  it('warns of large steps before the next one, by their rate', () => {
    const course = disk(150, (day) => 26 + 6 * Math.floor(day / 12.5));
    const { warn, cause, method } = filling(forecastDisk(course));
    assert.deepEqual([warn, cause, method], [true, 'steps', 'steps']);
    assert.equal(forecastDisk(course.slice(0, 100)).warn, false);
  });

  it('takes one step alone for an event', () => {
    assert.equal(forecastDisk(disk(100, (day) => (day < 60 ? 40 : 80))).kind, 'stable');
  });
});

describe('forecast of a disk: silence', () => {
  it('says nothing under 21 days, and why', () => {
    assert.deepEqual(forecastDisk([]), { kind: 'silent', because: 'short-history', warn: false, cause: null });
    const course = disk(21, (day) => 50 + day);
    assert.deepEqual(forecastDisk(course.slice(1)), { kind: 'silent', because: 'short-history', warn: false, cause: null });
    assert.notEqual(forecastDisk(course).kind, 'silent');
  });

  it('says that it is full even then', () => {
    assert.deepEqual(forecastDisk([{ day: 1, peak: 5, size: 5 }]), {
      kind: 'silent',
      because: 'short-history',
      warn: true,
      cause: 'full',
    });
    assert.deepEqual(filling(forecastDisk(disk(60, (day) => 71 + day / 2))).days, 0);
  });

  it('goes on over missing days, but not over too many', () => {
    const course = disk(90, (day) => 20 + 0.5 * day);
    near(filling(forecastDisk(course.filter((_, i) => i % 4 !== 1))).days, 71, 5);
    assert.deepEqual(forecastDisk(course.filter((_, i) => i < 60 || i % 2 === 1)), {
      kind: 'silent',
      because: 'gaps',
      warn: false,
      cause: null,
    });
    const hole = disk(97, (day) => 20 + 0.5 * day).filter((_, i) => i < 60 || i > 76);
    assert.equal((forecastDisk(hole) as { because?: string }).because, 'gaps');
  });

  it('keeps the past of a volume that was grown, and drops that of one that was replaced', () => {
    const course = disk(90, (day) => 40 + 0.5 * day);
    const grown = course.map((each, i) => (i < 80 ? each : { ...each, size: 120 }));
    near(filling(forecastDisk(grown)).days, 71, 5);
    const replaced = course.map((each, i) => (i < 80 ? each : { ...each, peak: each.peak / 4, size: 200 }));
    assert.equal(forecastDisk(replaced).kind, 'silent');
  });

  it('refuses what is no history', () => {
    const course = disk(30, () => 50);
    const changed = (at: number, change: Partial<DailyPeak>): DailyPeak[] =>
      course.map((each, i) => (i === at ? { ...each, ...change } : each));
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      refused(changed(3, { peak: bad }), 'peak');
      refused(changed(3, { size: bad }), 'size');
    }
    refused(changed(3, { size: 0 }), 'size');
    refused(changed(3, { day: firstDay }), 'day');
    refused(changed(3, { day: firstDay + 3.5 }), 'day');
    for (const horizonDays of [0, Number.NaN, 91]) assert.throws(() => forecastDisk(course, { horizonDays }), Fault);
  });
});

describe('forecast of a disk: for any history', () => {
  const anyHistory = fc
    .array(fc.record({ wait: fc.integer({ min: 1, max: 3 }), peak: fc.double({ min: 0, max: 1.05, noNaN: true }), keep: fc.boolean() }), {
      maxLength: 120,
      size: 'max',
    })
    .map((steps) => {
      let day = 100;
      let peak = 0.5;
      return steps.map((step) => {
        day += step.wait;
        peak = step.keep ? Math.min(1.05, peak + step.peak / 100) : step.peak;
        return { day, peak, size: 1 };
      });
    });

  it('never says a negative number of days, and keeps its range in order', () => {
    fc.assert(
      fc.property(anyHistory, (daily) => {
        const forecast = forecastDisk(daily);
        assert.equal(forecast.warn, forecast.cause !== null);
        if (forecast.kind !== 'filling') return;
        assert.ok(forecast.low >= 0 && forecast.low <= forecast.days, JSON.stringify(forecast));
        assert.ok(forecast.high === null || forecast.high >= forecast.days, JSON.stringify(forecast));
        assert.ok(forecast.days <= 730);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('draws the same futures each time', () => {
    const course = disk(150, (day) => 10 + 0.4 * day + 3 * Math.floor(day / 17), 1);
    const forecast = filling(forecastDisk(course));
    assert.ok(forecast.low < forecast.days && forecast.days < forecast.high!, JSON.stringify(forecast));
    for (let again = 0; again < 5; again++) assert.deepEqual(forecastDisk(course), forecast);
  });

  it('says the same again, on other days, and in another unit', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: -50, max: 5_000 }), fc.integer({ min: 0, max: 40 }), (daily, later, power) => {
        const forecast = forecastDisk(daily);
        assert.deepEqual(forecastDisk(daily), forecast);
        assert.deepEqual(forecastDisk(daily.map((each) => ({ ...each, day: each.day + later }))), forecast);
        const unit = 2 ** power;
        assert.deepEqual(forecastDisk(daily.map(({ day, peak, size }) => ({ day, peak: peak * unit, size: size * unit }))), forecast);
      }),
      { numRuns: 80, seed: 6 },
    );
  });
});
