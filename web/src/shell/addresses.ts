import type { CapacitySearch } from '../api/capacity-types.ts';
import type { DriftCollection, DriftQuery } from '../api/drift-types.ts';
import type { InventorySearch, StrangerSearch } from '../api/inventory-types.ts';
import { type Audience, audiences, type RegisterSearch, registerFilters } from '../api/leaflet-types.ts';
import type { StaffQuery } from '../api/staff-types.ts';
import type { CheckPage, DeviceQuery, LedgerPage } from '../api/types.ts';

/** What stands after the question mark of an address, read strictly: what does not fit is left out, never an error page. */
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

export const boardStates = ['fail', 'unknown', 'pass', 'planned'] as const;
export type BoardState = (typeof boardStates)[number];
export const boardSearch = (raw: Raw): { show?: BoardState } => filled({ show: oneOf(raw.show, boardStates) }) as { show?: BoardState };

const verdicts = ['pass', 'fail', 'unknown'] as const;
export const checkSearch = (raw: Raw): CheckPage => filled({ verdict: oneOf(raw.verdict, verdicts), offset: count(raw.offset) });

export type DeviceSearch = Partial<Omit<DeviceQuery, 'limit'>>;
export const deviceSearch = (raw: Raw): DeviceSearch =>
  filled({
    q: text(raw.q),
    verdict: oneOf(raw.verdict, verdicts),
    platform: oneOf(raw.platform, ['windows', 'macos', 'linux'] as const),
    state: oneOf(raw.state, ['active', 'silent', 'conflict'] as const),
    class: oneOf(raw.class, ['client', 'server'] as const),
    environment: oneOf(raw.environment, ['production', 'verification', 'development', 'none'] as const),
    group: text(raw.group),
    agent: oneOf(raw.agent, ['old'] as const),
    sort: oneOf(raw.sort, ['name', 'platform', 'lastSeenAt', 'fail', 'unknown'] as const),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    offset: count(raw.offset),
  }) as DeviceSearch;

export const capacitySearch = (raw: Raw): CapacitySearch =>
  filled({
    q: text(raw.q),
    of: oneOf(raw.of, ['client', 'server', 'target'] as const),
    state: oneOf(raw.state, ['warned', 'filling', 'stable', 'silent'] as const),
    sort: oneOf(raw.sort, ['percent', 'name'] as const),
    offset: count(raw.offset),
  }) as CapacitySearch;

/** The lists in which changes are seen, in the order in which a person chooses among them. */
export const driftCollections = [
  'software',
  'user-software',
  'services',
  'startup-items',
  'listening-programs',
  'config-files',
  'settings',
  'accounts',
  'browser-extensions',
  'usb-devices',
  'interfaces',
  'hardware',
  'certificates',
] as const satisfies readonly DriftCollection[];
const day = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);
export type DriftSearch = DriftQuery;
export const driftSearch = (raw: Raw): DriftSearch =>
  filled({
    q: text(raw.q),
    device: text(raw.device),
    state: oneOf(raw.state, ['waiting', 'matched', 'explained', 'quiet', 'noted', 'closed', 'all'] as const),
    class: oneOf(raw.class, ['client', 'server'] as const),
    collection: oneOf(raw.collection, driftCollections),
    from: day(raw.from),
    until: day(raw.until),
    offset: count(raw.offset),
  }) as DriftSearch;
export type DriftEventSearch = { collection?: DriftCollection | undefined; offset?: number | undefined };
export const driftEventSearch = (raw: Raw): DriftEventSearch =>
  filled({ collection: oneOf(raw.collection, driftCollections), offset: count(raw.offset) });
export type DriftBaselineSearch = { device?: string | undefined; offset?: number | undefined; devices?: number | undefined };
export const driftBaselineSearch = (raw: Raw): DriftBaselineSearch =>
  filled({ device: text(raw.device), offset: count(raw.offset), devices: count(raw.devices) });

const shownCollections = [
  'software',
  'user-software',
  'browser-extensions',
  'services',
  'startup-items',
  'listening-programs',
  'config-files',
  'usb-devices',
  'interfaces',
  'accounts',
  'hardware',
  'certificates',
  'settings',
  'executed-programs',
  'foreign',
] as const;
export const inventorySearch = (raw: Raw): InventorySearch =>
  filled({
    show: oneOf(raw.show, shownCollections),
    q: text(raw.q),
    platform: oneOf(raw.platform, ['windows', 'macos', 'linux'] as const),
    sort: oneOf(raw.sort, ['key', 'devices', 'firstSeenAt'] as const),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    offset: count(raw.offset),
    item: count(raw.item),
  }) as InventorySearch;
