import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { chosenDevices } from '../devices/index.ts';
import { type Live, listAsks, listTargets, liveLimits, refusals, type SavedQueries, statementOf } from '../live/index.ts';
import { callerOf } from './access.ts';
import {
  askBody,
  askDetailSchema,
  askListQuery,
  askListSchema,
  begunSchema,
  previewBody,
  previewSchema,
  targetListQuery,
  targetListSchema,
} from './contract-live.ts';
import { askDetail, askViews, targetRow } from './live.views.ts';
import { liveAnswerRoutes } from './live-answers.routes.ts';
import { liveQueryRoutes } from './live-queries.routes.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface LiveRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly live: Live;
  readonly saved: SavedQueries;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  silentBefore(): Date;
  checkTitle(checkId: string): Words | null;
  /** The devices on which a check is judged; null for a check that there is not. */
  devicesOfCheck(checkId: string, most: number): Promise<readonly { readonly id: string }[] | null>;
}

/** What devices answer is theirs: who may ask may read it, and nobody else. */
export const asker = { access: ['administrator'] } as const;
export const askerConfirmed = { access: ['administrator'], stepUp: true } as const;
export const askParams = z.object({ id: z.uuid() });
const oneMore = liveLimits.devicesMax + 1;

/** Asking devices at once: by administrators who have just shown their second factor, and in the ledger. */
export function liveRoutes(app: ApiApp, deps: LiveRouteDeps): void {
  listRoutes(app, deps);
  askRoutes(app, deps);
  againRoutes(app, deps);
  liveAnswerRoutes(app, deps);
  liveQueryRoutes(app, deps);
}

function listRoutes(app: ApiApp, deps: LiveRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/live',
    config: asker,
    schema: { summary: 'What was asked, newest first, and what may be.', querystring: askListQuery, response: { 200: askListSchema } },
    handler: async ({ query }) => {
      const { total, asks } = await listAsks(deps.pool, query);
      const listed = refusals.map(({ because, names }) => ({ because, names: [...names] }));
      return { total, asks: await askViews(deps, asks), limits: liveLimits, refused: listed };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/live/:id',
    config: asker,
    schema: { params: askParams, response: { 200: askDetailSchema } },
    handler: ({ params: { id } }) => askDetail(deps, id),
  });
  app.route({
    method: 'GET',
    url: '/api/live/:id/targets',
    config: asker,
    schema: {
      summary: 'The devices of an ask, those without an answer first.',
      params: askParams,
      querystring: targetListQuery,
      response: { 200: targetListSchema },
    },
    handler: async ({ params: { id }, query }) => ({ targets: (await listTargets(deps.pool, id, query)).map(targetRow) }),
  });
}

function askRoutes(app: ApiApp, deps: LiveRouteDeps): void {
  const { pool, live } = deps;
  app.route({
    method: 'POST',
    url: '/api/live/preview',
    config: asker,
    schema: {
      summary: 'Whether the SQL may be asked, and of how many devices. Asks nobody.',
      body: previewBody,
      response: { 200: previewSchema },
    },
    handler: async ({ body }) => {
      const chosen = await chosenDevices(pool, body.devices, oneMore);
      const silentBefore = deps.silentBefore();
      const silent = chosen.filter(({ lastSeenAt }) => lastSeenAt < silentBefore).length;
      return { refused: statementOf(body.sql).refused ?? null, devices: chosen.length, silent };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/live',
    config: askerConfirmed,
    schema: { summary: 'Asks devices a query.', body: askBody, response: { 201: begunSchema } },
    handler: async (request, reply) => {
      const { sql, name, devices } = request.body;
      const deviceIds = (await chosenDevices(pool, devices, oneMore)).map((device) => device.id);
      const { ids, ...chosen } = devices;
      const by = callerOf(request).actor;
      const { id } = await live.ask({
        by,
        deviceIds,
        sql,
        ...(name !== undefined && { name }),
        chosen: ids === undefined ? { all: true, ...chosen } : { named: ids.length, ...chosen },
      });
      return reply.code(201).send({ id, devices: deviceIds.length });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/live/:id/stop',
    config: asker,
    schema: { summary: 'Ends an ask before its time.', params: askParams, body: z.object({}), response: { 200: done } },
    handler: async (request) => {
      await live.stop(request.params.id, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

/** 今すぐ確認: the regular questions, asked again at once. */
function againRoutes(app: ApiApp, deps: LiveRouteDeps): void {
  const { pool, live } = deps;
  app.route({
    method: 'POST',
    url: '/api/live/checks/:room/:name',
    config: askerConfirmed,
    schema: {
      summary: 'Asks all devices of a check its question again at once.',
      params: z.object({ room: z.string().max(50), name: z.string().max(50) }),
      body: z.object({}),
      response: { 201: begunSchema },
    },
    handler: async (request, reply) => {
      const checkId = `${request.params.room}/${request.params.name}`;
      const devices = await deps.devicesOfCheck(checkId, oneMore);
      if (!devices) throw new Fault('not-found', { check: checkId });
      const deviceIds = devices.map((device) => device.id);
      const { id } = await live.ask({ by: callerOf(request).actor, deviceIds, checkId, chosen: { check: checkId } });
      return reply.code(201).send({ id, devices: deviceIds.length });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/live/devices/:id',
    config: askerConfirmed,
    schema: { summary: 'Asks one device everything again at once.', params: askParams, body: z.object({}), response: { 201: begunSchema } },
    handler: async (request, reply) => {
      const { id: device } = request.params;
      const found = await chosenDevices(pool, { ids: [device] }, 1);
      if (found.length === 0) throw new Fault('not-found', { device });
      const { id } = await live.ask({ by: callerOf(request).actor, deviceIds: [device], chosen: { device } });
      return reply.code(201).send({ id, devices: 1 });
    },
  });
}
