import type { Clock } from '../base/clock.ts';
import { addDays, dateOfDay, localDateOf, startOfDay } from '../calendar/index.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { diskForecast as diskForecastFact } from '../facts/disk-forecast.ts';
import { type DiskForecast, forecastDisk } from '../forecast/index.ts';
import { keptDays } from './bins.ts';
import { decodeBlock } from './codec.ts';
import {
  forecastsSince,
  insertForecasts,
  insertOutcomes,
  knownOutcomes,
  type MadeForecast,
  markForecast,
  monthsOf,
  type Outcome,
  type Outlook,
  outlooksOf,
  type ToForecast,
  toForecast,
  writeOutlooks,
} from './forecast.store.ts';
import { hasSize, share } from './metric.ts';
import { type DayUse, outcomesOf } from './outcomes.ts';
import { dayOf, monthOfDay } from './place.ts';
import { type Series, seriesOf } from './record.store.ts';

/** What the room hands to intake: the forecast of one device as a fact. */
export interface DerivedDraft {
  readonly deviceId: string;
  readonly kind: string;
  readonly source: 'capacity';
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly body: unknown;
}

export interface ForecastDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The company's days of attention. */
  horizonDays(): number;
  emit(drafts: readonly DerivedDraft[]): Promise<void>;
}

const subjectsPerBatch = 100;
/** Forecasts further back are not held against what came: their warnings are settled. */
const outcomeDays = 200;

/**
 * Forecasts the disks of subjects that were not forecast today, from what was measured until yesterday. Writes how each stands, the
 * forecast itself, what became of older ones, and hands the verdict's fact to intake. At most `batches` × 100 subjects, so that a round
 * ends; the rest comes with the next one.
 *
 * @returns how many subjects were forecast
 */
export async function forecastAll(deps: ForecastDeps, batches = 10): Promise<number> {
  let done = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const today = localDateOf(deps.clock.now());
    const subjects = await toForecast(deps.pool, today, subjectsPerBatch);
    if (subjects.length > 0) await forecastSome(deps, subjects, today);
    done += subjects.length;
    if (subjects.length < subjectsPerBatch) break;
  }
  return done;
}

async function forecastSome(deps: ForecastDeps, subjects: readonly ToForecast[], today: string): Promise<void> {
  const { pool, clock } = deps;
  const ids = subjects.map(({ subject }) => subject);
  const dayToday = dayOf(clock.now());
  const [series, months, before] = await Promise.all([
    seriesOf(pool, ids),
    monthsOf(pool, ids, monthOfDay(dayToday - keptDays.days)),
    outlooksOf(pool, ids),
  ]);
  const disks = series.filter(({ metric }) => hasSize(metric));
  const daily = dailyOf(disks, months, dayToday);
  const horizonDays = deps.horizonDays();
  const outlooks = disks.flatMap((each) => outlookOf(each, daily.get(each.id) ?? [], dayToday, horizonDays) ?? []);
  const made = outlooks.flatMap((outlook): MadeForecast[] => {
    const was = before.get(outlook.series);
    const isSaid = was !== undefined && was.kind === outlook.kind && was.warn === outlook.warn && outlook.kind !== 'filling';
    return isSaid ? [] : [{ ...outlook, madeOn: today }];
  });
  const outcomes = await newOutcomes(pool, disks, daily, today);
  await inTransaction(pool, async (tx) => {
    if (outlooks.length > 0) await writeOutlooks(tx, outlooks);
    if (made.length > 0) await insertForecasts(tx, made);
    if (outcomes.length > 0) await insertOutcomes(tx, outcomes, today);
  });
  await deps.emit(draftsOf(subjects, disks, outlooks, today, horizonDays, clock.now()));
  await markForecast(pool, ids, today);
}

/** The highest use of each day that is over, by series. */
export function dailyOf(
  series: readonly Series[],
  months: readonly { readonly body: Buffer }[],
  today: number,
): ReadonlyMap<number, DayUse[]> {
  const known = new Map(series.map((each) => [each.id, each]));
  const daily = new Map<number, DayUse[]>();
  for (const { body } of months)
    for (const { series: id, size, bins } of decodeBlock(body)) {
      const metric = known.get(id)?.metric;
      if (metric === undefined || size <= 0) continue;
      const days = daily.get(id) ?? [];
      daily.set(id, days);
      for (const { slot, max } of bins)
        if (slot < today && slot >= today - keptDays.days) days.push({ day: slot, peak: share(metric, max) * size, size });
    }
  for (const days of daily.values()) days.sort((a, b) => a.day - b.day);
  return daily;
}

