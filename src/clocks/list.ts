import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import { type ClockListed, type ClockSums, clockSums, clocksByWorst, daysOf } from './trend.store.ts';
import { type DaySummary, summaryOf } from './window.ts';

export interface ClockOfDevice extends ClockListed {
  /** Oldest first; days on which nothing was measured are absent. */
  readonly days: readonly (DaySummary & { readonly day: string })[];
}

export interface ClockQuery {
  readonly q?: string | undefined;
  readonly offset: number;
  readonly limit: number;
  /** The company's limit, for the sums. */
  readonly limitMs: number;
  /** The first day of the trend that is wanted. */
  readonly from: string;
}

/** One page of the devices' clocks, the worst first, with their trend. */
export async function listClocks(db: Db, query: ClockQuery): Promise<{ sums: ClockSums; devices: ClockOfDevice[] }> {
  const q = query.q
    ? `%${searchForm(query.q)
        .replaceAll('\u0000', '')
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;
  const [sums, listed] = await Promise.all([
    clockSums(db, q, query.limitMs),
    clocksByWorst(db, { q, offset: query.offset, limit: query.limit }),
  ]);
  const ids = listed.map(({ deviceId }) => deviceId);
  const days = Map.groupBy(await daysOf(db, ids, query.from), ({ deviceId }) => deviceId);
  return {
    sums,
    devices: listed.map((device) => ({
      ...device,
      days: (days.get(device.deviceId) ?? []).map(({ day, offsetsMs }) => ({ day, ...summaryOf(offsetsMs) })),
    })),
  };
}
