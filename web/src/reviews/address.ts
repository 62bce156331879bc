import type { ReviewSearch } from '../api/reviews-types.ts';

/** What stands after the question mark of the address of a review, read strictly. */
export function reviewSearch(raw: Record<string, unknown>): ReviewSearch {
  const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
  const offset = Number(raw.offset);
  const found = {
    part: oneOf(raw.part, ['administrator', 'committee'] as const),
    decided: oneOf(raw.decided, ['no', 'yes'] as const),
    flagged: oneOf(raw.flagged, ['yes', 'no'] as const),
    mine: oneOf(raw.mine, ['yes'] as const),
    q: typeof raw.q === 'string' && raw.q !== '' ? raw.q : undefined,
    offset: Number.isInteger(offset) && offset > 0 ? offset : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ReviewSearch;
}
