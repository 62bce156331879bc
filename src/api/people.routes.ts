import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import {
  changePerson,
  disablePerson,
  enablePerson,
  endSession,
  type Invitation,
  inviteAgain,
  invitePerson,
  listPeople,
  liveSessionsOf,
  type Person,
} from '../people/index.ts';
import { callerOf } from './access.ts';
import { baseUrl, type PeopleApiDeps } from './authenticate.ts';
import { languageSchema, loginSchema, nameSchema, rolesSchema, sessionSchema, statusSchema } from './people.wire.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull, isoTime } from './wire.ts';

const administrator = { access: ['administrator'] } as const;
const administratorConfirmed = { ...administrator, stepUp: true } as const;
const byId = z.object({ id: z.uuid() });

const personSchema = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  roles: rolesSchema,
  status: statusSchema,
  language: languageSchema,
  expiresAt: isoTime.nullable(),
  opensAt: isoTime.nullable().describe('Before it an auditor’s account does not work yet.'),
  createdAt: isoTime,
  hasTotp: z.boolean(),
  passkeys: z.int(),
  lastSeenAt: isoTime.nullable(),
  invitationExpiresAt: isoTime.nullable(),
});
const invitationSchema = z.object({
  accountId: z.uuid(),
  url: z.string().describe('To be handed to the person; shown this once. The secret stands behind #, so no server logs it.'),
  expiresAt: isoTime,
});

const toPerson = (person: Person): z.output<typeof personSchema> => ({
  ...person,
  roles: [...person.roles],
  expiresAt: isoOrNull(person.expiresAt),
  opensAt: isoOrNull(person.opensAt),
  createdAt: person.createdAt.toISOString(),
  lastSeenAt: isoOrNull(person.lastSeenAt),
  invitationExpiresAt: isoOrNull(person.invitationExpiresAt),
});

/** Accounts and roles, for administrators. Every change needs the second factor again. */
export function peopleRoutes(app: ApiApp, deps: PeopleApiDeps): void {
  listAndInvite(app, deps);
  changeAndDisable(app, deps);
  sessionsOfOthers(app, deps);
}

const wireInvitation = (
  request: FastifyRequest,
  deps: PeopleApiDeps,
  { accountId, token, expiresAt }: Invitation,
): z.output<typeof invitationSchema> => ({
  accountId,
  url: `${baseUrl(request, deps.config)}/invitation#${token}`,
  expiresAt: expiresAt.toISOString(),
});

function listAndInvite(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'GET',
    url: '/api/people',
    config: administrator,
    schema: { summary: 'All accounts by name.', response: { 200: z.object({ people: z.array(personSchema) }) } },
    handler: async () => ({ people: (await listPeople(deps.people)).map(toPerson) }),
  });
  app.route({
    method: 'POST',
    url: '/api/people',
    config: administratorConfirmed,
    schema: {
      summary: 'Makes an account and its invitation link.',
      body: z.object({
        name: nameSchema,
        login: loginSchema,
        roles: rolesSchema,
        language: languageSchema.default('ja'),
        expiresAt: isoTime.nullable().default(null),
      }),
      response: { 201: invitationSchema },
    },
    handler: async (request, reply) => {
      const { expiresAt, ...given } = request.body;
      const person = { ...given, roles: [...new Set(given.roles)], expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      return reply.code(201).send(wireInvitation(request, deps, await invitePerson(deps.people, callerOf(request), person)));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/people/:id/invitation',
    config: administratorConfirmed,
    schema: {
      summary: 'A new link, for the first time or after a loss; the one before it works no more.',
      params: byId,
      response: { 201: invitationSchema },
    },
    handler: async (request, reply) =>
      reply.code(201).send(wireInvitation(request, deps, await inviteAgain(deps.people, callerOf(request), request.params.id))),
  });
}

function changeAndDisable(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'PATCH',
    url: '/api/people/:id',
    config: administratorConfirmed,
    schema: {
      summary: 'Name, roles, last day. New roles end the person’s sessions.',
      params: byId,
      body: z.object({ name: nameSchema.optional(), roles: rolesSchema.optional(), expiresAt: isoTime.nullable().optional() }),
      response: { 200: done },
    },
    handler: async (request) => {
      const { name, roles, expiresAt } = request.body;
      await changePerson(deps.people, callerOf(request), request.params.id, {
        name,
        roles: roles && [...new Set(roles)],
        expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt,
      });
      return { ok: true as const };
    },
  });
  for (const [verb, act, summary] of [
    ['disable', disablePerson, 'Ends the account’s sessions and links; nothing is deleted.'],
    ['enable', enablePerson, 'Lets a disabled account work again.'],
  ] as const) {
    app.route({
      method: 'POST',
      url: `/api/people/:id/${verb}`,
      config: administratorConfirmed,
      schema: { summary, params: byId, response: { 200: done } },
      handler: async (request) => {
        await act(deps.people, callerOf(request), request.params.id);
        return { ok: true as const };
      },
    });
  }
}

function sessionsOfOthers(app: ApiApp, deps: PeopleApiDeps): void {
  app.route({
    method: 'GET',
    url: '/api/people/:id/sessions',
    config: administrator,
    schema: { summary: 'Where a person is signed in.', params: byId, response: { 200: z.object({ sessions: z.array(sessionSchema) }) } },
    handler: async (request) => ({
      sessions: (await liveSessionsOf(deps.people, request.params.id)).map((session) => ({
        ...session,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        current: session.id === callerOf(request).sessionId,
      })),
    }),
  });
  app.route({
    method: 'DELETE',
    url: '/api/people/:id/sessions/:sessionId',
    config: administratorConfirmed,
    schema: { summary: 'Ends a session of a person.', params: byId.extend({ sessionId: z.uuid() }), response: { 200: done } },
    handler: async (request) => {
      const { id, sessionId } = request.params;
      if (!(await endSession(deps.people, callerOf(request).actor, id, sessionId))) throw new Fault('not-found');
      return { ok: true as const };
    },
  });
}
