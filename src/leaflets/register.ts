import { Fault } from '../base/fault.ts';
import { searchForm } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import { campaignById, campaignsOf, currentCampaigns } from './campaign.store.ts';
import type { Audience } from './content.ts';
import { hasAddress, isInAudience, readersById } from './people.ts';
import type { LeafletDeps, Reader } from './ports.ts';
import { remindersOf } from './reminder.store.ts';
import { type Method, type Request, requestsOf } from './request.store.ts';

export const entryStates = ['open', 'overdue', 'acknowledged', 'not-asked', 'void'] as const;
export type EntryState = (typeof entryStates)[number];

/** One line of the register of acknowledgements (R-ACK): who, whether, when, which version, how. */
export interface RegisterEntry {
  /** Null for who has not been asked. */
  readonly requestId: string | null;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly kana: string;
    readonly department: string | null;
    readonly active: boolean;
  };
  readonly state: EntryState;
  readonly hasAddress: boolean;
  readonly askedAt: Date | null;
  readonly dueOn: string | null;
  readonly acknowledgedAt: Date | null;
  readonly method: Method | null;
  /** True where the confirmation of the very same content counts again. */
  readonly carried: boolean;
  readonly receipt: number | null;
  readonly recordedBy: string | null;
  readonly paperOn: string | null;
  readonly note: string | null;
  readonly reminders: number;
  readonly remindedAt: Date | null;
}

export interface RegisterQuery {
  readonly audience: Audience;
  /** A sending; without it the one that counts now. */
  readonly campaign?: string | undefined;
  /** `waiting` is open and overdue together; `no-address` those of them without an address. */
  readonly state?: EntryState | 'waiting' | 'no-address' | undefined;
  readonly q?: string | undefined;
}

export interface Register {
  readonly campaign: {
    readonly id: string;
    readonly version: string;
    readonly sentAt: Date;
    readonly dueOn: string;
    readonly current: boolean;
  } | null;
  readonly campaigns: readonly { readonly id: string; readonly version: string; readonly sentAt: Date }[];
  /** Of the whole sending, whatever the query leaves out. */
  readonly counts: Readonly<Record<EntryState, number>> & { readonly noAddress: number };
  /** Those the query asks for, by reading of their names. */
  readonly entries: readonly RegisterEntry[];
}

/**
 * The register of one sending of one leaflet, whole: the caller cuts pages or writes a file from it.
 * @throws Fault `not-found` for a sending of another leaflet, or none
 */
export async function register(deps: LeafletDeps, query: RegisterQuery): Promise<Register> {
  const { pool, clock } = deps;
  const campaigns = (await campaignsOf(pool, query.audience)).map(({ id, versionNumber: version, sentAt }) => ({ id, version, sentAt }));
  const chosen =
    query.campaign === undefined ? (await currentCampaigns(pool)).get(query.audience) : await campaignById(pool, query.campaign);
  if (query.campaign !== undefined && chosen?.audience !== query.audience) throw new Fault('not-found', { campaign: query.campaign });
  const empty = { open: 0, overdue: 0, acknowledged: 0, 'not-asked': 0, void: 0, noAddress: 0 };
  if (!chosen) return { campaign: null, campaigns, counts: empty, entries: [] };
  const readers = await readersById(deps, pool);
  const [requests, reminders] = await Promise.all([requestsOf(pool, chosen.id), remindersOf(pool, chosen.id)]);
  const today = localDateOf(clock.now());
  const asked = new Set(requests.map(({ personId }) => personId));
  const isCurrent = chosen.replacedAt === null;
  const all: RegisterEntry[] = [
    ...requests.map((request) => {
      const reminded = reminders.get(request.id);
      return {
        ...entryOf(request, readers.get(request.personId), today),
        reminders: reminded?.count ?? 0,
        remindedAt: reminded?.last ?? null,
      };
    }),
    ...(isCurrent
      ? [...readers.values()].filter((reader) => isInAudience(reader, query.audience) && !asked.has(reader.id)).map(notAsked)
      : []),
  ];
  const counts = { ...empty };
  for (const entry of all) {
    counts[entry.state] += 1;
    if (isWaiting(entry) && !entry.hasAddress) counts.noAddress += 1;
  }
  return {
    campaign: { id: chosen.id, version: chosen.versionNumber, sentAt: chosen.sentAt, dueOn: chosen.dueOn, current: isCurrent },
    campaigns,
    counts,
    entries: all.filter((entry) => isWanted(entry, query)).sort(byReading),
  };
}

const isWaiting = ({ state }: RegisterEntry): boolean => state === 'open' || state === 'overdue';

function isWanted(entry: RegisterEntry, { state, q }: RegisterQuery): boolean {
  if (state === 'waiting' && !isWaiting(entry)) return false;
  if (state === 'no-address' && !(isWaiting(entry) && !entry.hasAddress)) return false;
  if (state !== undefined && state !== 'waiting' && state !== 'no-address' && entry.state !== state) return false;
  const wanted = searchForm(q ?? '').trim();
  const { name, kana, department } = entry.person;
  return wanted === '' || [name, kana, department ?? ''].some((text) => searchForm(text).includes(wanted));
}

const collator = new Intl.Collator('ja');
const byReading = (a: RegisterEntry, b: RegisterEntry): number =>
  collator.compare(a.person.kana || a.person.name, b.person.kana || b.person.name) || (a.person.id < b.person.id ? -1 : 1);

function entryOf(request: Request, reader: Reader | undefined, today: string): Omit<RegisterEntry, 'reminders' | 'remindedAt'> {
  const overdue = request.state === 'open' && request.dueOn < today;
  return {
    requestId: request.id,
    person: personOf(reader, request.personId),
    state: overdue ? 'overdue' : request.state,
    hasAddress: reader !== undefined && hasAddress(reader),
    askedAt: request.askedAt,
    dueOn: request.dueOn,
    acknowledgedAt: request.acknowledgedAt,
    method: request.method,
    carried: request.carriedFrom !== null,
    receipt: request.receipt,
    recordedBy: request.method === 'paper' ? request.acknowledgedBy : null,
    paperOn: request.paperOn,
    note: request.note,
  };
}

const notAsked = (reader: Reader): RegisterEntry => ({
  requestId: null,
  person: personOf(reader, reader.id),
  state: 'not-asked',
  hasAddress: hasAddress(reader),
  askedAt: null,
  dueOn: null,
  acknowledgedAt: null,
  method: null,
  carried: false,
  receipt: null,
  recordedBy: null,
  paperOn: null,
  note: null,
  reminders: 0,
  remindedAt: null,
});

const personOf = (reader: Reader | undefined, id: string): RegisterEntry['person'] => ({
  id,
  name: reader?.name ?? '',
  kana: reader?.kana ?? '',
  department: reader?.department ?? null,
  active: reader?.active ?? false,
});
