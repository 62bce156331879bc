/** Words shown to a person. Japanese is the source language, English stands beside it; neither may be empty. */
export interface Words {
  readonly ja: string;
  readonly en: string;
}
export type Language = keyof Words;

export const words = (ja: string, en: string): Words => ({ ja, en });

/** Folds what a person types and what we store onto one form, so that ｶﾅ, Ａ and ⼩ are found by カナ, A and 小. */
export const searchForm = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A length of time as a person says it: 45秒, 10分, 3時間, 2日. Minutes and above are rounded down. */
export function saidDuration(ms: number): Words {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  if (seconds < 60) return words(`${seconds}秒`, plural(seconds, 'second'));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return words(`${minutes}分`, plural(minutes, 'minute'));
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return words(`${hours}時間`, plural(hours, 'hour'));
  const days = Math.floor(hours / 24);
  return words(`${days}日`, plural(days, 'day'));
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** A list as a person reads it, cut after `most` items with the number of the rest said. */
export function saidList(items: readonly string[], most = 5): Words {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  return words(shown.join('、') + (rest > 0 ? ` ほか${rest}件` : ''), shown.join(', ') + (rest > 0 ? ` and ${rest} more` : ''));
}
