import { parseArgs } from 'node:util';
import { type DailyPeak, forecastDisk } from '../../src/forecast/index.ts';
import { type Disk, disksOf, growthKinds, randomOf } from './disks.ts';
import { ceiling, leastSquares, level, predictLinear, theilSenDaily, theilSenWeekly } from './forecast-rivals.ts';
import { dailyOf, emptyTally, follow, type Method, summary, type Tally } from './forecast-rules.ts';
import { percentile, round } from './meters.ts';

/**
 * The back-test of the forecast of disks: each disk of the generator is followed day by day, as the server would, until it fills. Prints one
 * JSON object last: the forecast by kind of growth, what others use on the same disks, and the ceiling (who knows each disk's rules but not
 * its dice). What the figures mean: docs/forecast.md. Tuned on seeds 1 to 4; 101 to 108 were never looked at before.
 */
const { values: given } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101,102,103,104,105,106,107,108' },
    disks: { type: 'string', default: '30' },
    days: { type: 'string', default: '240' },
    missing: { type: 'string', default: '0' },
    noise: { type: 'string', default: '1' },
    alone: { type: 'boolean', default: false },
  },
});
const seeds = given.seeds.split(',').map(Number);
const days = Number(given.days);
const missing = Number(given.missing);
/** The truth is known for so long after the last day that is judged. */
const after = 60;
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(1).padStart(6)} s] ${text}`);

const times: number[] = [];
const lost = randomOf(9);
const gone = new WeakMap<Disk, boolean[]>();
const measured = (disk: Disk, day: number): DailyPeak[] => {
  if (missing === 0) return dailyOf(disk, day);
  const holes = gone.get(disk) ?? Array.from(disk.peaks, () => lost.u(0, 1) < missing);
  gone.set(disk, holes);
  return dailyOf(disk, day).filter((each) => !holes[each.day]);
};

const ours: Method = (disk, day) => {
  const daily = measured(disk, day);
  const begun = performance.now();
  const forecast = forecastDisk(daily);
  times.push(performance.now() - begun);
  if (forecast.kind !== 'filling') return { warn: forecast.warn, days: null };
  const late = day - daily.at(-1)!.day;
  const { warn, low, high } = forecast;
  return { warn, days: forecast.days - late, low: low - late, high: high === null ? null : high - late };
};

const either =
  (one: Method, other: Method): Method =>
  (disk, day) => {
    const first = one(disk, day);
    return { ...first, warn: first.warn || other(disk, day).warn };
  };

const methods: Record<string, Method> = given.alone
  ? { forecast: ours }
  : {
      forecast: ours,
      'predict_linear 6 h → 24 h (node-mixin)': predictLinear(6, 0.4),
      'predict_linear 3 h → 24 h': predictLinear(3, 1),
      'static 85 %': level(0.85),
      'static 90 %': level(0.9),
      'least squares, 28 daily peaks': leastSquares,
      'Theil–Sen, 28 daily peaks': theilSenDaily,
      'Theil–Sen, 8 weekly peaks': theilSenWeekly,
      'Theil–Sen, 8 weekly peaks, or static 90 %': either(theilSenWeekly, level(0.9)),
      'ceiling at one chance in ten': ceiling(0.1),
      'ceiling at one chance in five': ceiling(0.2),
      'ceiling at one chance in two': ceiling(0.5),
    };

const all = new Map(Object.keys(methods).map((name) => [name, emptyTally()]));
const byKind = new Map<string, Tally>(growthKinds.map((kind) => [kind, emptyTally()]));
for (const seed of seeds) {
  for (const disk of disksOf(seed, Number(given.disks), days + after, Number(given.noise))) {
    for (const [name, method] of Object.entries(methods)) {
      follow(disk, method, days, name === 'forecast' ? [all.get(name)!, byKind.get(disk.kind)!] : [all.get(name)!]);
    }
  }
  tell(`seed ${seed}`);
}
const summaries = (tallies: ReadonlyMap<string, Tally>) => Object.fromEntries([...tallies].map(([name, tally]) => [name, summary(tally)]));
const { forecast, ...rivals } = summaries(all);
console.log(
  JSON.stringify({
    seeds,
    disks: seeds.length * growthKinds.length * Number(given.disks),
    days,
    missing,
    noise: Number(given.noise),
    forecast,
    byKind: summaries(byKind),
    rivals,
    calls: times.length,
    msMean: round(times.reduce((sum, each) => sum + each, 0) / times.length, 3),
    msMedian: round(percentile(times, 0.5)!, 3),
    msP95: round(percentile(times, 0.95)!, 3),
  }),
);
