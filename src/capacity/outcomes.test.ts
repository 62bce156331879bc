import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, dayNumber } from '../calendar/index.ts';
import type { MadeForecast } from './forecast.store.ts';
import { outcomesOf } from './outcomes.ts';

const begin = '2026-11-01';
const forecast = (day: number, fullIn: number | null, warn: boolean): MadeForecast => ({
  series: 1,
  madeOn: addDays(begin, day),
  kind: fullIn === null ? 'stable' : 'filling',
  fullOn: fullIn === null ? null : addDays(begin, day + fullIn),
  lowOn: null,
  highOn: null,
  warn,
});
const daily = (shares: readonly number[], size = 100) => shares.map((peak, at) => ({ day: dayNumber(begin) + at, peak, size }));
const growth = (from: number, days: number) => Array.from({ length: days }, (_, day) => Math.min(100, from + day));
const outcomes = (shares: readonly number[], forecasts: readonly MadeForecast[], today = shares.length) =>
  outcomesOf(1, daily(shares), forecasts, addDays(begin, today)).map(({ outcome }) => outcome);

describe('what became of forecasts', () => {
  it('is a hit within a quarter of the days told, and off beyond', () => {
    assert.deepEqual(outcomes(growth(88, 16), [forecast(0, 12, true)]), ['hit']);
    assert.deepEqual(outcomes(growth(88, 16), [forecast(0, 14, true)]), ['hit']);
    assert.deepEqual(outcomes(growth(88, 16), [forecast(0, 20, true)]), ['off']);
  });
  it('is judged by the day that was named first, however often it was named again', () => {
    assert.deepEqual(outcomes(growth(88, 16), [forecast(0, 30, true), forecast(5, 6, true)]), ['off']);
  });
  it('is averted where room was made, and false where nothing came', () => {
    assert.deepEqual(outcomes([88, 89, 90, 60, 61, 62], [forecast(0, 12, true)]), ['averted']);
    assert.deepEqual(
      outcomes(
        Array.from({ length: 30 }, () => 88),
        [forecast(0, 12, true)],
      ),
      ['false-alarm'],
    );
    assert.deepEqual(
      outcomes(
        Array.from({ length: 14 }, () => 88),
        [forecast(0, 12, true)],
      ),
      [],
    );
  });
  it('is missed where it filled and nobody was warned, but not before anything was forecast', () => {
    const jump = [50, 50, 50, 100, 100];
    assert.deepEqual(outcomes(jump, [forecast(0, null, false)]), ['missed']);
    assert.deepEqual(outcomes(jump, [forecast(0, 40, true), forecast(1, null, false)]), ['off', 'missed']);
    assert.deepEqual(outcomes(jump, []), []);
    assert.deepEqual(outcomes(jump, [forecast(4, null, false)]), []);
  });
});
