import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { searchForm } from '../base/text.ts';
import {
  dayPoints,
  forecastsSince,
  hasSize,
  hourPoints,
  latest,
  listOutlooks,
  loadAhead,
  outlookCounts,
  outlookOfSeries,
  seriesById,
  seriesOf,
  subjectOf,
  weekProfile,
} from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';
import { hitsOf, outlookView, pointView } from './capacity.views.ts';
import {
  capacityListSchema,
  capacityQuery,
  profileSchema,
  seriesParams,
  seriesQuery,
  seriesSchema,
  subjectParams,
  subjectSchema,
} from './contract-capacity.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface CapacityRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The company's levels: what a metric is held against; null where nothing is. */
  limitOf(metric: Metric): number | null;
  horizonDays(): number;
  /** The company's day of a moment, and so many days before it. */
  daysAgo(days: number): string;
}

const hourMs = 3_600_000;
const profileDays = 56;
const forecastsShown = 60;

/** What was measured and what is to come, for those who read how the company stands. */
export function capacityRoutes(app: ApiApp, deps: CapacityRouteDeps): void {
  const { pool, clock } = deps;
  app.route({
    method: 'GET',
    url: '/api/capacity',
    config: { access: readers },
    schema: {
      summary: 'Disks by how soon they are full, and how forecasts came out.',
      querystring: capacityQuery,
      response: { 200: capacityListSchema },
    },
    handler: async ({ query }) => {
      const { q, of, state, sort, offset, limit } = query;
      const since = deps.daysAgo(90);
      const [rows, counts, hits] = await Promise.all([
        listOutlooks(pool, { q: searchForm(q), deviceClass: of ?? null, state: state ?? null, sort, offset, limit }),
        outlookCounts(pool),
        hitsOf(pool, since, null),
      ]);
      return {
        // A page behind the last one has no row that could say how many there are.
        total: rows[0]?.total ?? (offset === 0 ? 0 : counts.all),
        counts,
        horizonDays: deps.horizonDays(),
        diskWarnPercent: deps.limitOf('disk') ?? 100,
        hits,
        disks: rows.map((row) => ({
          ...outlookView(row, row),
          name: row.name,
          deviceId: row.deviceId,
          targetId: row.targetId,
          deviceClass: row.deviceClass,
        })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/capacity/subjects/:of/:id',
    config: { access: readers },
    schema: { summary: 'What is measured of a device or a target.', params: subjectParams, response: { 200: subjectSchema } },
    handler: async ({ params }) => {
      const subject = await subjectOf(pool, params.of, params.id);
      if (subject === null) throw new Fault('not-found');
      const series = await seriesOf(pool, [subject.subject]);
      const numbers = await latest(pool, series, clock.now());
      const { name, deviceId, targetId } = subject;
      return {
        name,
        deviceId,
        targetId,
        series: series.map(({ id, metric, item }) => {
          const last = numbers.get(id);
          return { id, metric, item, latest: last === undefined ? null : { at: last.at.toISOString(), value: last.value } };
        }),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/capacity/series/:id',
    config: { access: readers },
    schema: {
      summary: 'One series: its hours of 30 days or its days of 400, its forecast and its earlier ones.',
      params: seriesParams,
      querystring: seriesQuery,
      response: { 200: seriesSchema },
    },
    handler: async ({ params, query }) => {
      const series = await seriesById(pool, params.id);
      if (series === null) throw new Fault('not-found');
      const now = clock.now();
      const isShort = query.days === '30';
      const [points, outlook, forecasts, hits] = await Promise.all([
        isShort ? hourPoints(pool, series, 30, now) : dayPoints(pool, series, now),
        outlookOfSeries(pool, series.id),
        forecastsSince(pool, [series.id], deps.daysAgo(400)),
        hitsOf(pool, deps.daysAgo(400), series.id, 400),
      ]);
      const { id, metric, item, name, deviceId, targetId } = series;
      return {
        id,
        metric,
        item,
        name,
        deviceId,
        targetId,
        stepMs: isShort ? hourMs : 24 * hourMs,
        points: points.map(pointView),
        limit: deps.limitOf(metric),
        outlook: outlook && hasSize(metric) ? outlookView(outlook, series) : null,
        forecasts: forecasts
          .toReversed()
          .slice(0, forecastsShown)
          .map(({ madeOn, kind, fullOn, warn }) => ({ madeOn, kind, fullOn, warn })),
        hits,
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/capacity/series/:id/profile',
    config: { access: readers },
    schema: {
      summary: 'The load by the hour of the week, over eight weeks, and what the next one will bring.',
      params: seriesParams,
      response: { 200: profileSchema },
    },
    handler: async ({ params }) => {
      const series = await seriesById(pool, params.id);
      if (series === null) throw new Fault('not-found');
      const points = await hourPoints(pool, series, profileDays, clock.now());
      const first = points[0]?.at.getTime();
      const weeks = first === undefined ? 0 : Math.round(((clock.now().getTime() - first) / (7 * 24 * hourMs)) * 10) / 10;
      return { metric: series.metric, weeks, hours: weekProfile(points), ahead: loadAhead(points, clock.now()) };
    },
  });
}
