import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import { type Outlook, outcomeCounts, type Point, shownSize } from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';
import type { hitsSchema, outlookSchema } from './contract-capacity.ts';

type OutlookView = z.output<typeof outlookSchema>;

const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

export const outlookView = (outlook: Outlook, { metric, item }: { readonly metric: Metric; readonly item: string }): OutlookView => ({
  series: outlook.series,
  metric,
  item,
  onDay: outlook.onDay,
  percent: round(outlook.percent),
  size: shownSize(metric, outlook.size),
  trend: outlook.trend === null ? null : round(outlook.trend),
  kind: outlook.kind,
  because: outlook.because as OutlookView['because'],
  fullOn: outlook.fullOn,
  lowOn: outlook.lowOn,
  highOn: outlook.highOn,
  unless: outlook.unless as OutlookView['unless'],
  warn: outlook.warn,
  cause: outlook.cause as OutlookView['cause'],
});

export const pointView = ({ at, count, min, max, mean, p95, last }: Point) => ({
  at: at.toISOString(),
  count,
  min: round(min, 2),
  max: round(max, 2),
  mean: round(mean, 2),
  p95: round(p95, 2),
  last: round(last, 2),
});

/** How warnings came out that were settled in these days. */
export async function hitsOf(pool: Pool, since: string, series: number | null, days = 90): Promise<z.output<typeof hitsSchema>> {
  const counts = await outcomeCounts(pool, since, series);
  const view = {
    days,
    hit: counts.hit,
    off: counts.off,
    averted: counts.averted,
    falseAlarm: counts['false-alarm'],
    missed: counts.missed,
  };
  return { ...view, says: saidHits(view) };
}

function saidHits({ days, hit, off, averted, falseAlarm, missed }: Omit<z.output<typeof hitsSchema>, 'says'>): Words {
  const settled = hit + off + falseAlarm;
  const ja = [
    settled === 0 ? `過去${days}日に当たり外れが決まった予測はありません` : `過去${days}日の予測${settled}件のうち${hit}件が±25%以内でした`,
    ...(falseAlarm > 0 ? [`空振り${falseAlarm}件`] : []),
    ...(averted > 0 ? [`先に空きを作ったもの${averted}件`] : []),
    ...(missed > 0 ? [`予測できずに満杯${missed}件`] : []),
  ].join('、');
  const en = [
    settled === 0
      ? `No forecast was settled in the last ${days} days`
      : `Of ${settled} forecasts in the last ${days} days ${hit} were within ±25%`,
    ...(falseAlarm > 0 ? [`${falseAlarm} false`] : []),
    ...(averted > 0 ? [`${averted} where room was made first`] : []),
    ...(missed > 0 ? [`${missed} filled unforeseen`] : []),
  ].join(', ');
  return words(`${ja}。`, `${en}.`);
}
