import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { searchForm } from '../base/text.ts';
import { controlById, controls } from '../catalog/index.ts';
import type { Pool } from '../db/pool.ts';
import { deviceSums, listDevices, oldestDefinitions } from '../devices/index.ts';
import { readCheckpoint, readHead } from '../ledger/index.ts';
import { checksOfTraits, citedChecks, type OverviewReader } from '../overview/index.ts';
import { sentenceOf } from '../overview/sentence.ts';
import type { Values } from '../values/index.ts';
import { boardSchema, controlSchema, statusSchema } from './contract.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { type CompanyClause, clauseView, paramView, statusClause, tileOf, valueReader } from './views.ts';
import { isoOrNull, wordsSchema } from './wire.ts';

export interface BoardDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly overview: OverviewReader;
  /** What the procedures in force say of each clause; null before there are any. */
  companyClauses(): Promise<ReadonlyMap<string, CompanyClause> | null>;
  /** A device last seen before this moment is silent. */
  silentBefore(): Date;
}

const searchHitsMax = 8;
const devicesInStatusMax = 10_000;

export function boardRoutes(app: ApiApp, deps: BoardDeps): void {
  const { pool, values, overview } = deps;
  const valueAt = valueReader(values);
  const ledgerNow = async () => {
    const checkpoint = await readCheckpoint(pool);
    return { size: checkpoint?.size ?? 0, root: checkpoint?.root.toString('hex') ?? '', at: isoOrNull(checkpoint?.at ?? null) };
  };

  app.route({
    method: 'GET',
    url: '/api/board',
    config: { access: readers },
    schema: { response: { 200: boardSchema } },
    handler: async () => {
      const [now, devices, oldest, ledger] = await Promise.all([
        overview.now(),
        deviceSums(pool, deps.silentBefore()),
        oldestDefinitions(pool),
        ledgerNow(),
      ]);
      const oldestDefinitionsOf = oldest && {
        id: oldest.deviceId,
        name: oldest.name,
        product: oldest.product,
        updatedAt: oldest.updatedAt.toISOString(),
      };
      return { controls: controls.map((control) => tileOf(control, now)), devices, oldestDefinitions: oldestDefinitionsOf, ledger };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/controls/:id',
    config: { access: readers },
    schema: { params: z.object({ id: z.string().max(20) }), response: { 200: controlSchema } },
    handler: async ({ params: { id } }) => {
      const control = controlById(id);
      if (!control) throw new Fault('not-found', { control: id });
      const [now, company] = await Promise.all([overview.now(), deps.companyClauses()]);
      return {
        id: control.id,
        title: control.title,
        purpose: control.purpose,
        params: control.params.map((param) => paramView(values, param)),
        clauses: control.clauses.map((clause) => clauseView(clause, now, valueAt, company?.get(clause.id))),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/status',
    config: { access: readers },
    schema: { response: { 200: statusSchema } },
    handler: async () => {
      const silentBefore = deps.silentBefore();
      const [now, { devices }, checkpoint, size] = await Promise.all([
        overview.now(),
        listDevices(pool, { sort: 'name', order: 'asc', offset: 0, limit: devicesInStatusMax, silentBefore, checksOf: checksOfTraits }),
        readCheckpoint(pool),
        readHead(pool),
      ]);
      return {
        controls: controls.map(({ id, title }) => ({ id, title })),
        clauses: [...now.clauses.values()].map((standing) => statusClause(standing, now)),
        devices: devices.map((device) => ({
          id: device.id,
          name: device.name,
          platform: device.platform,
          lastSeenAt: device.lastSeenAt.toISOString(),
          silent: device.lastSeenAt < silentBefore,
          counts: { pass: device.pass, fail: device.fail, unknown: device.unknown },
        })),
        ledger: { size, root: checkpoint?.root.toString('hex') ?? '' },
      };
    },
  });

  const hit = z.object({ id: z.string(), title: wordsSchema });
  app.route({
    method: 'GET',
    url: '/api/search',
    config: { access: readers },
    schema: {
      querystring: z.object({ q: z.string().min(1).max(200) }),
      response: { 200: z.object({ controls: z.array(hit), clauses: z.array(hit), checks: z.array(hit), devices: z.array(hit) }) },
    },
    handler: async ({ query: { q } }) => {
      const company = await deps.companyClauses();
      const wanted = searchForm(q.trim());
      const found = <T>(items: readonly T[], text: (item: T) => string) =>
        items.filter((item) => searchForm(text(item)).includes(wanted)).slice(0, searchHitsMax);
      const clauses = controls
        .flatMap((control) => control.clauses)
        .map((clause) => ({ id: clause.id, title: sentenceOf(company?.get(clause.id) ?? clause, valueAt) }));
      const { devices } = await listDevices(pool, {
        q,
        sort: 'name',
        order: 'asc',
        offset: 0,
        limit: searchHitsMax,
        silentBefore: deps.silentBefore(),
        checksOf: checksOfTraits,
      });
      return {
        controls: found(controls, (control) => `${control.id} ${control.title.ja} ${control.title.en}`).map(({ id, title }) => ({
          id,
          title,
        })),
        clauses: found(clauses, (clause) => `${clause.id} ${clause.title.ja} ${clause.title.en}`),
        checks: found(citedChecks, (check) => `${check.id} ${check.title.ja} ${check.title.en}`).map(({ id, title }) => ({ id, title })),
        devices: devices.map((device) => ({ id: device.id, title: { ja: device.name, en: device.name } })),
      };
    },
  });
}
