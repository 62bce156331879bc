import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import {
  beginPasskey,
  beginTotp,
  changePassword,
  endSession,
  finishPasskey,
  finishTotp,
  liveSessionsOf,
  ownProfile,
  type Passkey,
  personOf,
  regenerateRecoveryCodes,
  removePasskey,
  setLanguage,
} from '../people/index.ts';
import { callerOf } from './access.ts';
import { type PeopleApiDeps, placeOf } from './authenticate.ts';
import {
  asRegistration,
  codeSchema,
  creationOptionsSchema,
  languageSchema,
  passkeyLabelSchema,
  passwordSchema,
  registrationSchema,
  rolesSchema,
  sessionSchema,
  totpOfferSchema,
  wireOptions,
} from './people.wire.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull, isoTime } from './wire.ts';

const mine = { access: 'signed-in', own: true } as const;
const mineConfirmed = { ...mine, stepUp: true } as const;
const byId = z.object({ id: z.uuid() });

const passkeySchema = z.object({ id: z.uuid(), label: z.string(), rpId: z.string(), createdAt: isoTime, lastUsedAt: isoTime.nullable() });
const toPasskey = ({ id, label, rpId, createdAt, lastUsedAt }: Passkey): z.output<typeof passkeySchema> => ({
  id,
  label,
  rpId,
  createdAt: createdAt.toISOString(),
  lastUsedAt: isoOrNull(lastUsedAt),
});

/** A person's own account: profile, sessions, password, factors, language. An auditor may use all of it. */
export function meRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  profileRoutes(app, deps);
  ownSessionRoutes(app, deps);
  totpRoutes(app, deps);
  passkeyRoutes(app, deps);
}

function profileRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me',
    config: mine,
    schema: {
      summary: 'My profile and my factors.',
      response: {
        200: z.object({
          id: z.uuid(),
          name: z.string(),
          login: z.string(),
          roles: rolesSchema,
          language: languageSchema,
          expiresAt: isoTime.nullable(),
          hasTotp: z.boolean(),
          passkeys: z.array(passkeySchema),
          recoveryCodesLeft: z.int(),
        }),
      },
    },
    handler: async (request) => {
      const { account, passkeys, ...factors } = await ownProfile(deps.people, callerOf(request));
      const { id, name, login, language } = account;
      return {
        id,
        name,
        login,
        language,
        roles: [...account.roles],
        expiresAt: isoOrNull(account.expiresAt),
        ...factors,
        passkeys: passkeys.map(toPasskey),
      };
    },
  });
  app.route({
    method: 'PATCH',
    url: '/api/me/language',
    config: mine,
    schema: { summary: 'The language of my screens and mails.', body: z.object({ language: languageSchema }), response: { 200: done } },
    handler: async (request) => {
      await setLanguage(deps.people, callerOf(request), request.body.language);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/me/password',
    config: mineConfirmed,
    schema: {
      summary: 'A new password; every other session of mine ends.',
      body: z.object({ current: passwordSchema, next: passwordSchema }),
      response: { 200: done },
    },
    handler: async (request) => {
      await changePassword(deps.people, callerOf(request), request.body.current, request.body.next);
      return { ok: true as const };
    },
  });
}

function ownSessionRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me/sessions',
    config: mine,
    schema: { summary: 'Where I am signed in.', response: { 200: z.object({ sessions: z.array(sessionSchema) }) } },
    handler: async (request) => {
      const { accountId, sessionId } = personOf(callerOf(request));
      const sessions = await liveSessionsOf(deps.people, accountId);
      return {
        sessions: sessions.map((session) => ({
          ...session,
          createdAt: session.createdAt.toISOString(),
          lastSeenAt: session.lastSeenAt.toISOString(),
          current: session.id === sessionId,
        })),
      };
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/me/sessions/:id',
    config: mine,
    schema: { summary: 'Ends one of my sessions.', params: byId, response: { 200: done } },
    handler: async (request) => {
      const { accountId } = personOf(callerOf(request));
      if (!(await endSession(deps.people, accountId, accountId, request.params.id))) throw new Fault('not-found');
      return { ok: true as const };
    },
  });
}

function totpRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'POST',
    url: '/api/me/totp/begin',
    config: mineConfirmed,
    schema: {
      summary: 'A new seed for the authenticator app; the old one works until the new one is proven.',
      response: { 200: totpOfferSchema },
    },
    handler: async (request) => beginTotp(deps.people, callerOf(request)),
  });
  app.route({
    method: 'POST',
    url: '/api/me/totp/finish',
    config: mineConfirmed,
    schema: { summary: 'The first code of the new seed.', body: z.object({ code: codeSchema }), response: { 200: done } },
    handler: async (request) => {
      await finishTotp(deps.people, callerOf(request), request.body.code);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/me/recovery-codes',
    config: mineConfirmed,
    schema: {
      summary: 'Ten new recovery codes; the old ones work no more.',
      response: { 200: z.object({ recoveryCodes: z.array(z.string()) }) },
    },
    handler: async (request) => ({ recoveryCodes: await regenerateRecoveryCodes(deps.people, callerOf(request)) }),
  });
}

function passkeyRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'POST',
    url: '/api/me/passkeys/begin',
    config: mineConfirmed,
    schema: { summary: 'What the browser needs to make a passkey.', response: { 200: creationOptionsSchema } },
    handler: async (request) => wireOptions(await beginPasskey(deps.people, callerOf(request), placeOf(request, deps))),
  });
  app.route({
    method: 'POST',
    url: '/api/me/passkeys/finish',
    config: mineConfirmed,
    schema: {
      summary: 'The new passkey, with a name to know it by.',
      body: z.object({ label: passkeyLabelSchema, response: registrationSchema }),
      response: { 200: passkeySchema },
    },
    handler: async (request) => {
      const { label, response } = request.body;
      return toPasskey(await finishPasskey(deps.people, callerOf(request), asRegistration(response), label, placeOf(request, deps)));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/me/passkeys/:id',
    config: mineConfirmed,
    schema: { summary: 'Removes a passkey; the last factor stays.', params: byId, response: { 200: done } },
    handler: async (request) => {
      await removePasskey(deps.people, callerOf(request), request.params.id);
      return { ok: true as const };
    },
  });
}
