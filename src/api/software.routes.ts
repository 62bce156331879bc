import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import {
  type ActsDeps,
  common,
  forbid,
  holdersOf,
  itemStateOfNumber,
  link,
  linksOf,
  permit,
  permitCommon,
  type Rule,
  readCollections,
  type Title,
  titleListed,
  titlePage,
  unlistedOn,
  versionsOf,
  versionsOn,
} from '../software/index.ts';
import { callerOf } from './access.ts';
import {
  baselineSchema,
  commonQuery,
  commonSchema,
  decidedSchema,
  forbidBody,
  linkBody,
  ownSoftwareSchema,
  permitBody,
  permitCommonBody,
  permittedCommonSchema,
  softwareDetailSchema,
  softwareListQuery,
  softwareListSchema,
  titleDevicesQuery,
  titleDevicesSchema,
  titleParams,
} from './contract-software.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { ruleView, titleView } from './software.views.ts';
import { isoOrNull } from './wire.ts';

export interface SoftwareRouteDeps {
  readonly pool: Pool;
  readonly acts: ActsDeps;
  /** The rules that speak of a title, as they were applied last. */
  rulesOf(title: Title, id: number): readonly Rule[];
  numberOfLine(row: string): Promise<string | null>;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  baseline(): Promise<{
    readonly param: string;
    readonly version: number;
    readonly reason: string | null;
    readonly rules: readonly { text: string; titles: number }[];
  }>;
  devicesOf(accountId: string): Promise<readonly { readonly id: string | null; readonly name: string }[]>;
}

const versionsMax = 100;
const ownTitlesMax = 200;
const administrators = ['administrator'] as const;

export function softwareRoutes(app: ApiApp, deps: SoftwareRouteDeps): void {
  listRoutes(app, deps);
  detailRoutes(app, deps);
  actRoutes(app, deps);
  commonRoutes(app, deps);
  ownRoute(app, deps);
}

function listRoutes(app: ApiApp, { pool, baseline }: SoftwareRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/software',
    config: { access: readers },
    schema: {
      summary: 'Programs on the devices, whatever their version, by page, with what the company says of each.',
      querystring: softwareListQuery,
      response: { 200: softwareListSchema },
    },
    handler: async ({ query }) => {
      const { total, titles, sums } = await titlePage(pool, {
        ...query,
        q: query.q,
        state: query.state ?? null,
        platform: query.platform ?? null,
        publisher: query.publisher ?? null,
        gone: query.gone === 'true',
      });
      return { total, titles: titles.map(titleView), sums };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/software/baseline',
    config: { access: readers },
    schema: { summary: 'What comes with the operating systems by the company’s own rules.', response: { 200: baselineSchema } },
    handler: async () => {
      const { rules, ...said } = await baseline();
      return { ...said, rules: [...rules] };
    },
  });
}

