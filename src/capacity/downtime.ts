import { dateOfDay, startOfDay } from '../calendar/index.ts';
import type { Db } from '../db/pool.ts';
import { slotSeconds } from './bins.ts';
import { decodeBlock } from './codec.ts';
import { shown } from './metric.ts';
import { dayOf, slotBegins } from './place.ts';
import { rawDays, seriesOfTargets } from './read.store.ts';

/** How a target answered in spans of five minutes, in order. A span in which nobody looked is not there. */
export interface Answered {
  readonly targetId: string;
  readonly spans: readonly { readonly from: Date; readonly to: Date; readonly upPercent: number }[];
}

/** How targets answered between two moments, out of the five minutes that are kept for 14 days. */
export async function answersBetween(db: Db, targetIds: readonly string[], from: Date, to: Date): Promise<Answered[]> {
  const series = (await seriesOfTargets(db, targetIds)).filter(({ metric }) => metric === 'up');
  const blocks = await rawDays(db, [...new Set(series.map(({ subject }) => subject))], dayOf(from));
  return series.map(({ id, subject, targetId }) => ({
    targetId: targetId!,
    spans: blocks
      .filter((block) => block.subject === subject && startOfDay(dateOfDay(block.day)) <= to)
      .flatMap(({ day, body }) =>
        (decodeBlock(body).find((each) => each.series === id)?.bins ?? []).map(({ slot, mean }) => {
          const begins = slotBegins(day, slot);
          return { from: begins, to: new Date(begins.getTime() + slotSeconds * 1000), upPercent: shown('up', mean) };
        }),
      )
      .filter((span) => span.to > from && span.from < to)
      .sort((a, b) => a.from.getTime() - b.from.getTime()),
  }));
}

/** Less than this part of a window looked at says nothing about the rest of it. */
export const coveredPartMin = 0.8;

export interface Downtime {
  /** Minutes without an answer, up to now: of the target that was down longest. */
  readonly downMinutes: number;
  /** Of these, after the window's end. */
  readonly outsideMinutes: number;
  /** The last time somebody looked there was no answer. */
  readonly isDown: boolean;
  /** Part of the window in which somebody looked. */
  readonly covered: number;
}

/** What spans say about a window, until a moment that may lie after it; null where nobody looked. Pure. */
export function downtimeOf({ spans }: Pick<Answered, 'spans'>, from: Date, to: Date, until: Date): Downtime | null {
  const last = spans.at(-1);
  if (last === undefined) return null;
  let down = 0;
  let outside = 0;
  let covered = 0;
  for (const span of spans) {
    const part = (1 - span.upPercent / 100) * minutes(within(span, from, until));
    down += part;
    // A span that the window's end cuts counts to the window first: five minutes are not known more closely.
    if (span.from >= to) outside += part;
    covered += minutes(within(span, from, to));
  }
  const whole = minutes(to.getTime() - from.getTime());
  return {
    downMinutes: Math.round(down),
    outsideMinutes: Math.round(outside),
    isDown: last.upPercent < 50,
    covered: whole === 0 ? 1 : Math.min(1, covered / whole),
  };
}

const minutes = (ms: number): number => ms / 60_000;
const within = (span: { readonly from: Date; readonly to: Date }, from: Date, to: Date): number =>
  Math.max(0, Math.min(span.to.getTime(), to.getTime()) - Math.max(span.from.getTime(), from.getTime()));