/** How a disk stands; null where nothing was ever measured. A device that was not measured yesterday or the day before says nothing. */
function outlookOf({ id, subject }: Series, daily: readonly DayUse[], today: number, horizonDays: number): Outlook | null {
  const last = daily.at(-1);
  if (last === undefined) return null;
  const percent = (100 * last.peak) / last.size;
  const monthAgo = daily.findLast(({ day }) => day <= last.day - 28 && day >= last.day - 35);
  const trend = monthAgo === undefined ? null : percent - (100 * monthAgo.peak) / monthAgo.size;
  const forecast: DiskForecast =
    last.day < today - 3 ? { kind: 'silent', because: 'gaps', warn: false, cause: null } : forecastDisk(daily, { horizonDays });
  const onDay = dateOfDay(last.day);
  const inDays = (days: number, round: (value: number) => number) => addDays(onDay, Math.min(round(days), 3650));
  const filling = forecast.kind === 'filling' ? forecast : null;
  return {
    series: id,
    subject,
    onDay,
    percent,
    size: Math.round(last.size),
    trend,
    kind: forecast.kind,
    because: forecast.kind === 'silent' ? forecast.because : null,
    fullOn: filling && inDays(filling.days, Math.ceil),
    lowOn: filling && inDays(filling.low, Math.floor),
    highOn: filling && filling.high !== null ? inDays(filling.high, Math.ceil) : null,
    unless: filling?.unless ?? null,
    warn: forecast.warn,
    cause: forecast.cause,
  };
}

async function newOutcomes(
  pool: Pool,
  disks: readonly Series[],
  daily: ReadonlyMap<number, readonly DayUse[]>,
  today: string,
): Promise<Outcome[]> {
  const ids = disks.map(({ id }) => id);
  const [forecasts, known] = await Promise.all([forecastsSince(pool, ids, addDays(today, -outcomeDays)), knownOutcomes(pool, ids)]);
  const bySeries = Map.groupBy(forecasts, ({ series }) => series);
  return disks
    .flatMap(({ id }) => outcomesOf(id, daily.get(id) ?? [], bySeries.get(id) ?? [], today))
    .filter(({ series, warnedOn }) => !known.has(`${series} ${warnedOn}`));
}

/** One fact a device. Nothing is said for a device that is silent: its verdict then grows old by itself. */
function draftsOf(
  subjects: readonly ToForecast[],
  disks: readonly Series[],
  outlooks: readonly Outlook[],
  today: string,
  horizonDays: number,
  now: Date,
): DerivedDraft[] {
  const bySubject = Map.groupBy(outlooks, ({ subject }) => subject);
  const names = new Map(disks.map(({ id, metric, item }) => [id, metric === 'inodes' ? `${item} (inode)` : item]));
  return subjects.flatMap(({ subject, deviceId }): DerivedDraft[] => {
    const current = (bySubject.get(subject) ?? []).filter(({ onDay }) => onDay >= addDays(today, -2));
    if (deviceId === null || current.length === 0) return [];
    // It speaks of the last day that was measured of all of them, not of the moment at which it was worked out.
    const measuredUntil = startOfDay(addDays(current.map(({ onDay }) => onDay).sort()[0]!, 1));
    const volumes = current
      .map(({ series, kind, because, fullOn, lowOn, highOn, unless, warn, cause }) => ({
        volume: names.get(series)!,
        state: kind,
        because,
        fullOn,
        earliestOn: lowOn,
        latestOn: highOn,
        unless,
        warn,
        cause,
      }))
      .sort((a, b) => (a.volume < b.volume ? -1 : 1));
    return [
      {
        deviceId,
        kind: diskForecastFact.kind,
        source: 'capacity',
        observedAt: measuredUntil < now ? measuredUntil : now,
        receivedAt: now,
        body: { asOf: today, horizonDays, volumes },
      },
    ];
  });
}
