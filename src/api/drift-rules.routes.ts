import { callerOf } from './access.ts';
import { driftMadeSchema, driftReasonBody, driftRuleBody, driftRulesSchema } from './contract-drift.ts';
import { type DriftRouteDeps, driftId } from './drift.routes.ts';
import { ruleView } from './drift.views.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

const confirmed = { access: ['administrator'], stepUp: true } as const;

/** What needs no reason each time: made, ended and switched on again with a reason, after a proof of the second factor. */
export function driftRuleRoutes(app: ApiApp, { drift, nameOf, wake }: DriftRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/drift/rules',
    config: { access: readers },
    schema: { response: { 200: driftRulesSchema } },
    handler: async () => {
      const rules = await drift.rules();
      const names = await nameOf(rules.flatMap(({ madeBy, ended }) => [madeBy, ...(ended ? [ended.by] : [])]));
      return { rules: rules.map((rule) => ruleView(rule, names)) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/drift/rules',
    config: confirmed,
    schema: { body: driftRuleBody, response: { 200: driftMadeSchema } },
    handler: async (request) => {
      const { class: deviceClass, ...draft } = request.body;
      const id = await drift.addRule({ ...draft, deviceClass }, callerOf(request).actor);
      wake();
      return { id };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/drift/rules/:id/end',
    config: confirmed,
    schema: { params: driftId, body: driftReasonBody, response: { 200: done } },
    handler: async (request) => {
      await drift.endRule(request.params.id, request.body.reason, callerOf(request).actor);
      wake();
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/drift/rules/:id/restore',
    config: confirmed,
    schema: { params: driftId, body: driftReasonBody, response: { 200: driftMadeSchema } },
    handler: async (request) => {
      const id = await drift.restoreRule(request.params.id, request.body.reason, callerOf(request).actor);
      wake();
      return { id };
    },
  });
}
