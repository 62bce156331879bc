import type { Words } from '../base/text.ts';
import type { ConsolePart } from '../facts/console-part.ts';
import { unknown, type Verdict } from '../mechanism/check.ts';
import { numberParam } from '../mechanism/param.ts';

/** A list that a person imports speaks for a time only: the consoles themselves are not asked. */
export const consoleListMaxDays = numberParam({
  id: 'consoleListMaxDays',
  title: {
    ja: '端末管理とウイルス対策の管理画面の一覧を取り込み直すまでの日数',
    en: 'Days after which lists of device management and virus protection are imported anew',
  },
  origin: 'company',
  default: 35,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
});

const dayMs = 86_400_000;
/** Where a day of the company begins. Japan has known no summer time since 1951. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+09:00`);

/** Where the agent cannot tell, the list counts while it is young enough; what the agent saw itself is never overruled. */
export function orByList<V>(
  own: Verdict,
  part: ConsolePart<V> | undefined,
  { maxDays, now }: { readonly maxDays: number; readonly now: Date },
  judge: (value: V, list: Words) => Verdict,
): Verdict {
  if (own.verdict !== 'unknown' || part === undefined) return own;
  const { product, asOf, value } = part;
  const days = Math.floor((now.getTime() - startOf(asOf)) / dayMs);
  const { ja, en } = own.because;
  if (days < 0)
    return unknown(
      `${ja}取り込んだ${product}の一覧の日付(${asOf})が未来になっています。`,
      `${en} The list of ${product} (${asOf}) lies in the future.`,
    );
  if (days > maxDays)
    return unknown(
      `${ja}取り込んだ${product}の一覧は${days}日前のものです(基準は${maxDays}日以内)。`,
      `${en} The imported list of ${product} is ${days} days old (limit ${maxDays}).`,
    );
  return judge(value, { ja: `${product}の一覧(${asOf}時点)`, en: `the list of ${product} as of ${asOf}` });
}

/**
 * What a day in a list tells of something that must not be longer ago than a limit. A day without a time counts from its beginning.
 * `within`: so it is now. `beyond`: so it was already on the day of the list. `open`: it was in order then, and nobody knows what was done
 * since. `impossible`: later than the list itself.
 */
export function dayInList(value: string, asOf: string, limitMs: number, now: Date): 'within' | 'beyond' | 'open' | 'impossible' {
  if (value > asOf) return 'impossible';
  if (now.getTime() - startOf(value) <= limitMs) return 'within';
  return startOf(asOf) - startOf(value) > limitMs ? 'beyond' : 'open';
}

export const impossibleDay = (value: string, list: Words): Verdict =>
  unknown(
    `${list.ja}にある日付(${value})が、一覧の日より後になっています。`,
    `A day in ${list.en} (${value}) is later than the list itself.`,
  );
