import { type Words, words } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import type { Collected } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import { lookUp, numberOf } from './dictionary.ts';
import { addFresh, freshToday, hasSets } from './flood.store.ts';

/**
 * How many items that nobody told before one device may bring in a day: a great upgrade of a system renews some thousand. Beside
 * that its first list of each kind may be all new, for the first machine of a company has nobody to share with.
 */
export const freshItemsPerDayMax = 5_000;

export interface ToldSet {
  readonly deviceId: string;
  readonly platform: Platform;
  readonly collected: Collected;
}

/** The sets that bring too much new at once. What is refused leaves nothing behind, and what is allowed is counted. */
export async function refuseFloods(tx: Tx, sets: readonly ToldSet[], now: Date): Promise<Map<Collected, Words>> {
  const unknown = await lookUp(
    tx,
    sets.map(({ platform, collected }) => ({ platform, ...collected })),
  );
  const fresh = sets.map(({ platform, collected: { collection, items } }) =>
    unknown.size === 0 ? 0 : items.filter((item) => numberOf({ platform, collection }, item) === undefined).length,
  );
  const refused = new Map<Collected, Words>();
  if (fresh.every((count) => count === 0)) return refused;
  const told = await hasSets(
    tx,
    sets.map(({ deviceId, collected }) => ({ deviceId, collection: collected.collection })),
  );
  const today = await freshToday(
    tx,
    sets.map(({ deviceId }) => deviceId),
    now,
  );
  const added = new Map<string, number>();
  sets.forEach(({ deviceId, collected }, at) => {
    // A first list is limited by its length alone.
    if (!told.has(`${deviceId} ${collected.collection}`) || fresh[at] === 0) return;
    const sum = (today.get(deviceId) ?? 0) + (added.get(deviceId) ?? 0) + fresh[at]!;
    if (sum > freshItemsPerDayMax) refused.set(collected, floodWords(fresh[at]!));
    else added.set(deviceId, (added.get(deviceId) ?? 0) + fresh[at]!);
  });
  if (added.size > 0) await addFresh(tx, added, now);
  return refused;
}

const floodWords = (count: number): Words =>
  words(
    `1日に受け入れる数を超える新しい項目(${count}件)が届いたため、この一覧を取り込みませんでした。端末の報告を確かめてください。`,
    `The list was not taken in: it brings ${count} new items, more than is accepted in a day. Look into what the device reports.`,
  );
