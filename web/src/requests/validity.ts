/** Days as they stand in the field: none, a number, or what was typed and is none. */
export type Days = number | string | null;

/** Why so many days cannot be asked for; null where they can. No days at all: as long as the kind allows. */
export const validityProblem = (days: Days, daysMax: number | null): 'validWhole' | 'validTooLong' | null => {
  if (days === null) return null;
  if (typeof days === 'string' || !Number.isInteger(days) || days < 1) return 'validWhole';
  return daysMax !== null && days > daysMax ? 'validTooLong' : null;
};
