import type { z } from 'zod';
import type { Registers } from '../engine/registers/index.ts';
import { callerOf } from './access.ts';
import {
  differenceParams,
  differencesQuery,
  differencesSchema,
  explainBody,
  registerDifferenceBody,
  registerParams,
  rowSchema,
} from './contract-registers.ts';
import { readers } from './readers.ts';
import { mayEditRegister, registerEditors, registerFor } from './registers.access.ts';
import { rowView } from './registers.views.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

export interface RegisterDifferenceRouteDeps {
  readonly registers: Registers;
  /** Names of accounts, of `system` and of `cli` too. */
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Where registers and what is measured differ, and what people do about it. */
export function registerDifferenceRoutes(app: ApiApp, deps: RegisterDifferenceRouteDeps): void {
  listRoute(app, deps);
  explainRoute(app, deps);
  registerRoute(app, deps);
}

function listRoute(app: ApiApp, { registers, accountNames }: RegisterDifferenceRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/registers/:room/:name/differences',
    // Also of a register that is open to all: names of accounts and devices are for those who keep, direct or audit.
    config: { access: readers },
    schema: {
      summary: 'Differences between the register and what is measured, newest first.',
      params: registerParams,
      querystring: differencesQuery,
      response: { 200: differencesSchema },
    },
    handler: async (request): Promise<z.output<typeof differencesSchema>> => {
      const { id } = registerFor(registers, request.params, callerOf(request), () => true);
      const { grouped, ...query } = request.query;
      const { total, things, compared, differences } = await registers.differences(id, { ...query, grouped: grouped === 'true' });
      const names = await accountNames([...new Set(differences.flatMap(({ explanation }) => explanation?.by ?? []))]);
      return {
        total,
        things,
        comparedAt: isoOrNull(compared?.at ?? null),
        measured: compared && { complete: compared.complete, because: compared.because },
        differences: differences.map(({ explanation, offer, ...each }) => ({
          id: each.id,
          side: each.side,
          label: each.label,
          where: each.place,
          things: each.things,
          row: each.row,
          foundAt: each.foundAt.toISOString(),
          lastSeenAt: isoOrNull(each.lastSeenAt),
          state: each.explained ? ('explained' as const) : ('open' as const),
          explanation: explanation && { ...explanation, by: names.get(explanation.by) ?? explanation.by, at: explanation.at.toISOString() },
          offer: offer as Record<string, string> | null,
        })),
      };
    },
  });
}

function explainRoute(app: ApiApp, { registers }: RegisterDifferenceRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/differences/:difference/explain',
    config: { access: registerEditors, stepUp: true },
    schema: {
      summary: 'Why the difference may stand, until a day at most a year away. Then it is open again.',
      params: differenceParams,
      body: explainBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      await registers.explain(id, request.params.difference, { ...request.body, by: caller.actor });
      return { ok: true } as const;
    },
  });
}

function registerRoute(app: ApiApp, { registers }: RegisterDifferenceRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/differences/:difference/register',
    config: { access: registerEditors },
    schema: {
      summary: 'Writes the line that a measured thing lacks. Refused where such a line would not cover it.',
      params: differenceParams,
      body: registerDifferenceBody,
      response: { 201: rowSchema },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      const { row } = await registers.registerDifference(id, request.params.difference, { ...request.body, by: caller.actor });
      return reply.code(201).send(rowView(await registers.line(id, row)));
    },
  });
}
