import type { CaseDetailView, CaseStateView } from '../api/cases-types.ts';

type Place = 'past' | 'now' | 'ahead';
export interface Station {
  readonly state: CaseStateView;
  readonly place: Place;
  /** Seconds since it came to the state before; null at the first and where it has not come yet. */
  readonly after: number | null;
}

/**
 * The states in the order in which they came, where it stands, and what can still come. Those that do not lie on the way are not shown.
 * One that it came to and went back from is to come again.
 */
export function stationsOf({ states, state }: Pick<CaseDetailView, 'states' | 'state'>): Station[] {
  const at = ({ reachedAt }: CaseStateView): number => (reachedAt === null ? 0 : Date.parse(reachedAt));
  const past = states
    .filter(({ id, reachedAt, ahead }) => reachedAt !== null && !ahead && id !== state.id)
    .toSorted((a, b) => at(a) - at(b));
  const now = states.filter(({ id }) => id === state.id);
  const ahead = states.filter(({ id, ahead, end }) => ahead && id !== state.id && end !== 'called-off');
  const reached = [...past, ...now].map((each, index, all) => ({
    state: each,
    place: each.id === state.id ? ('now' as const) : ('past' as const),
    after: index === 0 ? null : Math.max(0, (at(each) - at(all[index - 1]!)) / 1000),
  }));
  return [...reached, ...ahead.map((each) => ({ state: each, place: 'ahead' as const, after: null }))];
}
