import { type Words, words } from '../base/text.ts';
import { localDateOf, localTimeOf } from '../calendar/index.ts';
import { breachesSince, type ListRow, listOutlooks, type OutcomeCounts, outcomeCounts } from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';
import { type SheetSection, sheetRowsMax, sinceWords } from './sheets-section.ts';

/** The disks that need a look first, how forecasts came out, and what reached a level since the last time. */
export async function capacitySections(pool: Pool, since: Date | null, at: Date): Promise<SheetSection[]> {
  const from = since ?? new Date(at.getTime() - 31 * 86_400_000);
  const everything = { q: '', state: null, sort: 'soonest', offset: 0, limit: sheetRowsMax } as const;
  const [servers, targets, counts, breaches] = await Promise.all([
    listOutlooks(pool, { ...everything, deviceClass: 'server' }),
    listOutlooks(pool, { ...everything, deviceClass: 'target' }),
    outcomeCounts(pool, localDateOf(new Date(at.getTime() - 90 * 86_400_000)), null),
    breachesSince(pool, from, sheetRowsMax),
  ]);
  const disks = [...servers, ...targets].sort(bySoonest).slice(0, sheetRowsMax);
  const total = (servers[0]?.total ?? 0) + (targets[0]?.total ?? 0);
  return [
    {
      title: words('ディスクの使用量と満杯の見込み', 'Use of disks and when they are full'),
      to: '/devices/capacity',
      verdict: disks.some(({ warn }) => warn) ? 'fail' : total === 0 ? 'unknown' : null,
      summary: total === 0 ? words('測定したサーバがまだありません。', 'No server was measured yet.') : saidCounts(total, counts),
      columns: [
        words('対象', 'What'),
        words('使用率', 'Used'),
        words('4週間の増減', 'Four weeks'),
        words('満杯の見込み', 'Expected to be full'),
      ],
      rows: disks.map((disk) => [
        `${disk.name} ${disk.item}`,
        `${Math.round(disk.percent)}%`,
        disk.trend === null ? '－' : `${disk.trend > 0 ? '+' : ''}${Math.round(disk.trend * 10) / 10}`,
        saidOutlook(disk),
      ]),
      more: Math.max(0, total - disks.length),
    },
    {
      title: words('注意水準に達したもの', 'What reached a level'),
      to: '/devices/capacity',
      verdict: breaches.some(({ endedAt }) => endedAt === null) ? 'fail' : null,
      summary: words(`${sinceWords(since).ja}、${breaches[0]?.total ?? 0}件。`, `${breaches[0]?.total ?? 0} ${sinceWords(since).en}.`),
      columns: [words('内容', 'What'), words('発見', 'Found'), words('解消', 'Over')],
      rows: breaches.map(({ about, openedAt, endedAt }) => [
        about,
        `${localDateOf(openedAt)} ${localTimeOf(openedAt)}`,
        endedAt === null ? words('続いています', 'still there') : localDateOf(endedAt),
      ]),
      more: Math.max(0, (breaches[0]?.total ?? 0) - breaches.length),
    },
  ];
}

const far = '9999-12-31';
const bySoonest = (a: ListRow, b: ListRow): number =>
  Number(b.warn) - Number(a.warn) ||
  ((a.fullOn ?? far) < (b.fullOn ?? far) ? -1 : (a.fullOn ?? far) > (b.fullOn ?? far) ? 1 : b.percent - a.percent);

function saidOutlook({ kind, fullOn, lowOn, highOn, unless, cause }: ListRow): Words {
  if (cause === 'full') return words('満杯です', 'it is full');
  if (fullOn === null) return kind === 'stable' ? words('当面ありません', 'not for now') : words('まだ予測できません', 'not forecast yet');
  if (unless !== null) return words(`いつもの片付けがなければ${fullOn}`, `${fullOn} unless it is cleaned up as usual`);
  const range =
    highOn === null ? words(`早ければ${lowOn}`, `${lowOn} at the earliest`) : words(`${lowOn}から${highOn}`, `${lowOn} to ${highOn}`);
  return words(`${fullOn}(${range.ja})`, `${fullOn} (${range.en})`);
}

function saidCounts(total: number, { hit, off, 'false-alarm': falseAlarm }: OutcomeCounts): Words {
  const settled = hit + off + falseAlarm;
  return settled === 0
    ? words(
        `サーバと測定の対象のディスク${total}件。過去90日に当たり外れが決まった予測はありません。`,
        `${total} disks of servers and targets. No forecast was settled in the last 90 days.`,
      )
    : words(
        `サーバと測定の対象のディスク${total}件。過去90日の予測${settled}件のうち${hit}件が±25%以内でした。`,
        `${total} disks of servers and targets. Of ${settled} forecasts in the last 90 days ${hit} were within ±25%.`,
      );
}
