import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import {
  endSession,
  finishSignIn,
  isSetUp,
  type Proof,
  personOf,
  signInPasskeyOptions,
  startSignIn,
  stepUp,
  stepUpLifeMs,
  stepUpPasskeyOptions,
} from '../people/index.ts';
import { callerOf } from './access.ts';
import { fromOf, type PeopleApiDeps, placeOf } from './authenticate.ts';
import { clearCookie, readCookie, setCookie } from './cookies.ts';
import {
  asAssertion,
  assertionSchema,
  codeSchema,
  languageSchema,
  passwordSchema,
  requestOptionsSchema,
  rolesSchema,
  typedLoginSchema,
  wireOptions,
} from './people.wire.ts';
import type { ApiApp } from './server.ts';
import { done, isoTime } from './wire.ts';

const factorName = z.enum(['passkey', 'totp', 'recovery']);
const steppedUp = z.object({ steppedUpUntil: isoTime });

/** Password, then second factor; who is signed in; confirmation for sensitive acts. */
export function signInRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  sessionRoute(app, deps);
  passwordRoute(app, deps);
  secondFactorRoutes(app, deps);
  stepUpRoutes(app, deps);
  app.route({
    method: 'POST',
    url: '/api/sign-out',
    config: { access: 'signed-in', own: true },
    schema: { summary: 'Ends this session.', response: { 200: done } },
    handler: async (request, reply) => {
      const { accountId, sessionId } = personOf(callerOf(request));
      await endSession(deps.people, accountId, accountId, sessionId);
      clearCookie(request, reply, 'session');
      return { ok: true as const };
    },
  });
}

function sessionRoute(app: ApiApp, deps: PeopleApiDeps): void {
  const person = z.object({
    signedIn: z.literal(true),
    accountId: z.string().nullable().describe('Null for the command line.'),
    name: z.string(),
    roles: rolesSchema,
    language: languageSchema,
    steppedUpUntil: isoTime.nullable(),
    passkeysHere: z.boolean().describe('Whether browsers allow passkeys at this address.'),
  });
  const stranger = z.object({
    signedIn: z.literal(false),
    setUp: z.boolean().describe('Whether the first administrator exists.'),
    passkeysHere: z.boolean(),
  });
  app.route({
    method: 'GET',
    url: '/api/session',
    config: { access: 'public', knowsCaller: true },
    schema: { summary: 'Who am I?', response: { 200: z.discriminatedUnion('signedIn', [person, stranger]) } },
    handler: async (request) => {
      const { caller } = request;
      const passkeysHere = placeOf(request, deps) !== null;
      if (caller === null) return { signedIn: false as const, setUp: await isSetUp(deps.people), passkeysHere };
      const { accountId, name, language, steppedUpAt } = caller;
      const steppedUpUntil = steppedUpAt === null ? null : new Date(steppedUpAt.getTime() + stepUpLifeMs).toISOString();
      return { signedIn: true as const, accountId, name, roles: [...caller.roles], language, steppedUpUntil, passkeysHere };
    },
  });
}

function passwordRoute(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'POST',
    url: '/api/sign-in',
    config: { access: 'public' },
    schema: {
      summary: 'First step: the password. A second factor always follows.',
      body: z.object({ login: typedLoginSchema, password: passwordSchema }),
      response: { 200: z.object({ next: factorName, factors: z.array(factorName) }) },
    },
    handler: async (request, reply) => {
      const given = { ...request.body, from: fromOf(request), browserToken: readCookie(request, 'browser') };
      const { token, factors } = await startSignIn(deps.people, given, placeOf(request, deps));
      setCookie(request, reply, 'ceremony', token);
      return { next: factors[0]!, factors: [...factors] };
    },
  });
}

function secondFactorRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  const begunToken = (request: FastifyRequest): string => {
    const token = readCookie(request, 'ceremony');
    if (token === null) throw new Fault('second-factor-required');
    return token;
  };
  const finish = async (request: FastifyRequest, reply: FastifyReply, proof: Proof) => {
    const signedIn = await finishSignIn(deps.people, begunToken(request), proof, fromOf(request), readCookie(request, 'browser'));
    clearCookie(request, reply, 'ceremony');
    setCookie(request, reply, 'session', signedIn.sessionToken);
    setCookie(request, reply, 'browser', signedIn.browserToken);
    return { ok: true as const };
  };
  for (const kind of ['totp', 'recovery'] as const) {
    app.route({
      method: 'POST',
      url: `/api/sign-in/${kind}`,
      config: { access: 'public' },
      schema: {
        summary:
          kind === 'totp' ? 'Second step: a code from the authenticator app.' : 'Second step: one of the recovery codes, which is spent.',
        body: z.object({ code: codeSchema }),
        response: { 200: done },
      },
      handler: async (request, reply) => finish(request, reply, { kind, code: request.body.code }),
    });
  }
  app.route({
    method: 'POST',
    url: '/api/sign-in/passkey/options',
    config: { access: 'public' },
    schema: { summary: 'Second step: what the browser needs to ask for a passkey.', response: { 200: requestOptionsSchema } },
    handler: async (request) => wireOptions(await signInPasskeyOptions(deps.people, begunToken(request), placeOf(request, deps))),
  });
  app.route({
    method: 'POST',
    url: '/api/sign-in/passkey/verify',
    config: { access: 'public' },
    schema: { summary: 'Second step: the passkey’s answer.', body: z.object({ response: assertionSchema }), response: { 200: done } },
    handler: async (request, reply) =>
      finish(request, reply, { kind: 'passkey', response: asAssertion(request.body.response), place: placeOf(request, deps) }),
  });
}

function stepUpRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  const until = (at: Date) => ({ steppedUpUntil: new Date(at.getTime() + stepUpLifeMs).toISOString() });
  app.route({
    method: 'POST',
    url: '/api/step-up',
    config: { access: 'signed-in', own: true },
    schema: {
      summary: 'Confirms with a code; covers sensitive acts for five minutes.',
      body: z.object({ code: codeSchema }),
      response: { 200: steppedUp },
    },
    handler: async (request) => until(await stepUp(deps.people, callerOf(request), { kind: 'totp', code: request.body.code })),
  });
  app.route({
    method: 'POST',
    url: '/api/step-up/passkey/options',
    config: { access: 'signed-in', own: true },
    schema: { summary: 'What the browser needs to confirm with a passkey.', response: { 200: requestOptionsSchema } },
    handler: async (request) => wireOptions(await stepUpPasskeyOptions(deps.people, callerOf(request), placeOf(request, deps))),
  });
  app.route({
    method: 'POST',
    url: '/api/step-up/passkey/verify',
    config: { access: 'signed-in', own: true },
    schema: { summary: 'Confirms with the passkey’s answer.', body: z.object({ response: assertionSchema }), response: { 200: steppedUp } },
    handler: async (request) =>
      until(
        await stepUp(deps.people, callerOf(request), {
          kind: 'passkey',
          response: asAssertion(request.body.response),
          place: placeOf(request, deps),
        }),
      ),
  });
}
