import { z } from 'zod';
import { callerOf } from './access.ts';
import { registerParams, viewBody } from './contract-registers.ts';
import { mayReadRegister, registerEditors, registerFor } from './registers.access.ts';
import type { RegisterRouteDeps } from './registers.routes.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

const viewParams = registerParams.extend({ view: z.uuid() });
const madeView = z.object({ id: z.string() });
const savers = { access: registerEditors };

/** Saved ways of looking at a register: one's own, and those that are shared. */
export function registerViewRoutes(app: ApiApp, { registers }: RegisterRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/views',
    config: savers,
    schema: { summary: 'Saves a view.', params: registerParams, body: viewBody, response: { 201: madeView } },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const register = registerFor(registers, request.params, caller, mayReadRegister);
      return reply.code(201).send({ id: await registers.saveView(register.id, null, request.body, caller.actor) });
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/registers/:room/:name/views/:view',
    config: savers,
    schema: { summary: 'Changes a view of one’s own.', params: viewParams, body: viewBody, response: { 200: done } },
    handler: async (request) => {
      const caller = callerOf(request);
      const register = registerFor(registers, request.params, caller, mayReadRegister);
      await registers.saveView(register.id, request.params.view, request.body, caller.actor);
      return { ok: true } as const;
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/registers/:room/:name/views/:view',
    config: savers,
    schema: { summary: 'Removes a view of one’s own.', params: viewParams, response: { 200: done } },
    handler: async (request) => {
      const caller = callerOf(request);
      const register = registerFor(registers, request.params, caller, mayReadRegister);
      await registers.removeView(register.id, request.params.view, caller.actor);
      return { ok: true } as const;
    },
  });
}
