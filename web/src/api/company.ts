/** The company's facts, its calendar and the interview: shapes of what the server answers, what is asked, what is sent. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError, change, get, queryOf } from './client.ts';
import type { Calendar, Company, FactChange, FactHistory, HolidaysPreview, Interview, InterviewProgress } from './company-types.ts';

export type * from './company-types.ts';

export const companyQuery = queryOptions({ queryKey: ['company', 'facts'], queryFn: () => get<Company>('/api/company') });
export const factHistoryQuery = (key: string) =>
  queryOptions({ queryKey: ['company', 'history', key], queryFn: () => get<FactHistory>(`/api/company/history${queryOf({ key })}`) });
/** So many months from one on, `2026-04`. */
export const calendarQuery = (from: string, months: number) =>
  queryOptions({
    queryKey: ['company', 'calendar', from, months],
    queryFn: () => get<Calendar>(`/api/calendar${queryOf({ from, months })}`),
    placeholderData: keepPreviousData,
  });
export const interviewQuery = queryOptions({ queryKey: ['company', 'interview'], queryFn: () => get<Interview>('/api/interview') });

export const saveFacts = (changes: readonly FactChange[]) => change<Company>('PUT', '/api/company/facts', { changes });
/** Who must approve: asks for the second factor first. */
export const saveApprovals = (value: number, revision: number) => change<Company>('PUT', '/api/company/approvals', { value, revision });
export const answerQuestions = (questions: readonly string[]) => change<InterviewProgress>('POST', '/api/interview/answers', { questions });
/** Our suggestions where the guideline says "as needed" and nobody has decided when that is. */
export const takeNecessities = () =>
  change<{ changed: number }>('POST', '/api/procedures/draft/suggestions', { owner: null, deputy: null, necessity: true });

/** Sends the bytes of a holiday file: without `apply` for a preview, with the preview's digest to be stored. */
export async function sendHolidays(file: Blob, apply?: { digest: string; revision: number }): Promise<HolidaysPreview> {
  const query = queryOf({ apply: apply?.digest, revision: apply?.revision });
  const response = await fetch(`/api/company/holidays${query}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  const body = (await response.json().catch(() => null)) as (HolidaysPreview & { error?: string; params?: ApiError['params'] }) | null;
  if (response.ok && body !== null) return body;
  throw new ApiError(body?.error ?? (response.status >= 500 ? 'internal' : 'bad-request'), response.status, body?.params ?? {});
}
