import { searchForm, type Words, words } from '../base/text.ts';
import { answersBetween, coveredPartMin, type Downtime, downtimeOf, type Target, targets } from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';

/** What was measured of a window, or why nothing was. */
export type MeasuredDowntime =
  | { readonly known: true; readonly downtime: Downtime; readonly measuredBy: string }
  | { readonly known: false; readonly because: Words };

export interface DowntimeWanted {
  /** The name of the system in its register; null where the plan names none. */
  readonly system: string | null;
  readonly device: string | null;
  readonly from: Date;
  readonly to: Date;
  /** Until when it is looked at: it may go on after the window. */
  readonly until: Date;
}

const isOf = ({ name, deviceId }: Target, { system, device }: DowntimeWanted): boolean =>
  (device !== null && deviceId === device) || (system !== null && searchForm(name).trim() === searchForm(system).trim());

/**
 * How long a system did not answer, by the targets of capacity that are on its machine or bear its name. Of several, the one that was
 * down longest is told: a system is back when all of it is.
 */
export async function measureDowntime(pool: Pool, wanted: DowntimeWanted): Promise<MeasuredDowntime> {
  const { from, to, until } = wanted;
  const looked = (await targets(pool)).filter((target) => target.kind !== 'remote' && isOf(target, wanted));
  if (looked.length === 0)
    return unknown(
      '対象の応答を測っていません。容量の測定の対象に登録すると、次から測れます。',
      'Nothing watches it. Name it as a target of capacity to have it measured.',
    );
  const names = new Map(looked.map(({ id, name }) => [id, name]));
  const answers = await answersBetween(pool, [...names.keys()], from, until);
  const measured = answers.flatMap((each) => {
    const downtime = downtimeOf(each, from, to, until);
    return downtime === null ? [] : [{ name: names.get(each.targetId)!, downtime }];
  });
  if (measured.length === 0) return unknown('この時間帯の測定が残っていません。', 'No measurement of this window is kept.');
  const worst = measured.reduce((a, b) => (b.downtime.downMinutes > a.downtime.downMinutes ? b : a));
  const least = Math.min(...measured.map(({ downtime }) => downtime.covered));
  if (least < coveredPartMin) {
    const percent = Math.round(least * 100);
    return unknown(`時間帯の${percent}%しか測れていません。`, `Only ${percent}% of the window was measured.`);
  }
  const isDown = measured.some(({ downtime }) => downtime.isDown);
  return {
    known: true,
    downtime: { ...worst.downtime, isDown },
    measuredBy: measured
      .map(({ name }) => name)
      .join('、')
      .slice(0, 200),
  };
}

const unknown = (ja: string, en: string): MeasuredDowntime => ({ known: false, because: words(ja, en) });
