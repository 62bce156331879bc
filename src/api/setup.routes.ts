import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { beginEnrolment, finishEnrolment, openLink } from '../people/index.ts';
import { fromOf, type PeopleApiDeps, placeOf } from './authenticate.ts';
import { clearCookie, readCookie, setCookie } from './cookies.ts';
import {
  asRegistration,
  codeSchema,
  creationOptionsSchema,
  languageSchema,
  linkTokenSchema,
  loginSchema,
  nameSchema,
  passkeyLabelSchema,
  passwordSchema,
  registrationSchema,
  rolesSchema,
  totpOfferSchema,
  wireOptions,
} from './people.wire.ts';
import type { ApiApp } from './server.ts';
import { done, isoTime } from './wire.ts';

const begun = z.object({
  totp: totpOfferSchema,
  passkey: creationOptionsSchema.nullable().describe('Null where browsers allow no passkey at this address.'),
});
const factor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('totp'), code: codeSchema }),
  z.object({ kind: z.literal('passkey'), label: passkeyLabelSchema, response: registrationSchema }),
]);
const finished = z.object({ recoveryCodes: z.array(z.string()).describe('Shown this once.') });

/** Behind a set-up or an invitation link. The secret of the link comes in the body; in the address it stands behind `#`. */
export function setupRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'POST',
    url: '/api/setup/open',
    config: { access: 'public' },
    schema: { summary: 'Does the set-up link work?', body: z.object({ token: linkTokenSchema }), response: { 200: done } },
    handler: async (request) => {
      await openLink(deps.people, 'setup', request.body.token, request.ip);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/setup/begin',
    config: { access: 'public' },
    schema: {
      summary: 'The first administrator: name, login, password. Answers with what a second factor needs.',
      body: z.object({ token: linkTokenSchema, name: nameSchema, login: loginSchema, password: passwordSchema, language: languageSchema }),
      response: { 200: begun },
    },
    handler: async (request, reply) => {
      const { token, name, login, password, language } = request.body;
      return begin(request, reply, { purpose: 'setup', token, password, language, self: { name, login }, address: request.ip });
    },
  });
  finishRoute(app, deps, '/api/setup/finish');
  invitationRoutes(app, deps, begin);

  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    given: Parameters<typeof beginEnrolment>[1],
  ): Promise<z.output<typeof begun>> {
    const { token, totp, passkey } = await beginEnrolment(deps.people, given, placeOf(request, deps));
    setCookie(request, reply, 'ceremony', token);
    return { totp, passkey: passkey && wireOptions(passkey) };
  }
}

type Begin = (request: FastifyRequest, reply: FastifyReply, given: Parameters<typeof beginEnrolment>[1]) => Promise<z.output<typeof begun>>;

function invitationRoutes(app: ApiApp, deps: PeopleApiDeps, begin: Begin): void {
  app.route({
    method: 'POST',
    url: '/api/invitations/open',
    config: { access: 'public' },
    schema: {
      summary: 'Who is invited by this link?',
      body: z.object({ token: linkTokenSchema }),
      response: { 200: z.object({ name: z.string(), login: z.string(), roles: rolesSchema, expiresAt: isoTime }) },
    },
    handler: async (request) => {
      const { invited, expiresAt } = await openLink(deps.people, 'invitation', request.body.token, request.ip);
      if (invited === null || expiresAt === null) throw new Fault('link-expired');
      return { name: invited.name, login: invited.login, roles: [...invited.roles], expiresAt: expiresAt.toISOString() };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/invitations/begin',
    config: { access: 'public' },
    schema: {
      summary: 'The invited person sets a password.',
      body: z.object({ token: linkTokenSchema, password: passwordSchema, language: languageSchema }),
      response: { 200: begun },
    },
    handler: async (request, reply) => begin(request, reply, { purpose: 'invitation', ...request.body, self: null, address: request.ip }),
  });
  finishRoute(app, deps, '/api/invitations/finish');
}

function finishRoute(app: ApiApp, deps: PeopleApiDeps, url: string): void {
  app.route({
    method: 'POST',
    url,
    config: { access: 'public' },
    schema: {
      summary: 'The second factor is proven; the account works, and this browser is signed in.',
      body: z.object({ factor }),
      response: { 200: finished },
    },
    handler: async (request, reply) => {
      const token = readCookie(request, 'ceremony');
      if (token === null) throw new Fault('link-expired');
      const given = request.body.factor;
      const enrolled = await finishEnrolment(
        deps.people,
        token,
        given.kind === 'totp' ? given : { ...given, response: asRegistration(given.response), place: placeOf(request, deps) },
        fromOf(request),
      );
      clearCookie(request, reply, 'ceremony');
      // An auditor's account whose window has not opened signs in once it has.
      if (enrolled.sessionToken !== null) setCookie(request, reply, 'session', enrolled.sessionToken);
      setCookie(request, reply, 'browser', enrolled.browserToken);
      return { recoveryCodes: [...enrolled.recoveryCodes] };
    },
  });
}
