import { Fault } from '../base/fault.ts';
import { type Baseline, baselineDefaults, type Difference } from '../drift/index.ts';
import { collectionIds } from '../facts/collection.ts';
import { callerOf } from './access.ts';
import {
  driftApproveBody,
  driftBaselineDevicesQuery,
  driftBaselineDevicesSchema,
  driftBaselineDifferencesQuery,
  driftBaselineDifferencesSchema,
  driftBaselineSchema,
  driftMadeSchema,
  driftProposeBody,
  driftUnitsSchema,
  driftVersionsQuery,
  driftVersionsSchema,
} from './contract-drift.ts';
import { type DriftRouteDeps, driftId } from './drift.routes.ts';
import { collectionTitle, differenceView, heldView, versionView } from './drift.views.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

const left = new Set(['executed-programs', 'user-software', 'usb-devices']);

/** The approved state of each class of devices. */
export function driftBaselineRoutes(app: ApiApp, deps: DriftRouteDeps): void {
  unitRoutes(app, deps);
  baselineRoutes(app, deps);
  actRoutes(app, deps);
}

function unitRoutes(app: ApiApp, { drift, nameOf, deviceNames }: DriftRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/drift/baselines',
    config: { access: readers },
    schema: { response: { 200: driftUnitsSchema } },
    handler: async () => ({
      units: (await drift.units()).map(({ traits, approved, proposed, ...sums }) => ({
        platform: traits.platform,
        class: traits.deviceClass,
        environment: traits.environment,
        ...sums,
        approved: approved && { id: approved.id, version: approved.version, at: approved.decidedAt.toISOString() },
        proposed: proposed && { id: proposed.id, version: proposed.version, at: proposed.proposedAt.toISOString() },
      })),
      collections: collectionIds
        .filter((id) => !left.has(id))
        .map((id) => ({ id, title: collectionTitle(id), default: baselineDefaults[id] ?? null })),
    }),
  });

  app.route({
    method: 'GET',
    url: '/api/drift/versions',
    config: { access: readers },
    schema: { querystring: driftVersionsQuery, response: { 200: driftVersionsSchema } },
    handler: async ({ query: { platform, class: deviceClass, environment } }) => {
      const versions = await drift.versions({ platform, deviceClass, environment: environment ?? null });
      const [names, devices] = await namesOf(versions, nameOf, deviceNames);
      return { versions: versions.map((each) => versionView(each, names, devices)) };
    },
  });
}

function baselineRoutes(app: ApiApp, { drift, nameOf, deviceNames }: DriftRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/drift/baselines/:id',
    config: { access: readers },
    schema: { params: driftId, response: { 200: driftBaselineSchema } },
    handler: async ({ params: { id } }) => {
      const baseline = await drift.baseline(id);
      if (!baseline) throw new Fault('not-found', { baseline: id });
      const { traits } = baseline;
      const approved = await drift.approved(traits);
      const [[names, devices], all, against] = await Promise.all([
        namesOf([baseline], nameOf, deviceNames),
        drift.compare(baseline, null),
        approved && approved.id !== id ? drift.compare(baseline, approved) : null,
      ]);
      const items = new Map([...Map.groupBy(all, ({ collection }) => collection)].map(([of, list]) => [of, list.length]));
      return {
        ...versionView(baseline, names, devices),
        platform: traits.platform,
        class: traits.deviceClass,
        environment: traits.environment,
        collections: heldView(baseline.collections, items, traits.platform),
        against: against && { version: approved!.version, ...sumsOf(against) },
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/drift/baselines/:id/differences',
    config: { access: readers },
    schema: { params: driftId, querystring: driftBaselineDifferencesQuery, response: { 200: driftBaselineDifferencesSchema } },
    handler: async ({ params: { id }, query: { device, offset, limit } }) => {
      const baseline = await drift.baseline(id);
      if (!baseline) throw new Fault('not-found', { baseline: id });
      const approved = await drift.approved(baseline.traits);
      const { differences, unseen } =
        device === undefined
          ? { differences: await drift.compare(baseline, approved && approved.id !== id ? approved : null), unseen: [] }
          : await drift.compareDevice(baseline, device);
      const page = differences.slice(offset, offset + limit);
      return { total: differences.length, unseen, differences: page.map((each) => differenceView(each, baseline.traits.platform)) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/drift/baselines/:id/devices',
    config: { access: readers },
    schema: { params: driftId, querystring: driftBaselineDevicesQuery, response: { 200: driftBaselineDevicesSchema } },
    handler: async ({ params: { id }, query }) => {
      const { total, devices } = await drift.devicesOf(id, query);
      return { total, devices: devices.map((each) => ({ ...each, lookedAt: each.lookedAt.toISOString() })) };
    },
  });
}

function actRoutes(app: ApiApp, { drift, wake }: DriftRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/drift/baselines',
    config: { access: ['administrator'] },
    schema: {
      summary: 'Freezes a proposal; it counts for nothing until it is approved.',
      body: driftProposeBody,
      response: { 200: driftMadeSchema },
    },
    handler: async (request) => {
      const { platform, class: deviceClass, environment, collections, reference, share } = request.body;
      if (Object.keys(collections).some((id) => left.has(id))) throw new Fault('bad-request', { problem: 'no state of a device' });
      const given = { traits: { platform, deviceClass, environment }, collections };
      const from = reference === null ? { share: share! } : { reference };
      const { id } = await drift.propose({ ...given, ...from }, callerOf(request).actor);
      return { id };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/drift/baselines/:id/approve',
    config: { access: ['administrator', 'committee'], stepUp: true },
    schema: { params: driftId, body: driftApproveBody, response: { 200: done } },
    handler: async (request) => {
      await drift.approve(request.params.id, request.body, callerOf(request).actor);
      wake();
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/drift/baselines/:id/drop',
    config: { access: ['administrator'] },
    schema: { params: driftId, response: { 200: done } },
    handler: async (request) => {
      await drift.drop(request.params.id, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

const sumsOf = (differences: readonly Difference[]) => {
  const count = (act: Difference['act']) => differences.filter((each) => each.act === act).length;
  return { added: count('added'), removed: count('removed'), changed: count('changed') };
};

async function namesOf(
  baselines: readonly Baseline[],
  nameOf: DriftRouteDeps['nameOf'],
  deviceNames: DriftRouteDeps['deviceNames'],
): Promise<[Awaited<ReturnType<DriftRouteDeps['nameOf']>>, Awaited<ReturnType<DriftRouteDeps['deviceNames']>>]> {
  return Promise.all([
    nameOf(baselines.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy === null ? [] : [decidedBy])])),
    deviceNames(baselines.flatMap(({ reference }) => (reference === null ? [] : [reference]))),
  ]);
}
