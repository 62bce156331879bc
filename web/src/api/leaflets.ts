import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import type { Acknowledged, Audience, Leaflets, OpenLeaflet, Quiz, Register, RegisterSearch, Sent } from './leaflet-types.ts';

export * from './leaflet-types.ts';

export const leafletsQuery = queryOptions({ queryKey: ['leaflets'], queryFn: () => get<Leaflets>('/api/leaflets') });

export const registerPageSize = 50;
export const registerQuery = (search: RegisterSearch) =>
  queryOptions({
    queryKey: ['leaflet-register', search],
    queryFn: () => get<Register>(`/api/leaflets/requests${queryOf({ ...search, limit: registerPageSize })}`),
    placeholderData: keepPreviousData,
  });

/** Opening confirms nothing. The secret is in the body, so it stands in no address. */
export const openLeafletQuery = (token: string) =>
  queryOptions({
    queryKey: ['leaflet', token],
    queryFn: () => change<OpenLeaflet>('POST', '/api/leaflet/open', { token }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
export const acknowledgeLeaflet = (token: string, answer: number | null) =>
  change<Acknowledged>('POST', '/api/leaflet/acknowledge', { token, answer });

export const ownLeafletsQuery = queryOptions({
  queryKey: ['own-leaflets'],
  queryFn: () => get<{ leaflets: readonly OpenLeaflet[] }>('/api/me/leaflets'),
});
export const acknowledgeOwnLeaflet = (id: string, answer: number | null) =>
  change<Acknowledged>('POST', `/api/me/leaflets/${id}/acknowledge`, { answer });

export const sendLeaflet = (wanted: {
  audience: Audience;
  to: 'everyone' | 'newcomers';
  dueOn: string;
  digest: string;
  after: string | null;
}) => change<Sent>('POST', '/api/leaflets/send', wanted);
export const remindReaders = (audience: Audience) => change<{ queued: number }>('POST', '/api/leaflets/remind', { audience });
export const saveQuiz = (wanted: { audience: Audience; revision: number; quiz: Quiz | null }) =>
  change<{ revision: number }>('PUT', '/api/leaflets/quiz', wanted);
export const recordPaper = (wanted: { requests: readonly string[]; on: string; note: string }) =>
  change('POST', '/api/leaflets/paper', wanted);
