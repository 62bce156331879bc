import { queryOptions } from '@tanstack/react-query';
import { change, get } from './client.ts';
import type { Language } from './types.ts';

export const roles = ['administrator', 'committee', 'management', 'departmentManager', 'employee', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** The person who is signed in, as far as the shell needs to know. */
export interface Me {
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly passkeysHere: boolean;
}
export type Session =
  | { readonly signedIn: false; readonly setUp: boolean; readonly passkeysHere: boolean }
  | ({ readonly signedIn: true; readonly steppedUpUntil: string | null } & Me);

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => get<Session>('/api/session'),
  staleTime: 60_000,
  retry: false,
});

export const signOut = () => change('POST', '/api/sign-out');

export type FactorKind = 'passkey' | 'totp' | 'recovery';
export const signInWithPassword = (login: string, password: string) =>
  change<{ next: FactorKind; factors: readonly FactorKind[] }>('POST', '/api/sign-in', { login, password });
export const signInWithCode = (kind: 'totp' | 'recovery', code: string) => change('POST', `/api/sign-in/${kind}`, { code });
export const stepUpWithCode = (code: string) => change('POST', '/api/step-up', { code });
