import type { Tx } from '../db/pool.ts';
import { type Counter, isCounter, type Sample } from '../facts/sample.ts';
import { type Bin, keptDays, type SeriesBins, withValue } from './bins.ts';
import { decodeBlock, encodeBlock } from './codec.ts';
import { busyBetween } from './counters.ts';
import { hasSize, stepsOf, storedSize } from './metric.ts';
import { dayOf, placeOf } from './place.ts';
import {
  countRefused,
  type HeldCounter,
  heldCounters,
  holdCounters,
  holdRaw,
  holdSubjects,
  insertSeries,
  type Refused,
  type Series,
  type SubjectOf,
  seriesOf,
  subjectKey,
  writeRaw,
} from './record.store.ts';

export interface Measured {
  readonly of: SubjectOf;
  readonly samples: readonly Sample[];
}

/** A machine with more volumes than this lies, or mounts one for each container: the first ones are kept. */
export const seriesPerSubjectMax = 64;
const itemCharsMax = 200;
/** A sender's clock may be ahead a little. */
const aheadMsMax = 300_000;
/** Agents are asked once an hour, targets once a minute: what lies further apart is a gap. */
const gapMs = { device: 9_000_000, target: 900_000 } as const;

/** A name of a stranger's making: no control characters, no half characters, not too long. */
export const cleanItem = (item: string): string =>
  item
    .replaceAll(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .toWellFormed()
    .slice(0, itemCharsMax)
    .toWellFormed();

interface Placed {
  readonly series: number;
  readonly size: number;
  readonly at: Date;
  readonly value: number;
}

/**
 * Puts numbers into the five minutes to which they belong, in the caller's transaction. The same numbers once more change nothing. What
 * cannot be true, comes too late to be rolled up again, or lies in the future is counted and not kept.
 *
 * @returns how many numbers were kept
 */
export async function record(tx: Tx, measured: readonly Measured[], now: Date): Promise<number> {
  const refused: Refused[] = [];
  const refuse = (reason: string, count = 1) => void refused.push({ reason, name: '', count });
  const given = measured.filter(({ samples }) => samples.length > 0);
  if (given.length === 0) return 0;
  const subjects = await holdSubjects(
    tx,
    given.map(({ of }) => of),
  );
  const book = await seriesBook(tx, given, subjects, refuse);
  const gauges: Map<number, Placed[]> = new Map();
  const counters: { readonly subject: number; readonly series: number; readonly counter: Counter; readonly gapMsMax: number }[] = [];
  const today = dayOf(now);
  const put = (subject: number, placed: Placed) => void (gauges.get(subject)?.push(placed) ?? gauges.set(subject, [placed]));
  for (const { of, samples } of given) {
    const subject = subjects.get(subjectKey(of))!;
    for (const sample of samples) {
      const series = book.get(seriesKey(subject, sample));
      if (series === undefined) continue;
      if (sample.at.getTime() > now.getTime() + aheadMsMax) refuse('future');
      else if (dayOf(sample.at) <= today - keptDays.raw) refuse('late');
      else if (isCounter(sample))
        counters.push({ subject, series, counter: sample, gapMsMax: gapMs['device' in of ? 'device' : 'target'] });
      else {
        const value = stepsOf(sample);
        const size = hasSize(sample.metric) ? storedSize(sample.metric, sample.size!) : 0;
        if (value === null) refuse('impossible');
        else put(subject, { series, size, at: sample.at, value });
      }
    }
  }
  for (const { subject, placed } of await subtracted(tx, counters, refuse)) put(subject, placed);
  const kept = gauges.size === 0 ? 0 : await write(tx, gauges, refuse);
  await countRefused(tx, refused, now);
  return kept;
}

const seriesKey = (subject: number, { metric, item }: { metric: string; item: string }): string =>
  `${subject} ${metric} ${cleanItem(item)}`;

/** The numbers of all series that are measured; new ones get one while their subject has room. */
async function seriesBook(
  tx: Tx,
  given: readonly Measured[],
  subjects: ReadonlyMap<string, number>,
  refuse: (reason: string) => void,
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(subjects.values())];
  const known = await seriesOf(tx, ids);
  const book = bookOf(known);
  const room = new Map(ids.map((id) => [id, seriesPerSubjectMax]));
  for (const { subject } of known) room.set(subject, room.get(subject)! - 1);
  const fresh = new Map<string, Omit<Series, 'id'>>();
  for (const { of, samples } of given) {
    const subject = subjects.get(subjectKey(of))!;
    for (const sample of samples) {
      const key = seriesKey(subject, sample);
      if (book.has(key) || fresh.has(key)) continue;
      if (room.get(subject)! <= 0) {
        refuse('too-many-series');
        continue;
      }
      room.set(subject, room.get(subject)! - 1);
      fresh.set(key, { subject, metric: sample.metric, item: cleanItem(sample.item) });
    }
  }
  if (fresh.size === 0) return book;
  await insertSeries(
    tx,
    [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, series]) => series),
  );
  return bookOf(await seriesOf(tx, ids));
}

