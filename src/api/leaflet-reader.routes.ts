import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { localDateOf } from '../calendar/index.ts';
import { type Acknowledged, acknowledgeByToken, acknowledgeOwn, openByToken, ownLeaflets } from '../leaflets/index.ts';
import { callerOf } from './access.ts';
import {
  acknowledgedSchema,
  acknowledgeOwnSchema,
  acknowledgeSchema,
  openLeafletSchema,
  openPdfSchema,
  openSchema,
  ownLeafletsSchema,
} from './contract-leaflets.ts';
import type { LeafletRouteDeps } from './leaflets.routes.ts';
import { openView } from './leaflets.views.ts';
import type { ApiApp } from './server.ts';

/**
 * What the readers of a leaflet call: by the secret of a mail's link, or signed in for one's own. Every public call is a POST, so
 * that the secret stands in no address and no log, and a program that only opens links confirms nothing.
 */
export function leafletReaderRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  publicRoutes(app, deps);
  ownRoutes(app, deps);
}

/**
 * Takes an attempt from the caller's address and gives it back where the link was good: a whole office reads its leaflets from one
 * address on one morning, and must never be stopped for it.
 */
async function limited<T>({ attempts }: LeafletRouteDeps, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  await attempts.take(request.ip);
  const result = await work();
  await attempts.giveBack(request.ip);
  return result;
}

const viewOf = (end: Acknowledged, deps: LeafletRouteDeps): z.output<typeof acknowledgedSchema> =>
  end.ok ? { ok: true, leaflet: openView(end.leaflet, deps.clock.now()) } : end;

/** Of the papers that wait to be made: half of what the press lets wait, so that a link sent on to others never fills it. */
const publicPapersMax = 4;
const retryAfterSeconds = 10;

function publicRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  let beingMade = 0;
  app.route({
    method: 'POST',
    url: '/api/leaflet/open',
    config: { access: 'public' },
    schema: { summary: 'The leaflet behind a mail’s link. Confirms nothing.', body: openSchema, response: { 200: openLeafletSchema } },
    handler: async (request) => limited(deps, request, async () => openView(await openByToken(deps, request.body.token), deps.clock.now())),
  });
  app.route({
    method: 'POST',
    url: '/api/leaflet/acknowledge',
    config: { access: 'public' },
    schema: { summary: 'Read and understood.', body: acknowledgeSchema, response: { 200: acknowledgedSchema } },
    handler: async (request) =>
      limited(deps, request, async () => viewOf(await acknowledgeByToken(deps, request.body.token, request.body.answer), deps)),
  });
  app.route({
    method: 'POST',
    url: '/api/leaflet/pdf',
    config: { access: 'public' },
    schema: { summary: 'The same leaflet as PDF, to keep.', body: openPdfSchema },
    handler: async (request, reply) => {
      const leaflet = await limited(deps, request, () => openByToken(deps, request.body.token));
      const { audience, company, version, dueOn, lines, reader } = leaflet;
      if (beingMade >= publicPapersMax) throw new Fault('too-many-attempts', { retryAfterSeconds });
      beingMade += 1;
      const paper = deps.pdf({
        language: request.body.lang,
        audience,
        company,
        version,
        date: localDateOf(leaflet.sentAt),
        dueOn,
        lines,
        quiz: null,
        reader,
      });
      const pdf = await paper.finally(() => {
        beingMade -= 1;
      });
      return reply.type('application/pdf').header('content-disposition', 'attachment; filename="leaflet.pdf"').send(Buffer.from(pdf));
    },
  });
}

function ownRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me/leaflets',
    config: { access: 'signed-in' },
    schema: {
      summary: 'My own leaflets, where my account stands for somebody in the staff register.',
      response: { 200: ownLeafletsSchema },
    },
    handler: async (request) => {
      const { accountId } = callerOf(request);
      const leaflets = accountId === null ? [] : await ownLeaflets(deps, accountId);
      return { leaflets: leaflets.map((leaflet) => openView(leaflet, deps.clock.now())) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/me/leaflets/:id/acknowledge',
    config: { access: 'signed-in', own: true },
    schema: {
      summary: 'Read and understood, signed in.',
      params: z.object({ id: z.uuid() }),
      body: acknowledgeOwnSchema,
      response: { 200: acknowledgedSchema },
    },
    handler: async (request) => {
      const { accountId, actor } = callerOf(request);
      if (accountId === null) throw new Fault('not-found');
      const end = await acknowledgeOwn(deps, { accountId, actor, requestId: request.params.id, answer: request.body.answer });
      return viewOf(end, deps);
    },
  });
}
