import { Fault } from '../base/fault.ts';
import { hasRole } from '../people/index.ts';
import { callerOf } from './access.ts';
import { choicesQuery, choicesSchema } from './contract-mechanisms.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export interface ChoiceRouteDeps {
  /** At most 20, the best first. `whole`: found by number and address too, for those who read the staff register. */
  people(q: string, whole: boolean): Promise<readonly Choice[]>;
  devices(q: string): Promise<readonly Choice[]>;
  /** Lines in force; null where there is no such register. `openToAll` is what every employee may read. */
  rows(register: string, q: string): Promise<{ readonly openToAll: boolean; readonly choices: readonly Choice[] } | null>;
  /** What an id names; null where it names nothing that can still be chosen. */
  named(type: 'person' | 'device' | 'row', id: string): Promise<Choice | null>;
  /** The devices of one person: what an employee may name. */
  ownDevices(accountId: string): Promise<readonly Choice[]>;
}

/** Who may read the staff register: its numbers and addresses. */
const staffReaders = ['administrator', 'committee'] as const;
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What can be named in a cell. An employee finds colleagues and own devices, not the inventory. */
export function choiceRoutes(app: ApiApp, deps: ChoiceRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/choices',
    config: { access: 'signed-in' },
    schema: {
      summary: 'People, devices or lines of a register that a field can name.',
      querystring: choicesQuery,
      response: { 200: choicesSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { type, q, register } = request.query;
      const isReader = hasRole(caller, readers);
      // A form that is opened again holds ids and asks for their names.
      if (anId.test(q) && (isReader || type === 'person')) {
        const named = await deps.named(type, q);
        return { choices: named === null ? [] : [named] };
      }
      if (type === 'person') return { choices: [...(await deps.people(q, hasRole(caller, staffReaders)))] };
      if (type === 'device')
        return { choices: [...(isReader ? await deps.devices(q) : caller.accountId ? await deps.ownDevices(caller.accountId) : [])] };
      const found = register === undefined ? null : await deps.rows(register, q);
      if (found === null) throw new Fault('not-found', { register: register ?? '' });
      if (!isReader && !found.openToAll) throw new Fault('forbidden');
      return { choices: [...found.choices] };
    },
  });
}
