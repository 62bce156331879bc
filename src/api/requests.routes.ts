import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { NamedCase } from '../engine/cases/index.ts';
import type { Actor, Requests } from '../engine/requests/index.ts';
import { callerOf } from './access.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import {
  changeRequestBody,
  createdRequestSchema,
  decideRequestBody,
  kindParams,
  newRequestBody,
  reasonBody,
  requestDetailSchema,
  requestKindSchema,
  requestKindsSchema,
  requestParams,
  requestsQuery,
  requestsSchema,
  revisionBody,
} from './contract-requests.ts';
import { delegationRoutes } from './delegations.routes.ts';
import { detailView, kindView, summaryView } from './requests.views.ts';
import type { ApiApp } from './server.ts';

export interface RequestRouteDeps {
  readonly requests: Requests;
  /** Files of a subject, `request:software/install case:<id>`. */
  filesOf(subject: string): Promise<readonly AttachmentView[]>;
  /** The case that a request opened, as it is named to a reader; null where there is none. */
  caseOf?(request: string, actor: Actor): Promise<NamedCase | null>;
  /** Mails were queued and committed: they need not wait for the next look at the queue. */
  queued?(): void;
}

/** The engine knows who may do what: an applicant's rights follow from the request, not from a role. */
const signedIn = { access: 'signed-in' } as const;
const confirmed = { access: 'signed-in', stepUp: true } as const;

export const actorOf = (request: FastifyRequest): Actor => {
  const { actor, accountId, roles } = callerOf(request);
  return { actor, accountId, roles };
};

/** Requests (申請): their kinds, one's own, those that wait for one, decisions; who decides in whose place. */
export function requestRoutes(app: ApiApp, deps: RequestRouteDeps): void {
  kindRoutes(app, deps);
  delegationRoutes(app, deps);
  readRoutes(app, deps);
  writeRoutes(app, deps);
  decisionRoutes(app, deps);
}

function kindRoutes(app: ApiApp, { requests }: RequestRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/requests/kinds',
    config: signedIn,
    schema: { summary: 'Kinds of request, with the route as it would be for the reader.', response: { 200: requestKindsSchema } },
    handler: async (request) => ({ kinds: (await requests.kinds(actorOf(request))).map(kindView) }),
  });
  app.route({
    method: 'GET',
    url: '/api/requests/kinds/:room/:name',
    config: signedIn,
    schema: { params: kindParams, response: { 200: requestKindSchema } },
    handler: async (request) => kindView(await requests.kind(`${request.params.room}/${request.params.name}`, actorOf(request))),
  });
}

async function shown(deps: RequestRouteDeps, id: string, actor: Actor): Promise<z.output<typeof requestDetailSchema>> {
  const detail = await deps.requests.detail(id, actor);
  const [files, ofCase] = await Promise.all([deps.filesOf(detail.subject), deps.caseOf?.(id, actor) ?? null]);
  return detailView(detail, files, ofCase);
}

function readRoutes(app: ApiApp, deps: RequestRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/requests',
    config: signedIn,
    schema: {
      summary: 'Requests by page: one’s own, those that wait for one’s decision, or all that one may see.',
      querystring: requestsQuery,
      response: { 200: requestsSchema },
    },
    handler: async (request) => {
      const { total, counts, requests } = await deps.requests.list(request.query, actorOf(request));
      return { total, counts, requests: requests.map(summaryView) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/requests/:id',
    config: signedIn,
    schema: { summary: 'A request, whole, with what its reader can do.', params: requestParams, response: { 200: requestDetailSchema } },
    handler: (request) => shown(deps, request.params.id, actorOf(request)),
  });
}

const submitsToo = 'True submits it at once.';

function writeRoutes(app: ApiApp, deps: RequestRouteDeps): void {
  const { requests } = deps;
  app.route({
    method: 'POST',
    url: '/api/requests',
    config: signedIn,
    schema: {
      summary: 'Writes a request, as a draft or submitted.',
      body: newRequestBody.extend({ submit: z.boolean().describe(submitsToo) }),
      response: { 201: createdRequestSchema },
    },
    handler: async (request, reply) => {
      const { kind, ...written } = request.body;
      const made = await requests.create(kind, written, actorOf(request));
      deps.queued?.();
      return reply.code(201).send(made);
    },
  });
  app.route({
    method: 'PATCH',
    url: '/api/requests/:id',
    config: signedIn,
    schema: {
      summary: 'Writes one’s own draft anew; `revision` is the one that was seen.',
      params: requestParams,
      body: changeRequestBody,
      response: { 200: createdRequestSchema },
    },
    handler: async (request) => {
      const { revision, ...written } = request.body;
      const changed = await requests.change(request.params.id, revision, written, actorOf(request));
      deps.queued?.();
      return changed;
    },
  });
  app.route({
    method: 'POST',
    url: '/api/requests/:id/submit',
    config: signedIn,
    schema: { summary: 'Submits one’s own draft.', params: requestParams, body: revisionBody, response: { 200: requestDetailSchema } },
    handler: async (request) => {
      await requests.submit(request.params.id, request.body.revision, actorOf(request));
      deps.queued?.();
      return shown(deps, request.params.id, actorOf(request));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/requests/:id/withdraw',
    config: signedIn,
    schema: { summary: 'Takes one’s own request back.', params: requestParams, body: revisionBody, response: { 200: requestDetailSchema } },
    handler: async (request) => {
      await requests.withdraw(request.params.id, request.body.revision, actorOf(request));
      return shown(deps, request.params.id, actorOf(request));
    },
  });
}

function decisionRoutes(app: ApiApp, deps: RequestRouteDeps): void {
  const { requests } = deps;
  app.route({
    method: 'POST',
    url: '/api/requests/:id/decide',
    config: confirmed,
    schema: {
      summary: 'Approves, denies or returns a request; the last approval that was needed writes the line of the register.',
      params: requestParams,
      body: decideRequestBody,
      response: { 200: requestDetailSchema },
    },
    handler: async (request) => {
      await requests.decide(request.params.id, request.body, actorOf(request));
      deps.queued?.();
      return shown(deps, request.params.id, actorOf(request));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/requests/:id/revoke',
    config: confirmed,
    schema: {
      summary: 'Ends an approval, and the line that it wrote.',
      params: requestParams,
      body: reasonBody,
      response: { 200: requestDetailSchema },
    },
    handler: async (request) => {
      await requests.revoke(request.params.id, request.body.revision, request.body.reason, actorOf(request));
      deps.queued?.();
      return shown(deps, request.params.id, actorOf(request));
    },
  });
}
