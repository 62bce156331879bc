import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import {
  addGroup,
  changeGroup,
  devicesByRule,
  devicesOfGroup,
  endGroup,
  type GroupVersion,
  groupNames,
  groupsInUse,
  groupVersions,
  type PlaceDeps,
  placeDevices,
  placedAtOnceMax,
} from '../devices/index.ts';
import { callerOf } from './access.ts';
import {
  groupBody,
  groupChangeBody,
  groupEndBody,
  groupHistorySchema,
  groupMadeSchema,
  groupNamesSchema,
  groupPreviewBody,
  groupPreviewSchema,
  groupsSchema,
  placeBody,
  placedSchema,
} from './contract-rollout.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

export interface RolloutRouteDeps extends Pick<PlaceDeps, 'onPlaced' | 'placed'> {
  readonly pool: Pool;
  readonly clock: Clock;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  /** Networks of which devices told, as the inventory lists them. */
  networks(): Promise<readonly string[]>;
  departments(): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

const shownMax = 10;
const administrator = { access: ['administrator'] } as const;
const params = z.object({ id: z.uuid() });

/** What devices are used as, and groups of them by rule. */
export function rolloutRoutes(app: ApiApp, deps: RolloutRouteDeps): void {
  placeRoute(app, deps);
  groupReadRoutes(app, deps);
  groupWriteRoutes(app, deps);
}

function placeRoute(app: ApiApp, deps: RolloutRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/devices/place',
    // What a device is used as decides which checks concern it: with another class verdicts fall away.
    config: { access: ['administrator'], stepUp: true },
    schema: { summary: 'Says what devices are used as, and where they stand.', body: placeBody, response: { 200: placedSchema } },
    handler: async (request) => {
      const { devices, group, class: deviceClass, environment, reason } = request.body;
      if ((devices === undefined) === (group === undefined)) throw new Fault('bad-request', { problem: 'devices or a group' });
      const ids = devices ?? (await devicesOfGroup(deps.pool, group!, placedAtOnceMax + 1));
      const changed = await placeDevices(deps, ids, { deviceClass, environment, reason }, callerOf(request).actor);
      return { changed };
    },
  });
}

function groupReadRoutes(app: ApiApp, { pool, nameOf, networks, departments }: RolloutRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/groups',
    config: administrator,
    schema: { summary: 'The groups of devices, with how many are in each now.', response: { 200: groupsSchema } },
    handler: async () => {
      const groups = await groupsInUse(pool);
      const [known, parts] = [await networks(), await departments()];
      const names = await nameOf(groups.map(({ by }) => by));
      return {
        groups: groups.map((group) => ({ ...versionView(group, names), id: group.id, devices: group.devices })),
        networks: [...known],
        departments: parts.map(({ id, name }) => ({ id, name })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/groups/names',
    config: { access: readers },
    schema: { summary: 'The groups by name, for filters.', response: { 200: groupNamesSchema } },
    handler: async () => ({ groups: await groupNames(pool) }),
  });
  app.route({
    method: 'GET',
    url: '/api/groups/:id/versions',
    config: administrator,
    schema: { params, response: { 200: groupHistorySchema } },
    handler: async ({ params: { id } }) => {
      const versions = await groupVersions(pool, id);
      if (versions.length === 0) throw new Fault('not-found', { group: id });
      const names = await nameOf(versions.map(({ by }) => by));
      return { versions: versions.map((each) => versionView(each, names)), endedAt: isoOrNull(versions[0]!.endedAt) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/groups/preview',
    config: administrator,
    schema: {
      summary: 'How many devices a rule means now. Writes nothing.',
      body: groupPreviewBody,
      response: { 200: groupPreviewSchema },
    },
    handler: ({ body }) => devicesByRule(pool, body.rule, shownMax),
  });
}

function groupWriteRoutes(app: ApiApp, deps: RolloutRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/groups',
    config: administrator,
    schema: { body: groupBody, response: { 201: groupMadeSchema } },
    handler: async (request, reply) => reply.code(201).send({ id: await addGroup(deps, request.body, callerOf(request).actor) }),
  });
  app.route({
    method: 'PUT',
    url: '/api/groups/:id',
    config: administrator,
    schema: { summary: 'Writes the next version of a group.', params, body: groupChangeBody, response: { 200: done } },
    handler: async (request) => {
      const { version, ...draft } = request.body;
      await changeGroup(deps, request.params.id, version, draft, callerOf(request).actor);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/groups/:id/end',
    config: administrator,
    schema: { params, body: groupEndBody, response: { 200: done } },
    handler: async (request) => {
      const { version, reason } = request.body;
      await endGroup(deps, request.params.id, version, reason, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

const versionView = ({ version, name, rule, reason, by, at }: GroupVersion, names: ReadonlyMap<string, Words>) => ({
  version,
  name,
  rule: JSON.parse(JSON.stringify(rule)),
  reason,
  by: names.get(by) ?? words(by, by),
  at: at.toISOString(),
});
