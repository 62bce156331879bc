import type { ScanSearch } from '../api/scans-types.ts';

type Raw = Record<string, unknown>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);

export const scanSeverities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export const scanStates = ['new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'] as const;
export const scanWaits = ['open', 'overdue', 'gone', 'reappeared', 'proposed'] as const;

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export function scanSearch(raw: Raw): ScanSearch {
  const offset = Number(raw.offset);
  const found: ScanSearch = {
    target: typeof raw.target === 'string' && uuid.test(raw.target) ? raw.target : undefined,
    q: (typeof raw.q === 'string' || typeof raw.q === 'number') && raw.q !== '' ? String(raw.q) : undefined,
    state: oneOf(raw.state, scanStates),
    severity: oneOf(raw.severity, scanSeverities),
    waits: oneOf(raw.waits, scanWaits),
    offset: raw.offset !== undefined && Number.isInteger(offset) && offset > 0 ? offset : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ScanSearch;
}
