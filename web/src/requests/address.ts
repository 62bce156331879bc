import { type ApplySearch, type RequestSearch, requestScopes, requestStates } from '../api/requests-types.ts';

type Raw = Record<string, unknown>;
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
const count = (value: unknown): number | undefined => {
  const read = Number(value);
  return value !== undefined && Number.isInteger(read) && read > 0 ? read : undefined;
};
/** Without the empty ones, so that an address holds only what was chosen. */
const filled = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export const requestSearch = (raw: Raw): RequestSearch =>
  filled({
    scope: oneOf(raw.scope, requestScopes),
    state: oneOf(raw.state, [...requestStates, 'active', 'all'] as const),
    kind: text(raw.kind),
    q: text(raw.q),
    sort: oneOf(raw.sort, ['number', 'submittedAt', 'decideBy', 'validUntil'] as const),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    offset: count(raw.offset),
  }) as RequestSearch;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const id = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined);
/** What another page knows already (a program's name, its publisher, the device) stands in the form that it opens. */
export const applySearch = (raw: Raw): ApplySearch =>
  filled({
    draft: id(raw.draft),
    copy: id(raw.copy),
    name: text(raw.name),
    publisher: text(raw.publisher),
    device: id(raw.device),
  }) as ApplySearch;

/** What people want when they apply, in the order in which it comes up in a week. Rooms of kinds; what is in none comes last. */
export const wishes = ['devices', 'software', 'access', 'network', 'information', 'change', 'suppliers', 'audit', 'other'] as const;
export type Wish = (typeof wishes)[number];
const wishOfRoom: Readonly<Record<string, Wish>> = {
  devices: 'devices',
  endpoint: 'devices',
  software: 'software',
  exceptions: 'software',
  'privileged-access': 'access',
  'information/access-grant': 'access',
  network: 'network',
  information: 'information',
  'test-data': 'information',
  changes: 'change',
  configuration: 'change',
  development: 'change',
  systems: 'change',
  suppliers: 'suppliers',
  audits: 'audit',
};
/** `software/install` → software. A kind of its own wish comes before its room. */
export const wishOf = (kind: string): Wish => wishOfRoom[kind] ?? wishOfRoom[kind.split('/')[0] ?? ''] ?? 'other';

export const kindAddress = (kind: string): { room: string; name: string } => {
  const [room = '', name = ''] = kind.split('/');
  return { room, name };
};