function detailRoutes(app: ApiApp, { pool, rulesOf, numberOfLine, nameOf }: SoftwareRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/software/:id',
    config: { access: readers },
    schema: {
      summary: 'One program: its versions, what decides about it, and what people linked.',
      params: titleParams,
      response: { 200: softwareDetailSchema },
    },
    handler: async ({ params: { id } }) => {
      const title = await titleListed(pool, id);
      if (title === null) throw new Fault('not-found', { software: id });
      const [versions, links] = await Promise.all([versionsOf(pool, id, versionsMax + 1), linksOf(pool, id)]);
      const names = await nameOf(links.map(({ by }) => by));
      const numbers = new Map(
        await Promise.all([...new Set(links.map(({ row }) => row))].map(async (row) => [row, await numberOfLine(row)] as const)),
      );
      return {
        ...titleView(title),
        versions: versions.slice(0, versionsMax).map(({ state, firstSeenAt, ...each }) => ({
          ...each,
          state: itemStateOfNumber(state),
          firstSeenAt: firstSeenAt.toISOString(),
        })),
        moreVersions: versions.length > versionsMax,
        rules: rulesOf(title, id).map((rule) => ruleView(rule, id)),
        links: links.map(({ row, by, at, ...each }) => ({
          ...each,
          row,
          number: numbers.get(row) ?? '－',
          by: names.get(by) ?? { ja: by, en: by },
          at: at.toISOString(),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/software/:id/devices',
    config: { access: readers },
    schema: {
      summary: 'The devices that have a program, by page.',
      params: titleParams,
      querystring: titleDevicesQuery,
      response: { 200: titleDevicesSchema },
    },
    handler: async ({ params: { id }, query: { offset, limit } }) => {
      const { total, devices } = await holdersOf(pool, id, offset, limit);
      const ids = devices.map((device) => device.id);
      const on = new Map((await versionsOn(pool, id, ids, readCollections)).map((each) => [each.deviceId, each]));
      return {
        total,
        devices: devices.map(({ id: device, name, platform, isUnlisted, unlistedSince }) => ({
          id: device,
          name,
          platform,
          versions: [...(on.get(device)?.versions ?? [])].filter((version) => version !== '').sort(),
          since: isoOrNull(on.get(device)?.since ?? null),
          unlisted: isUnlisted,
          unlistedSince: isoOrNull(unlistedSince),
        })),
      };
    },
  });
}

function actRoutes(app: ApiApp, { acts }: SoftwareRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/software/permit',
    config: { access: administrators },
    schema: {
      summary: 'Permits programs: a line each in the register of permitted software, all or none.',
      body: permitBody,
      response: { 201: decidedSchema },
    },
    handler: async (request, reply) => {
      const { titles, reason, ...permission } = request.body;
      const lines = await permit(acts, titles, permission, { by: callerOf(request).actor, reason });
      return reply.code(201).send({ lines: lines.map(({ row, number }) => ({ row, number })) });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/software/forbid',
    config: { access: administrators },
    schema: {
      summary: 'Forbids programs: a line each in the register of forbidden software, all or none.',
      body: forbidBody,
      response: { 201: decidedSchema },
    },
    handler: async (request, reply) => {
      const { titles, instead, reason } = request.body;
      const lines = await forbid(acts, titles, instead, { by: callerOf(request).actor, reason });
      return reply.code(201).send({ lines: lines.map(({ row, number }) => ({ row, number })) });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/software/link',
    config: { access: administrators },
    schema: {
      summary: 'Puts programs under a line of the register whose name does not mean them, or takes them from there.',
      body: linkBody,
    },
    handler: async (request, reply) => {
      const { titles, row, linked, reason } = request.body;
      await link(acts, titles, row, linked, { by: callerOf(request).actor, reason });
      return reply.code(204).send();
    },
  });
}

function commonRoutes(app: ApiApp, { pool, acts }: SoftwareRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/software/common',
    config: { access: readers },
    schema: {
      summary: 'Programs in no list that at least so many devices have.',
      querystring: commonQuery,
      response: { 200: commonSchema },
    },
    handler: async ({ query: { devices } }) => {
      const { first, ...said } = await common(pool, devices);
      return { ...said, first: first.map(({ id, name, publisher, devices: on }) => ({ id, name, publisher, devices: on })) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/software/permit-common',
    config: { access: administrators, stepUp: true },
    schema: { summary: 'Permits all of them, as they were shown.', body: permitCommonBody, response: { 201: permittedCommonSchema } },
    handler: async (request, reply) => {
      const { devices, digest, purpose, reason } = request.body;
      const lines = await permitCommon(acts, { devices, digest }, purpose, { by: callerOf(request).actor, reason });
      return reply.code(201).send({ lines: lines.length });
    },
  });
}

function ownRoute(app: ApiApp, { pool, devicesOf }: SoftwareRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me/software',
    config: { access: 'signed-in' },
    schema: { summary: 'What on the devices of the signed-in person nobody permitted.', response: { 200: ownSoftwareSchema } },
    handler: async (request) => {
      const { accountId } = callerOf(request);
      const owned = (accountId === null ? [] : await devicesOf(accountId)).flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
      const found = Map.groupBy(
        await unlistedOn(
          pool,
          owned.map(({ id }) => id),
          ownTitlesMax,
        ),
        ({ deviceId }) => deviceId,
      );
      return {
        devices: owned.map(({ id, name }) => ({
          id,
          name,
          titles: (found.get(id) ?? []).map(({ deviceId: _device, since, ...title }) => ({ ...title, since: isoOrNull(since) })),
        })),
      };
    },
  });
}
