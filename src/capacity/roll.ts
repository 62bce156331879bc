import type { Clock } from '../base/clock.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { type Bin, hoursOf, keptDays, rolledUp, type SeriesBins } from './bins.ts';
import { decodeBlock, encodeBlock } from './codec.ts';
import { dayOf, monthOfDay } from './place.ts';
import { dropOld, holdMonths, markRolled, openDays, writeHours, writeMonths } from './roll.store.ts';

/** Days of subjects in one transaction, so that nobody who records waits long. */
const perTransaction = 200;

/**
 * Makes hours and days of the five minutes of days that are over, and drops what is older than it is kept. A day to which late numbers
 * came is made again, from everything that is known of it. Any number of times, with the same end.
 *
 * @param mayDrop whether the clock is believed so far that what is old by it may be dropped
 * @returns how many days of subjects were rolled up
 */
export async function rollUp(pool: Pool, clock: Clock, mayDrop: () => Promise<boolean> = async () => true): Promise<number> {
  const today = dayOf(clock.now());
  let done = 0;
  for (;;) {
    const count = await inTransaction(pool, (tx) => rollSome(tx, today));
    done += count;
    if (count < perTransaction) break;
  }
  if (!(await mayDrop())) return done;
  await dropOld(pool, {
    rawDay: today - keptDays.raw,
    hoursDay: today - keptDays.hours,
    month: monthOfDay(today - keptDays.days),
  });
  return done;
}

async function rollSome(tx: Tx, today: number): Promise<number> {
  const open = (await openDays(tx, today, perTransaction)).map((block) => ({ ...block, series: decodeBlock(block.body) }));
  if (open.length === 0) return 0;
  const filled = open.filter(({ series }) => series.some(({ bins }) => bins.length > 0));
  if (filled.length > 0) {
    await writeHours(
      tx,
      filled.map(({ subject, day, series }) => ({
        subject,
        day,
        body: encodeBlock(
          series.map((each) => ({ ...each, bins: hoursOf(each.bins) })),
          false,
        ),
      })),
    );
    const months = new Map<string, { subject: number; month: number; days: { day: number; series: readonly SeriesBins[] }[] }>();
    for (const { subject, day, series } of filled) {
      const month = monthOfDay(day);
      const key = `${subject} ${month}`;
      if (!months.has(key)) months.set(key, { subject, month, days: [] });
      months.get(key)!.days.push({ day, series });
    }
    const held = await holdMonths(tx, [...months.values()]);
    await writeMonths(
      tx,
      held.map(({ subject, month, body }) => ({
        subject,
        month,
        body: encodeBlock(withDays(decodeBlock(body), months.get(`${subject} ${month}`)!.days), false),
      })),
    );
  }
  await markRolled(tx, open);
  return open.length;
}

/** Pure: a month with days put in or replaced. A disk that was enlarged stands there once for each size. */
export function withDays(
  before: readonly SeriesBins[],
  days: readonly { readonly day: number; readonly series: readonly SeriesBins[] }[],
): SeriesBins[] {
  type Held = { readonly series: number; readonly size: number; readonly bins: Map<number, Bin> };
  const key = ({ series, size }: { series: number; size: number }) => `${series} ${size}`;
  const all = new Map<string, Held>(before.map((each) => [key(each), { ...each, bins: new Map(each.bins.map((bin) => [bin.slot, bin])) }]));
  for (const { day, series } of days) {
    // What the month held of the day before is replaced as a whole.
    for (const { bins } of all.values()) bins.delete(day);
    for (const each of series) {
      if (each.bins.length === 0) continue;
      const held: Held = all.get(key(each)) ?? { series: each.series, size: each.size, bins: new Map() };
      held.bins.set(day, rolledUp(day, each.bins));
      all.set(key(each), held);
    }
  }
  return [...all.values()]
    .map(({ series, size, bins }) => ({ series, size, bins: [...bins.values()].sort((a, b) => a.slot - b.slot) }))
    .filter(({ bins }) => bins.length > 0)
    .sort((a, b) => a.series - b.series || a.bins[0]!.slot - b.bins[0]!.slot);
}
