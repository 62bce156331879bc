import { z } from 'zod';
import type { Requests } from '../engine/requests/index.ts';
import { delegationsSchema, newDelegationBody, requestParams } from './contract-requests.ts';
import { actorOf } from './requests.routes.ts';
import { delegationView } from './requests.views.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

const signedIn = { access: 'signed-in' } as const;
const confirmed = { access: 'signed-in', stepUp: true } as const;

/** Who decides in whose place. The engine refuses those who decide on nothing. */
export function delegationRoutes(app: ApiApp, { requests }: { readonly requests: Requests }): void {
  app.route({
    method: 'GET',
    url: '/api/requests/delegations',
    config: signedIn,
    schema: { summary: 'Delegations one may see, newest first, and who can be named.', response: { 200: delegationsSchema } },
    handler: async (request) => {
      const { delegations, candidates } = await requests.delegations(actorOf(request));
      return { delegations: delegations.map(delegationView), candidates: [...candidates] };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/requests/delegations',
    config: confirmed,
    schema: {
      summary: 'Names who decides in one’s own place, for some days.',
      body: newDelegationBody,
      response: { 201: z.object({ id: z.string() }) },
    },
    handler: async (request, reply) => reply.code(201).send({ id: await requests.delegate(request.body, actorOf(request)) }),
  });
  app.route({
    method: 'POST',
    url: '/api/requests/delegations/:id/end',
    config: confirmed,
    schema: { summary: 'Ends a delegation before its last day.', params: requestParams, response: { 200: done } },
    handler: async (request) => {
      await requests.endDelegation(request.params.id, actorOf(request));
      return { ok: true as const };
    },
  });
}
