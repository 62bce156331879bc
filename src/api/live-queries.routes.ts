import { z } from 'zod';
import { builtIns } from '../live/index.ts';
import { callerOf } from './access.ts';
import { queryListSchema, savedBody, savedChangeBody, savedEndBody } from './contract-live.ts';
import { asker, askerConfirmed, askParams, type LiveRouteDeps } from './live.routes.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

/** The library of queries: those that come with Tejun, and the company's own in versions. */
export function liveQueryRoutes(app: ApiApp, { saved, nameOf }: LiveRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/live/queries',
    config: asker,
    schema: { summary: 'Queries to choose from.', response: { 200: queryListSchema } },
    handler: async () => {
      const own = await saved.list();
      const names = await nameOf(own.map(({ by }) => by));
      return {
        builtIn: builtIns.map(({ platforms, ...each }) => ({ ...each, platforms: [...platforms] })),
        own: own.map(({ by, at, platforms, ...each }) => ({
          ...each,
          platforms: [...platforms],
          by: names.get(by) ?? { ja: by, en: by },
          at: at.toISOString(),
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/live/queries',
    config: askerConfirmed,
    schema: { summary: 'Keeps a query of the company.', body: savedBody, response: { 201: z.object({ id: z.string() }) } },
    handler: async (request, reply) => reply.code(201).send(await saved.add(request.body, callerOf(request).actor)),
  });
  app.route({
    method: 'PUT',
    url: '/api/live/queries/:id',
    config: askerConfirmed,
    schema: { summary: 'Changes a query of the company.', params: askParams, body: savedChangeBody, response: { 200: done } },
    handler: async (request) => {
      const { version, ...saving } = request.body;
      await saved.change(request.params.id, version, saving, callerOf(request).actor);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/live/queries/:id/end',
    config: askerConfirmed,
    schema: { summary: 'Offers a query of the company no more.', params: askParams, body: savedEndBody, response: { 200: done } },
    handler: async (request) => {
      await saved.end(request.params.id, request.body.version, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}
