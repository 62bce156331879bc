import type { SoftwareSearch } from '../api/software-types.ts';

type Raw = Record<string, unknown>;
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
const count = (value: unknown): number | undefined => {
  const read = Number(value);
  return value !== undefined && Number.isInteger(read) && read > 0 ? read : undefined;
};

export const softwareStates = ['new', 'asked', 'allowed', 'limited', 'forbidden', 'baseline'] as const;

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export const softwareSearch = (raw: Raw): SoftwareSearch =>
  Object.fromEntries(
    Object.entries({
      q: text(raw.q),
      kind: oneOf(raw.kind, ['trace'] as const),
      state: oneOf(raw.state, [...softwareStates, 'seen'] as const),
      platform: oneOf(raw.platform, ['windows', 'macos', 'linux'] as const),
      publisher: text(raw.publisher),
      gone: oneOf(raw.gone, ['true'] as const),
      sort: oneOf(raw.sort, ['firstSeen', 'name'] as const),
      order: oneOf(raw.order, ['asc'] as const),
      offset: count(raw.offset),
    }).filter(([, value]) => value !== undefined),
  );

export const titleSearch = (raw: Raw): { offset?: number } => {
  const offset = count(raw.offset);
  return offset === undefined ? {} : { offset };
};
