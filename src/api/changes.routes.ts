import type { Words } from '../base/text.ts';
import type { Actor, CaseDetail } from '../engine/cases/index.ts';
import { changeDifferencesQuery, changeDifferencesSchema, changeParams } from './contract-changes.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';

interface NamedDevice {
  readonly id: string;
  readonly name: string;
}

/** What was measured on the devices of a change. */
export interface MeasuredChange {
  readonly total: number;
  readonly events: readonly {
    readonly id: string;
    readonly device: NamedDevice;
    readonly title: Words;
    readonly fromAt: Date;
    readonly at: Date;
    readonly state: string;
  }[];
  /** On these nothing was measured so far, though it was applied. */
  readonly unchanged: readonly NamedDevice[];
  readonly versions: {
    readonly production: string | null;
    readonly testMachine: string | null;
    readonly same: boolean | null;
    readonly other: readonly NamedDevice[];
    readonly untold: readonly NamedDevice[];
  } | null;
  readonly unexplained: number;
  /** The device with the newest of them. */
  readonly unexplainedOn: string | null;
}

export interface ChangeRouteDeps {
  /** @throws Fault `not-found`, also where the reader may not know of it */
  detail(id: string, actor: Actor): Promise<Pick<CaseDetail, 'one' | 'devices'>>;
  measured(id: string, page: { readonly offset: number; readonly limit: number }): Promise<MeasuredChange>;
}

/** Measured differences beside a change. Whoever may read the case may read them. */
export function changeRoutes(app: ApiApp, deps: ChangeRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/changes/:id/differences',
    config: { access: 'signed-in' },
    schema: {
      summary: 'What was measured on the devices of a change, the oldest first.',
      params: changeParams,
      querystring: changeDifferencesQuery,
      response: { 200: changeDifferencesSchema },
    },
    handler: async (request) => {
      const { devices } = await deps.detail(request.params.id, actorOf(request));
      const { events, unchanged, versions, ...rest } = await deps.measured(request.params.id, request.query);
      return {
        ...rest,
        devices: [...devices],
        unchanged: [...unchanged],
        versions: versions && { ...versions, other: [...versions.other], untold: [...versions.untold] },
        events: events.map(({ fromAt, at, ...event }) => ({ ...event, from: fromAt.toISOString(), at: at.toISOString() })),
      };
    },
  });
}
