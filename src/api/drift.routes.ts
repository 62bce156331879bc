import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { addDays, startOfDay } from '../calendar/index.ts';
import { countedMax, type Drift, type EventDetail } from '../drift/index.ts';
import { callerOf } from './access.ts';
import {
  driftDifferencesQuery,
  driftDifferencesSchema,
  driftEventDetailSchema,
  driftEventQuery,
  driftEventsSchema,
  driftExplainBody,
} from './contract-drift.ts';
import { differenceView, eventView, nameIn } from './drift.views.ts';
import { driftBaselineRoutes } from './drift-baselines.routes.ts';
import { driftRuleRoutes } from './drift-rules.routes.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface DriftRouteDeps {
  readonly drift: Drift;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  deviceNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What lines of the register of changes are called. */
  lines(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** By when the reason of what waits since a day is to be written. */
  dueOn(waitsSince: string): string;
  /** Looks after changes at once, in the background: what a person decided is seen on the next page. */
  wake(): void;
}

export const driftId = z.object({ id: z.uuid() });

/** Changes seen on devices: read by readers, explained and ruled by administrators. */
export function driftRoutes(app: ApiApp, deps: DriftRouteDeps): void {
  eventRoutes(app, deps);
  explainRoute(app, deps);
  driftRuleRoutes(app, deps);
  driftBaselineRoutes(app, deps);
}

function eventRoutes(app: ApiApp, { drift, ...deps }: DriftRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/drift/events',
    config: { access: readers },
    schema: { querystring: driftEventQuery, response: { 200: driftEventsSchema } },
    handler: async ({ query: { class: deviceClass, from, until, ...query } }) => {
      const filter = {
        ...query,
        deviceClass,
        from: from === undefined ? undefined : startOfDay(from),
        until: until === undefined ? undefined : startOfDay(addDays(until, 1)),
      };
      const [{ total, events }, waiting] = await Promise.all([drift.events(filter), drift.waiting()]);
      return { total: Math.min(total, countedMax), more: total > countedMax, waiting, events: events.map(eventView) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/drift/events/:id',
    config: { access: readers },
    schema: { params: driftId, response: { 200: driftEventDetailSchema } },
    handler: async ({ params: { id } }) => {
      const event = await found(drift, id);
      const { explanation, matchedRow, state, waitsSince } = event;
      const [lines, names] = await Promise.all([
        deps.lines([matchedRow, explanation?.row ?? null].filter((line) => line !== null)),
        deps.nameOf(explanation ? [explanation.by] : []),
      ]);
      const line = (of: string | null) => (of === null ? null : { id: of, label: lines.get(of) ?? of });
      return {
        ...eventView(event),
        matched: line(matchedRow),
        explanation: explanation && {
          reason: explanation.reason,
          own: explanation.own,
          row: line(explanation.row),
          by: nameIn(names, explanation.by),
          at: explanation.at.toISOString(),
        },
        dueOn: state === 'waiting' ? deps.dueOn(waitsSince) : null,
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/drift/events/:id/differences',
    config: { access: readers },
    schema: { params: driftId, querystring: driftDifferencesQuery, response: { 200: driftDifferencesSchema } },
    handler: async ({ params: { id }, query }) => {
      const event = await found(drift, id);
      const { total, differences } = await drift.differences(event, query);
      return {
        total,
        differences: differences.map((each) => ({
          ...differenceView(each, event.platform),
          fromAt: each.fromAt.toISOString(),
          at: each.at.toISOString(),
          quietedBy: each.quietedBy,
          isNoted: each.isNoted,
        })),
      };
    },
  });
}

function explainRoute(app: ApiApp, { drift, wake }: DriftRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/drift/explain',
    config: { access: ['administrator'] },
    schema: { summary: 'Why events were right: all of them or none.', body: driftExplainBody, response: { 200: done } },
    handler: async (request) => {
      await drift.explain(request.body, callerOf(request).actor);
      wake();
      return { ok: true as const };
    },
  });
}

async function found(drift: Drift, id: string): Promise<EventDetail> {
  const event = await drift.event(id);
  if (!event) throw new Fault('not-found', { event: id });
  return event;
}
