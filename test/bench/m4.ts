import { parseArgs } from 'node:util';
import { forecastLoad } from '../../src/forecast/index.ts';
import { type M4Series, mase, mean, naive2, readHourly, sameHourYesterday, smape } from './m4-rules.ts';
import { percentile, round } from './meters.ts';

/**
 * The forecast of load on the hourly series of the M4 competition: 414 series, the next 48 hours. Naive2 first, as the organisers published
 * it (sMAPE 18.383, MASE 2.395); without it nothing else is worth reading. `validation` is what the method and its numbers were chosen by:
 * two days taken away from the end of each training part, at four places. Nothing was chosen by the test part.
 *
 * Needs Hourly-train.csv and Hourly-test.csv of github.com/Mcompetitions/M4-methods (Dataset/Train, Dataset/Test) in one folder.
 */
const { values: given } = parseArgs({ options: { data: { type: 'string' } } });
if (!given.data) throw new Error('usage: npm run bench:m4 -- --data <folder with Hourly-train.csv and Hourly-test.csv>');
const hours = 48;
const cuts = [48, 96, 144, 192];

type Rule = (train: readonly number[], hours: number) => number[];
type Score = { smape: number; mase: number };

const score = (series: readonly M4Series[], rule: Rule): Score => {
  const forecasts = series.map(({ train }) => rule(train, hours));
  return {
    smape: mean(series.map(({ test }, i) => smape(test, forecasts[i]!))),
    mase: mean(series.map(({ train, test }, i) => mase(train, test, forecasts[i]!))),
  };
};

const times: number[] = [];
const ours: Rule = (train, ahead) => {
  const begun = performance.now();
  const forecast = forecastLoad(train, ahead);
  times.push(performance.now() - begun);
  if (forecast.kind === 'silent') throw new Error(`silent on a series of ${train.length} hours: ${forecast.because}`);
  return forecast.hours.map(({ expected }) => expected);
};

/** Percent of the hours that came to lie in the range, which should hold four of five. */
const inRange = (series: readonly M4Series[]): number => {
  const shares = series.map(({ train, test }) => {
    const forecast = forecastLoad(train, hours);
    if (forecast.kind === 'silent') return 0;
    return mean(forecast.hours.map(({ low, high }, hour) => (test[hour]! >= low && test[hour]! <= high ? 100 : 0)));
  });
  return round(mean(shares));
};

const compare = (series: readonly M4Series[]): Record<string, unknown> => {
  const base = score(series, naive2);
  const told = (rule: Rule) => {
    const found = rule === naive2 ? base : score(series, rule);
    return {
      smape: round(found.smape, 3),
      mase: round(found.mase, 3),
      owa: round((found.smape / base.smape + found.mase / base.mase) / 2, 3),
    };
  };
  return {
    series: series.length,
    naive2: told(naive2),
    sameHourYesterday: told(sameHourYesterday),
    forecastLoad: told(ours),
    inRangePercent: inRange(series),
  };
};

const all = readHourly(given.data);
const earlier = cuts.flatMap((cut) =>
  all.map(({ id, train }) => ({ id, train: train.slice(0, -cut), test: train.slice(train.length - cut, train.length - cut + hours) })),
);
const validation = compare(earlier);
times.length = 0;
const test = compare(all);
times.sort((a, b) => a - b);
const reproduced = (test.naive2 as Score).smape === 18.383 && (test.naive2 as Score).mase === 2.395;
console.log(
  JSON.stringify({
    naive2Reproduced: reproduced,
    test,
    validation,
    msMean: round(mean(times), 3),
    msP95: round(percentile(times, 0.95)!, 3),
  }),
);
if (!reproduced) process.exitCode = 1;
