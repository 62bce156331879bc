import { queryOptions } from '@tanstack/react-query';
import { change, get } from './client.ts';
import type { Role } from './session.ts';
import type { Language } from './types.ts';

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly status: 'invited' | 'active' | 'disabled';
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly hasTotp: boolean;
  readonly passkeys: number;
  readonly lastSeenAt: string | null;
  readonly invitationExpiresAt: string | null;
}
export interface Invitation {
  readonly accountId: string;
  readonly url: string;
  readonly expiresAt: string;
}
export interface SignedInBrowser {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
  readonly browser: string;
  readonly factor: 'totp' | 'passkey' | 'recovery';
  readonly current: boolean;
}
export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly expiresAt: string | null;
  readonly hasTotp: boolean;
  readonly passkeys: readonly Passkey[];
  readonly recoveryCodesLeft: number;
}
export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  readonly qrSvg: string;
}
/** What a second factor needs to be registered; `passkey` is null where the browser allows none. */
export interface Begun {
  readonly totp: TotpOffer;
  readonly passkey: unknown;
}

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => get<{ people: readonly Person[] }>('/api/people') });
export const profileQuery = queryOptions({ queryKey: ['me'], queryFn: () => get<Profile>('/api/me') });

/** `null` is oneself. */
const sessionsPath = (personId: string | null) => (personId === null ? '/api/me/sessions' : `/api/people/${personId}/sessions`);
export const sessionsQuery = (personId: string | null) =>
  queryOptions({
    queryKey: ['sessions', personId],
    queryFn: () => get<{ sessions: readonly SignedInBrowser[] }>(sessionsPath(personId)),
  });
export const endSession = (personId: string | null, id: string) => change('DELETE', `${sessionsPath(personId)}/${id}`);

export const invitePerson = (person: {
  name: string;
  login: string;
  roles: readonly Role[];
  expiresAt: string | null;
  language: Language;
}) => change<Invitation>('POST', '/api/people', person);
export const inviteAgain = (id: string) => change<Invitation>('POST', `/api/people/${id}/invitation`);
export const changePerson = (id: string, person: { roles?: readonly Role[]; expiresAt?: string | null }) =>
  change('PATCH', `/api/people/${id}`, person);
export const setPersonActive = (id: string, active: boolean) => change('POST', `/api/people/${id}/${active ? 'enable' : 'disable'}`);
