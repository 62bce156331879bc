import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Fault } from '../base/fault.ts';
import { forecastLoad, type LoadHour } from './index.ts';
import { diceOf } from './robust.ts';

/** An office: busy from 9 to 18 on five days of the week, a backup every night. */
const office = (hour: number): number => {
  const at = hour % 24;
  const weekday = Math.floor(hour / 24) % 7;
  return 5 + (weekday < 5 && at >= 9 && at < 18 ? 60 : 0) + (at === 2 ? 30 : 0);
};
const load = (hours: number, at: (hour: number) => number, noise = 1): number[] => {
  const dice = diceOf(3);
  return Array.from({ length: hours }, (_, hour) => Math.max(0, at(hour) + noise * dice.normal()));
};
const expected = (hourly: readonly (number | null)[], ahead: number): readonly LoadHour[] => {
  const forecast = forecastLoad(hourly, ahead);
  if (forecast.kind === 'silent') assert.fail(forecast.because);
  return forecast.hours;
};
const worst = (hours: readonly LoadHour[], at: (hour: number) => number): number =>
  Math.max(...hours.map((hour, i) => Math.abs(hour.expected - at(i))));

describe('forecast of load', () => {
  it('follows the week of an office, for a fortnight', () => {
    const past = 24 * 7 * 6 + 24 * 4 + 5;
    const hours = expected(load(past, office), 24 * 14);
    assert.equal(hours.length, 24 * 14);
    assert.ok(worst(hours, (i) => office(past + i)) < 4, `${worst(hours, (i) => office(past + i))}`);
  });

  it('gives a range in which four hours of five lie', () => {
    const all = load(24 * 7 * 8, office, 2);
    const past = all.slice(0, -48);
    const inside = expected(past, 48).filter(({ low, high }, i) => all[past.length + i]! >= low && all[past.length + i]! <= high).length;
    assert.ok(inside >= 30 && inside <= 48, `${inside} of 48`);
  });

  it('learns nothing from hours that were not measured, and one bad day does not bend it', () => {
    const past: (number | null)[] = load(24 * 7 * 5, office);
    for (let hour = 300; hour < 340; hour++) past[hour] = null;
    for (let hour = 500; hour < 524; hour++) past[hour] = 100;
    const found = worst(expected(past, 48), (i) => office(past.length + i));
    assert.ok(found < 8, `${found}`);
  });

  it('forecasts what never changes as what it is', () => {
    for (const value of [0, 7]) {
      for (const hour of expected(new Array<number>(24 * 30).fill(value), 30)) {
        assert.ok(Math.abs(hour.expected - value) < 1e-6 && hour.low >= 0 && Math.abs(hour.high - value) < 1e-6, JSON.stringify(hour));
      }
    }
  });

  it('is silent under three weeks, and where too much is missing', () => {
    assert.deepEqual(forecastLoad(load(24 * 21 - 1, office), 24), { kind: 'silent', because: 'short-history' });
    assert.deepEqual(forecastLoad([], 24), { kind: 'silent', because: 'short-history' });
    assert.deepEqual(forecastLoad([...new Array<null>(600).fill(null), ...load(100, office)], 24), {
      kind: 'silent',
      because: 'short-history',
    });
    const holes = load(24 * 40, office).map((value, hour) => (hour % 2 ? value : null));
    assert.deepEqual(forecastLoad(holes, 24), { kind: 'silent', because: 'gaps' });
    assert.equal(forecastLoad(load(24 * 21, office), 24).kind, 'expected');
  });

  it('refuses what is no number and a horizon that is none', () => {
    const past = load(24 * 30, office);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(
        () => forecastLoad([...past, bad], 24),
        (error) => error instanceof Fault && error.code === 'value-out-of-bounds' && error.params.index === past.length,
      );
    }
    for (const hours of [0, -1, 1.5, Number.NaN, 673]) assert.throws(() => forecastLoad(past, hours), Fault);
  });

  it('is never below nothing, in order, the same again, and the same in another unit', () => {
    const anyLoad = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 12 }), { minLength: 510, maxLength: 700 });
    fc.assert(
      fc.property(anyLoad, (hourly) => {
        const forecast = forecastLoad(hourly, 30);
        assert.deepEqual(forecastLoad(hourly, 30), forecast);
        if (forecast.kind === 'silent') return;
        for (const { expected: middle, low, high } of forecast.hours) assert.ok(low >= 0 && low <= middle && middle <= high);
        const bytes = forecastLoad(
          hourly.map((value) => (value === null ? null : value * 1024)),
          30,
        );
        const kept =
          bytes.kind === 'expected' && bytes.hours.every((hour, i) => Math.abs(hour.expected / 1024 - forecast.hours[i]!.expected) < 1e-6);
        assert.ok(kept);
      }),
      { numRuns: 25, seed: 8 },
    );
  });
});
