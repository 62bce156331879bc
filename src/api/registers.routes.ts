import type { z } from 'zod';
import type { Attachments } from '../attachments/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import type { NamedCase } from '../engine/cases/index.ts';
import type { ComparisonState, RegisterState, Registers } from '../engine/registers/index.ts';
import { practiceKey } from '../mechanism/standing.ts';
import { type Caller, hasRole } from '../people/index.ts';
import { callerOf } from './access.ts';
import { confirmBody, registerParams, registerSchema, registersSchema } from './contract-registers.ts';
import { fieldView } from './mechanisms.views.ts';
import { readers } from './readers.ts';
import { mayConfirmRegister, mayEditRegister, mayReadRegister, registerEditors, registerFor } from './registers.access.ts';
import { registerHeadView, savedView } from './registers.views.ts';
import { registerRowRoutes } from './registers-rows.routes.ts';
import { registerViewRoutes } from './registers-views.routes.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface RegisterRouteDeps {
  readonly registers: Registers;
  readonly clock: Clock;
  readonly attachments: Pick<Attachments, 'of'>;
  /** Clauses that cite a register. */
  clausesOf(register: string): readonly string[];
  /** Kinds of request whose approval writes a line into a register. */
  requestsOf(register: string): readonly { readonly id: string; readonly title: Words }[];
  /** The case under way that a line belongs to, as its page names it to this reader. */
  caseOf(row: string, caller: Caller): Promise<NamedCase | null>;
  /** Names of accounts, of `system` and of `cli` too. */
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Registers: what there is, their lines, who confirmed them, and saved ways of looking at them. */
export function registersRoutes(app: ApiApp, deps: RegisterRouteDeps): void {
  listRoute(app, deps);
  detailRoute(app, deps);
  confirmRoute(app, deps);
  registerRowRoutes(app, deps);
  registerViewRoutes(app, deps);
}

/** How registers stand, read once for as many as are shown. */
async function heads({ registers, clock, clausesOf }: RegisterRouteDeps, caller: Caller, states: readonly RegisterState[]) {
  const at = clock.now();
  const [standings, compared] = await Promise.all([registers.standings(at), registers.comparisons(at)]);
  return states.map((state) => {
    const { definition } = state;
    return registerHeadView(state, {
      clauses: clausesOf(definition.id),
      standing: standings.get(practiceKey(definition))!,
      compared: compared.get(definition.id) as ComparisonState | undefined,
      canEdit: mayEditRegister(caller, definition),
    });
  });
}

function listRoute(app: ApiApp, deps: RegisterRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/registers',
    config: { access: 'signed-in' },
    schema: { summary: 'The registers that the caller may read, and how each stands.', response: { 200: registersSchema } },
    handler: async (request) => {
      const caller = callerOf(request);
      const states = (await deps.registers.list()).filter(({ definition }) => mayReadRegister(caller, definition));
      return { registers: await heads(deps, caller, states) };
    },
  });
}

function detailRoute(app: ApiApp, deps: RegisterRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/registers/:room/:name',
    config: { access: 'signed-in' },
    schema: {
      summary: 'A register: columns, saved views, confirmations. Its lines are asked for apart.',
      params: registerParams,
      response: { 200: registerSchema },
    },
    handler: async (request): Promise<z.output<typeof registerSchema>> => {
      const caller = callerOf(request);
      const definition = registerFor(deps.registers, request.params, caller, mayReadRegister);
      const { id, columns, key, label, deadlines = [], reconcile } = definition;
      const state = (await deps.registers.list()).find((each) => each.definition === definition)!;
      // Who confirmed it, and what it is compared with, is nothing to those who only look something up.
      const confirmations = hasRole(caller, readers) ? await deps.registers.confirmations(id) : [];
      const names = await deps.accountNames([...new Set(confirmations.map(({ by }) => by))]);
      return {
        ...(await heads(deps, caller, [state]))[0]!,
        columns: columns.map(fieldView),
        key: [...key],
        label,
        canConfirm: mayConfirmRegister(caller, definition),
        deadlines: deadlines.map(({ column, says }) => ({ column, says })),
        reconciles: reconcile ? { ...reconcile.says } : null,
        requests: deps.requestsOf(id).map(({ id: kind, title }) => ({ id: kind, title })),
        views: (await deps.registers.views(id, caller.actor)).map((view) => savedView(view, caller.actor)),
        confirmations: confirmations.map(({ at, by, ...confirmation }) => ({
          ...confirmation,
          at: at.toISOString(),
          by: names.get(by) ?? by,
        })),
      };
    },
  });
}

function confirmRoute(app: ApiApp, deps: RegisterRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/confirm',
    config: { access: registerEditors, stepUp: true },
    schema: {
      summary: 'Its owner says that the register is true and complete. `rows` is the number of lines that was seen.',
      params: registerParams,
      body: confirmBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(deps.registers, request.params, caller, mayConfirmRegister);
      await deps.registers.confirm(id, { ...request.body, note: request.body.note.trim(), by: caller.actor });
      return { ok: true } as const;
    },
  });
}
