import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { controlById } from '../catalog/index.ts';
import { isSteppedUp } from '../people/index.ts';
import { callerOf } from './access.ts';
import {
  conflictSchema,
  draftQuery,
  draftSchema,
  editClauseSchema,
  editControlSchema,
  editValueSchema,
  savedSchema,
  savedValueSchema,
  statesSchema,
  suggestedSchema,
  suggestionsSchema,
} from './contract-procedures.ts';
import { faultStatus } from './fault-status.ts';
import type { ProcedureRouteDeps } from './procedures.routes.ts';
import { clauseView, type DraftView, draftView, valueView } from './procedures.views.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

const id = z.object({ id: z.string().max(60) });
const administrator = { access: ['administrator'] } as const;

/** Everything that the draft's screens are made of, read at once. */
async function view(deps: ProcedureRouteDeps): Promise<DraftView> {
  const { procedures, values, nameOf, plainSample } = deps;
  const [draft, inForce, recommendations, parties] = await Promise.all([
    procedures.draft(),
    procedures.inForceAt(deps.clock.now()),
    procedures.recommendations(),
    procedures.parties(),
  ]);
  const names = await nameOf([...new Set([...draft.rows.clauses.values()].map(({ changedBy }) => changedBy))]);
  const proposed = (of: string) => procedures.proposed(of);
  return { draft, values, inForce: inForce?.content ?? null, recommendations, names, parties, proposed, plainSample };
}

type Now = NonNullable<z.output<typeof conflictSchema>['now']>;

/** Saves; where somebody else was faster, answers 409 with what stands now, so that the person sees both and loses neither. */
export async function saving<T>(reply: FastifyReply, save: () => Promise<T>, now: () => Promise<Now>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'conflict') throw error;
    const { status, says } = faultStatus[error.code];
    return reply.code(status).send({ error: error.code, message: says, params: { ...error.params }, now: await now() }) as never;
  }
}

/** The draft: read by all who read the board, written by the administrator. */
export function draftRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/procedures/draft',
    config: { access: readers },
    schema: { summary: 'The draft, one chapter or all.', querystring: draftQuery, response: { 200: draftSchema } },
    handler: async ({ query: { control } }) => {
      if (control !== undefined && !controlById(control)) throw new Fault('not-found', { control });
      return draftView(await view(deps), control);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/procedures/draft/clauses/:id/history',
    config: { access: readers },
    schema: { summary: 'Every text that was ever saved for a clause, newest first.', params: id, response: { 200: statesSchema } },
    handler: async ({ params }) => {
      const states = await deps.procedures.states(`clause:${params.id}`);
      const names = await deps.nameOf([...new Set(states.map(({ by }) => by))]);
      return {
        states: states.map(({ revision, at, by, content }) => ({
          revision,
          at: at.toISOString(),
          by: names.get(by) ?? { ja: by, en: by },
          content: { ...content },
        })),
      };
    },
  });
  editRoutes(app, deps);
}

function editRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  const { procedures } = deps;
  app.route({
    method: 'PUT',
    url: '/api/procedures/draft/clauses/:id',
    config: administrator,
    schema: {
      summary: 'Saves a clause of the draft.',
      params: id,
      body: editClauseSchema,
      response: { 200: savedSchema, 409: conflictSchema },
    },
    handler: (request, reply) =>
      saving(
        reply,
        () => procedures.editClause(request.params.id, request.body, callerOf(request).actor),
        async () => {
          const now = await view(deps);
          const clause = now.draft.content.controls.flatMap(({ clauses }) => clauses).find((each) => each.id === request.params.id)!;
          return { clause: clauseView(now, clause) };
        },
      ),
  });
  app.route({
    method: 'PUT',
    url: '/api/procedures/draft/controls/:id',
    config: administrator,
    schema: {
      summary: 'Says whether a control applies.',
      params: id,
      body: editControlSchema,
      response: { 200: savedSchema, 409: conflictSchema },
    },
    handler: (request, reply) =>
      saving(
        reply,
        () => procedures.editControl(request.params.id, request.body, callerOf(request).actor),
        async () => {
          const { rows, content } = await procedures.draft();
          const { id: control, applicable, reason } = content.controls.find((each) => each.id === request.params.id)!;
          return { control: { id: control, applicable, reason, revision: rows.controls.get(control)?.revision ?? 0 } };
        },
      ),
  });
  app.route({
    method: 'PUT',
    url: '/api/procedures/draft/values/:id',
    config: administrator,
    schema: {
      summary:
        'Sets or confirms a value; a laxer one, and any after the first approval, waits for an approval. What counts at once and takes back what was set needs the second factor.',
      params: id,
      body: editValueSchema,
      response: { 200: savedValueSchema, 409: conflictSchema },
    },
    handler: (request, reply) =>
      saving(
        reply,
        () => {
          const caller = callerOf(request);
          const proven = isSteppedUp(caller, deps.clock.now());
          return procedures.setValue({ ...request.body, param: request.params.id, by: caller.actor, proven });
        },
        async () => ({ value: valueView(await view(deps), deps.values.param(request.params.id)) }),
      ),
  });
  app.route({
    method: 'POST',
    url: '/api/procedures/draft/suggestions',
    config: administrator,
    schema: {
      summary: 'Takes our suggestions for all that nobody has decided yet.',
      body: suggestionsSchema,
      response: { 200: suggestedSchema },
    },
    handler: (request) => procedures.suggestAll(request.body, callerOf(request).actor),
  });
}
