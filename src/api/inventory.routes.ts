import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Pool } from '../db/pool.ts';
import { collectionIds } from '../facts/collection.ts';
import {
  attributeTitles,
  collectionTitles,
  countItems,
  exportItems,
  holdersOf,
  itemById,
  listForeign,
  listItems,
} from '../inventory/index.ts';
import { callerOf } from './access.ts';
import {
  exportQuery,
  foreignImportQuery,
  foreignImportSchema,
  foreignListQuery,
  foreignListSchema,
  holdersQuery,
  holdersSchema,
  inventorySchema,
  itemListQuery,
  itemListSchema,
  itemParams,
} from './contract-inventory.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface InventoryRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Reads a file of another inventory and takes it in, all or nothing. */
  importFile(
    source: 'glpi' | 'nmap',
    bytes: Buffer,
    by: string,
  ): Promise<{ read: number; created: number; updated: number; outside: number }>;
}

const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' } as const;
const fileBytesMax = 20 * 1024 * 1024;

/** What devices have, each thing once; and the machines that another inventory tells of. */
export function inventoryRoutes(app: ApiApp, deps: InventoryRouteDeps): void {
  const { pool } = deps;
  app.route({
    method: 'GET',
    url: '/api/inventory',
    config: { access: readers },
    schema: { summary: 'The collections of the inventory with how many different things each holds.', response: { 200: inventorySchema } },
    handler: async () => {
      const [counts, foreign] = await Promise.all([countItems(pool), listForeign(pool, { offset: 0, limit: 1 })]);
      return {
        collections: collectionIds.map((id) => ({ id, title: collectionTitles[id], items: counts.get(id) ?? 0 })),
        attributes: { ...attributeTitles },
        foreign: foreign.total,
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/inventory/items',
    config: { access: readers },
    schema: {
      summary: 'Things of one collection with the number of devices that have them.',
      querystring: itemListQuery,
      response: { 200: itemListSchema },
    },
    handler: async ({ query }) => {
      const { total, items } = await listItems(pool, query);
      return { total, items: items.map(({ total: _total, ...item }) => ({ ...item, firstSeenAt: item.firstSeenAt.toISOString() })) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/inventory/items/:id',
    config: { access: readers },
    schema: { summary: 'The devices that have a thing.', params: itemParams, querystring: holdersQuery, response: { 200: holdersSchema } },
    handler: async ({ params: { id }, query }) => {
      const item = await itemById(pool, id);
      if (!item) throw new Fault('not-found', { item: id });
      const { total, devices } = await holdersOf(pool, item, query);
      return {
        item: { ...item, firstSeenAt: item.firstSeenAt.toISOString() },
        total,
        devices: devices.map((device) => ({ ...device, lastObservedAt: device.lastObservedAt.toISOString() })),
      };
    },
  });
  exportRoute(app, deps);
  foreignRoutes(app, deps);
}

function exportRoute(app: ApiApp, { pool, clock }: InventoryRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/inventory/export',
    config: { access: readers },
    schema: { summary: 'Things of one collection, of all devices or of one, as .xlsx or CSV.', querystring: exportQuery },
    handler: async ({ query }, reply) => {
      const { device, ...wanted } = query;
      const { bytes, title } = await exportItems(pool, { ...wanted, deviceId: device, at: clock.now() });
      const charset = query.format === 'csv' ? `; charset=${query.encoding === 'cp932' ? 'windows-31j' : 'utf-8'}` : '';
      const wide = encodeURIComponent(`${title}.${query.format}`);
      return reply
        .type(`${types[query.format]}${charset}`)
        .header('content-disposition', `attachment; filename="${query.collection}.${query.format}"; filename*=UTF-8''${wide}`)
        .send(Buffer.from(bytes));
    },
  });
}

function foreignRoutes(app: ApiApp, deps: InventoryRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/inventory/foreign',
    config: { access: readers },
    schema: {
      summary: 'Machines that another inventory tells of: network gear, printers, phones.',
      querystring: foreignListQuery,
      response: { 200: foreignListSchema },
    },
    handler: async ({ query }) => {
      const { total, machines } = await listForeign(deps.pool, query);
      return {
        total,
        machines: machines.map(
          ({ id, source, kind, name, maker, model, serial, firmware, macs, addresses, details, firstSeenAt, lastSeenAt }) => ({
            ...{ id, source, kind, name, maker, model, serial, firmware, details },
            macs: [...macs],
            addresses: [...addresses],
            firstSeenAt: firstSeenAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
          }),
        ),
      };
    },
  });

  if (!app.hasContentTypeParser('application/octet-stream')) {
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: fileBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
  }
  app.route({
    method: 'POST',
    url: '/api/inventory/foreign/import',
    config: { access: ['administrator'], stepUp: true },
    bodyLimit: fileBytesMax,
    schema: {
      summary: 'Takes in an inventory of GLPI (JSON) or a report of nmap (-oX), sent as application/octet-stream: all of it or nothing.',
      querystring: foreignImportQuery,
      response: { 200: foreignImportSchema },
    },
    handler: async (request) => {
      if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
      return deps.importFile(request.query.source, request.body, callerOf(request).actor);
    },
  });
}
