import { searchForm } from '../base/text.ts';
import type { Db } from '../db/pool.ts';
import { itemStates, type TitleState } from './decide.ts';
import { countByState, listTitles, type TitleFilter, type TitleListed } from './list.store.ts';

export type TitleQuery = Omit<TitleFilter, 'q'> & { readonly q: string | undefined };

/** How many titles stand where; `limited` of those are permitted in part, `traces` ran without being installed. */
export type TitleSums = Readonly<Record<Exclude<TitleState, 'seen'> | 'limited' | 'traces' | 'forbiddenTraces', number>>;

/** One page of the titles, with the sums of all. */
export async function titlePage(db: Db, { q, ...filter }: TitleQuery): Promise<{ total: number; titles: TitleListed[]; sums: TitleSums }> {
  const folded = searchForm(q ?? '')
    .replaceAll('\u0000', '')
    .trim()
    .replace(/[\\%_]/g, '\\$&');
  const [page, counts] = await Promise.all([listTitles(db, { ...filter, q: folded === '' ? null : `%${folded}%` }), countByState(db)]);
  const sum = (is: (one: (typeof counts)[number]) => boolean) => counts.filter(is).reduce((all, { count }) => all + count, 0);
  const installed = (state: TitleState) => sum((one) => one.kind === 'installed' && one.state === state);
  return {
    ...page,
    sums: {
      new: installed('new'),
      asked: installed('asked'),
      allowed: installed('allowed'),
      baseline: installed('baseline'),
      forbidden: installed('forbidden'),
      limited: sum((one) => one.kind === 'installed' && one.state === 'allowed' && one.limited),
      traces: sum((one) => one.kind === 'trace'),
      forbiddenTraces: sum((one) => one.kind === 'trace' && one.state === 'forbidden'),
    },
  };
}

/** The word for a stored state of a version. */
export const itemStateOfNumber = (state: number) => itemStates[state] ?? 'new';
