import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, download, get, queryOf } from './client.ts';
import type {
  Duties,
  DutyResult,
  DutySearch,
  Feed,
  NoCase,
  OccurrenceDetail,
  Occurrences,
  Opened,
  Plan,
  QuietQuestion,
  Receipt,
} from './duties-types.ts';
import type { Cells } from './mechanism-types.ts';

export * from './duties-types.ts';

export const occurrencesPageSize = 50;
export const occurrencesMax = 200;

/** `state` left out is what is to be done. */
export const occurrencesQuery = ({
  who,
  state,
  limit = occurrencesPageSize,
  ...search
}: Omit<DutySearch, 'view' | 'month' | 'year'> & { readonly limit?: number }) =>
  queryOptions({
    queryKey: ['duties', 'occurrences', who ?? 'all', state ?? 'todo', limit, search],
    queryFn: () =>
      get<Occurrences>(
        `/api/duties/occurrences${queryOf({ ...search, state: state ?? 'todo', mine: who === 'mine' ? 'true' : undefined, limit })}`,
      ),
    placeholderData: keepPreviousData,
  });
export const occurrenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['duties', 'occurrence', id],
    queryFn: () => get<OccurrenceDetail>(`/api/duties/occurrences/${encodeURIComponent(id)}`),
    // The sheet is laid out anew at each look; who writes a record keeps the one they are reading.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
/** How many questions wait for «there was no case»; one's own, and the first only. */
export const quietCountQuery = queryOptions({
  queryKey: ['duties', 'occurrences', 'quiet'],
  queryFn: () => get<Occurrences>(`/api/duties/occurrences${queryOf({ kind: 'quiet', mine: 'true', limit: 1 })}`),
});
/** Their sheets are laid out anew at each look, as for a single record. */
export const quietQuestionsQuery = queryOptions({
  queryKey: ['duties', 'no-case'],
  queryFn: () => get<{ questions: readonly QuietQuestion[] }>('/api/duties/occurrences/no-case'),
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});
export const recordNoCase = (wanted: {
  occurrences: readonly { id: string; revision: number; sheetDigest: string | null }[];
  remark: string;
}) => change<NoCase>('POST', '/api/duties/occurrences/no-case', wanted);
export const dutiesQuery = queryOptions({ queryKey: ['duties', 'definitions'], queryFn: () => get<Duties>('/api/duties') });

export interface Record {
  readonly revision: number;
  readonly result: DutyResult;
  readonly record: Cells;
  readonly remark: string;
  /** Of the sheet that the person saw; null where there is none. */
  readonly sheetDigest: string | null;
  readonly attach: readonly string[];
}
export const completeOccurrence = (id: string, record: Record) => change<Receipt>('POST', `/api/duties/occurrences/${id}/complete`, record);
export const skipOccurrence = (id: string, wanted: { revision: number; reason: string }) =>
  change<Receipt>('POST', `/api/duties/occurrences/${id}/skip`, wanted);
export const moveOccurrence = (id: string, wanted: { revision: number; to: string; reason: string }) =>
  change<Receipt>('POST', `/api/duties/occurrences/${id}/move`, wanted);

export const saveDutySettings = (duty: string, wanted: { revision: number; owner: string; deputy: string | null; reason: string }) =>
  change<Receipt>('PUT', `/api/duties/${duty}/settings`, wanted);
export const recordDutyEvent = (duty: string, wanted: { about: string; happenedOn: string }) =>
  change<Opened>('POST', `/api/duties/${duty}/events`, wanted);
export const recordOrganisationChange = (wanted: { what: string; happenedOn: string }) =>
  change<Opened>('POST', '/api/organisation-changes', wanted);

export const feedQuery = queryOptions({ queryKey: ['duties', 'feed'], queryFn: () => get<Feed>('/api/duties/feed') });
/** A new password for the calendar; the old one ends at once. */
export const newFeedPassword = () => change<Feed>('POST', '/api/duties/feed');
export const endFeed = () => change('DELETE', '/api/duties/feed');
export const calendarFile = () => download('GET', '/api/duties/calendar', 'tejun-duties.ics');

/** The plan of a fiscal year: the one that begins in `year`, or today's. */
export const planQuery = (year: number | undefined) =>
  queryOptions({
    queryKey: ['duties', 'plan', year ?? 'now'],
    queryFn: () => get<Plan>(`/api/duties/plan${queryOf({ year })}`),
    placeholderData: keepPreviousData,
  });