export const strangerSearch = (raw: Raw): StrangerSearch =>
  filled({ state: oneOf(raw.state, ['answered'] as const), offset: count(raw.offset) }) as StrangerSearch;

export const clockSearch = (raw: Raw): { q?: string; offset?: number } => filled({ q: text(raw.q), offset: count(raw.offset) });

export const retiredSearch = (raw: Raw): { offset?: number } => filled({ offset: count(raw.offset) });

export type LiveSearch = { id?: string; q?: string; offset?: number; like?: string };
/** `id`: what came of one ask; `like`: a new one that begins as that one did. */
export const liveSearch = (raw: Raw): LiveSearch =>
  filled({ id: text(raw.id), q: text(raw.q), offset: count(raw.offset), like: text(raw.like) }) as LiveSearch;

export const ledgerSearch = (raw: Raw): LedgerPage =>
  filled({ before: count(raw.before), kind: text(raw.kind), subject: text(raw.subject) });

export type ValueSearch = { q?: string; origin?: 'fixed' | 'advised' | 'company' };
export const valueSearch = (raw: Raw): ValueSearch =>
  filled({ q: text(raw.q), origin: oneOf(raw.origin, ['fixed', 'advised', 'company'] as const) }) as ValueSearch;

/**
 * Only an address of this site may be returned to after signing in. The browser's own reading decides: it drops tabs and
 * turns backslashes, so what looks like a path may be a host.
 */
export const signInSearch = (raw: Raw): { next?: string } => {
  const wanted = text(raw.next);
  const here = 'http://here.invalid';
  if (wanted === undefined || !wanted.startsWith('/') || !URL.canParse(wanted, here)) return {};
  const { origin, pathname, search, hash } = new URL(wanted, here);
  return origin === here && !pathname.startsWith('//') ? { next: pathname + search + hash } : {};
};

/** Which two texts a comparison is of: ids of versions, or `draft`, `sample`, `in-force`; and what of it is shown. */
export const compareKinds = ['controls', 'clauses', 'values'] as const;
export type CompareKind = (typeof compareKinds)[number];
export type CompareSearch = { from?: string; to?: string; show?: CompareKind; chapter?: string };
export const compareSearch = (raw: Raw): CompareSearch =>
  filled({ from: text(raw.from), to: text(raw.to), show: oneOf(raw.show, compareKinds), chapter: text(raw.chapter) }) as CompareSearch;

/** The rules in force on a past day, and what is looked for in them. */
export type RulesSearch = { at?: string; q?: string };
export const rulesSearch = (raw: Raw): RulesSearch =>
  filled({ at: typeof raw.at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.at) ? raw.at : undefined, q: text(raw.q) }) as RulesSearch;

/** Which leaflet a page is about. */
export type LeafletSearch = { audience?: Audience };
export const leafletSearch = (raw: Raw): LeafletSearch => filled({ audience: oneOf(raw.audience, audiences) }) as LeafletSearch;
export const registerSearch = (raw: Raw): RegisterSearch =>
  filled({
    audience: oneOf(raw.audience, audiences),
    campaign: text(raw.campaign),
    state: oneOf(raw.state, registerFilters),
    q: text(raw.q),
    offset: count(raw.offset),
  });

/** Which notices are listed, and from which on. */
export const noticeShows = ['attention', 'waiting', 'sent', 'given-up'] as const;
export type NoticeShow = (typeof noticeShows)[number];
export type NoticeSearch = { show?: NoticeShow; offset?: number };
export const noticeSearch = (raw: Raw): NoticeSearch =>
  filled({ show: oneOf(raw.show, noticeShows), offset: count(raw.offset) }) as NoticeSearch;

/** A list of people, or with `person` (an id or `new`) the one that is being edited. */
export type StaffSearch = StaffQuery & { person?: string };
export const staffSearch = (raw: Raw): StaffSearch =>
  filled({
    q: text(raw.q),
    state: oneOf(raw.state, ['active', 'left'] as const),
    department: text(raw.department),
    duty: oneOf(raw.duty, ['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer'] as const),
    sort: oneOf(raw.sort, ['number', 'name', 'department'] as const),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    offset: count(raw.offset),
    person: text(raw.person),
  }) as StaffSearch;

export const reportSearch = (raw: Raw): { month?: string } =>
  filled({ month: typeof raw.month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(raw.month) ? raw.month : undefined }) as {
    month?: string;
  };