const bookOf = (known: readonly Series[]): Map<string, number> =>
  new Map(known.map((series) => [seriesKey(series.subject, series), series.id]));

/** Counters as percentages since the look before. */
async function subtracted(
  tx: Tx,
  counters: readonly { readonly subject: number; readonly series: number; readonly counter: Counter; readonly gapMsMax: number }[],
  refuse: (reason: string) => void,
): Promise<{ readonly subject: number; readonly placed: Placed }[]> {
  if (counters.length === 0) return [];
  const held = await heldCounters(
    tx,
    counters.map(({ series }) => series),
  );
  const found: { subject: number; placed: Placed }[] = [];
  const changed = new Map<number, HeldCounter>();
  for (const { subject, series, counter, gapMsMax } of [...counters].sort((a, b) => a.counter.at.getTime() - b.counter.at.getTime())) {
    const { at, busy, total, cores } = counter;
    if (![busy, total].every((each) => Number.isFinite(each) && each >= 0) || busy > total || !(cores > 0 && cores < 10_000)) {
      refuse('impossible');
      continue;
    }
    const between = busyBetween(held.get(series), counter, gapMsMax);
    if (between.percent === null && between.because === 'too-near') continue;
    const row = { series, at, busy, total, cores };
    held.set(series, row);
    changed.set(series, row);
    const value = between.percent === null ? null : stepsOf({ metric: 'cpu', value: between.percent });
    if (value !== null) found.push({ subject, placed: { series, size: 0, at, value } });
  }
  if (changed.size > 0)
    await holdCounters(
      tx,
      [...changed.values()].sort((a, b) => a.series - b.series),
    );
  return found;
}

async function write(
  tx: Tx,
  gauges: ReadonlyMap<number, readonly Placed[]>,
  refuse: (reason: string, count: number) => void,
): Promise<number> {
  const days = new Map<string, { subject: number; day: number; placed: Placed[] }>();
  for (const [subject, all] of gauges)
    for (const placed of all) {
      const { day } = placeOf(placed.at);
      const key = `${subject} ${day}`;
      const held = days.get(key);
      if (held) held.placed.push(placed);
      else days.set(key, { subject, day, placed: [placed] });
    }
  let kept = 0;
  let repeated = 0;
  const changed = [];
  for (const { subject, day, body } of await holdRaw(tx, [...days.values()])) {
    const { placed } = days.get(`${subject} ${day}`)!;
    const merged = mergedInto(decodeBlock(body), placed);
    kept += merged.kept;
    repeated += placed.length - merged.kept;
    if (merged.kept > 0) changed.push({ subject, day, body: encodeBlock(merged.series, true) });
  }
  if (repeated > 0) refuse('repeated', repeated);
  if (changed.length > 0) await writeRaw(tx, changed);
  return kept;
}

/** Pure: a day with more numbers in it. */
export function mergedInto(before: readonly SeriesBins[], placed: readonly Placed[]): { series: SeriesBins[]; kept: number } {
  const bySeries = new Map(before.map(({ series, size, bins }) => [series, { size, bins: new Map(bins.map((bin) => [bin.slot, bin])) }]));
  let kept = 0;
  for (const { series, size, at, value } of [...placed].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const { slot, offset } = placeOf(at);
    let held = bySeries.get(series);
    if (held === undefined) {
      held = { size, bins: new Map<number, Bin>() };
      bySeries.set(series, held);
    }
    const bin = withValue(held.bins.get(slot), slot, offset, value);
    if (bin === null) continue;
    held.bins.set(slot, bin);
    held.size = size;
    kept += 1;
  }
  const series = [...bySeries].map(([id, { size, bins }]) => ({
    series: id,
    size,
    bins: [...bins.values()].sort((a, b) => a.slot - b.slot),
  }));
  return { series, kept };
}
