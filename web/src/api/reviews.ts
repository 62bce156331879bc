import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, download, get, queryOf, sendFile } from './client.ts';
import type {
  Keepable,
  ListVariant,
  Review,
  ReviewAnswers,
  ReviewDecision,
  Reviewers,
  ReviewLines,
  ReviewListPreview,
  ReviewLists,
  ReviewPart,
  ReviewSearch,
  ReviewVariant,
} from './reviews-types.ts';

export * from './reviews-types.ts';

const at = (id: string, rest = ''): string => `/api/reviews/${encodeURIComponent(id)}${rest}`;
export const reviewKey = (id: string) => ['review', id];
export const reviewPageSize = 100;

export const reviewQuery = (id: string) => queryOptions({ queryKey: [...reviewKey(id), 'one'], queryFn: () => get<Review>(at(id)) });
export const reviewLinesQuery = (id: string, search: ReviewSearch) =>
  queryOptions({
    queryKey: [...reviewKey(id), 'lines', search],
    queryFn: () => get<ReviewLines>(at(id, `/lines${queryOf({ ...search, limit: reviewPageSize })}`)),
    placeholderData: keepPreviousData,
  });
export const keepableQuery = (id: string) =>
  queryOptions({ queryKey: [...reviewKey(id), 'keepable'], queryFn: () => get<Keepable>(at(id, '/keepable')), gcTime: 0 });

export interface GivenDecision {
  readonly line: string;
  readonly seen: number;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly answers: ReviewAnswers | null;
}
export const decideLines = (id: string, decisions: readonly GivenDecision[]) =>
  change<{ ok: true }>('POST', at(id, '/decisions'), { decisions });
/** Asks for the second factor again. */
export const keepTogether = (id: string, given: { digest: string; lines: number }) =>
  change<{ kept: number }>('POST', at(id, '/kept'), given);
/** Begins one besides those that begin by themselves. */
export const beginReview = (variant: ReviewVariant) => change<{ id: string; number: string }>('POST', '/api/reviews', { variant });
export const reviewersQuery = (id: string) =>
  queryOptions({ queryKey: [...reviewKey(id), 'reviewers'], queryFn: () => get<Reviewers>(at(id, '/reviewers')), gcTime: 0 });
/** Hands lines to an account, or back where there is none. */
export const assignLines = (id: string, given: { lines: readonly string[]; to: string | null; reason: string }) =>
  change<{ ok: true }>('POST', at(id, '/assignments'), given);
export const finishPart = (id: string, given: { part: ReviewPart; remark: string }) =>
  change<{ ok: true }>('POST', at(id, '/finish'), given);
export const downloadReview = (id: string, number: string) => download('GET', at(id, '/sheet'), `${number}.xlsx`);

export const reviewListsQuery = queryOptions({ queryKey: ['review-lists'], queryFn: () => get<ReviewLists>('/api/review-lists') });
type Columns = Readonly<Record<string, string | null>>;
const listPath = (variant: ListVariant, act: string, file: File, columns: Columns | null, more: Record<string, string> = {}) =>
  `/api/review-lists/${variant}/${act}${queryOf({ file: file.name.slice(-200), ...(columns && { columns: JSON.stringify(columns) }), ...more })}`;
export const previewList = (variant: ListVariant, file: File, columns: Columns | null) =>
  sendFile<ReviewListPreview>(listPath(variant, 'preview', file, columns), file);
export const applyList = (variant: ListVariant, file: File, columns: Columns, given: { digest: string; name: string; asOf: string }) =>
  sendFile<{ lines: number; joined: number }>(listPath(variant, 'apply', file, columns, given), file);
