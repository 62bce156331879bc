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
  devices(q: string, whole: boolean, most: number): Promise<readonly Choice[]>;
  /** Those that are in a group now, by name, and no more than one beyond what a field can name. */
  group(id: string): Promise<readonly Choice[]>;
  /** Lines in force; null where there is no such register. `openToAll` is what every employee may read. */
  rows(register: string, q: string): Promise<{ readonly openToAll: boolean; readonly choices: readonly Choice[] } | null>;
  /** What ids name; those that name nothing that can still be chosen are absent. */
  named(type: 'person' | 'device' | 'row', ids: readonly string[]): Promise<readonly Choice[]>;
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
      const { type, q, register, group, most } = request.query;
      const [isReader, whole] = [hasRole(caller, readers), hasRole(caller, staffReaders)];
      const ids = request.query.ids?.split(',') ?? (anId.test(q) ? [q] : null);
      // A form that is opened again holds ids and asks for their names.
      if (ids !== null && (isReader || type === 'person')) return { choices: [...(await deps.named(type, ids))] };
      if (type === 'person') return { choices: [...(await deps.people(q, whole))] };
      if (type === 'device') {
        if (!isReader) return { choices: caller.accountId ? [...(await deps.ownDevices(caller.accountId))] : [] };
        return { choices: [...(await (group === undefined ? deps.devices(q, whole, most) : deps.group(group)))] };
      }
      const found = register === undefined ? null : await deps.rows(register, q);
      if (found === null) throw new Fault('not-found', { register: register ?? '' });
      if (!isReader && !found.openToAll) throw new Fault('forbidden');
      return { choices: [...found.choices] };
    },
  });
}
