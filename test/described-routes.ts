import { type DataRouteDeps, dataRoutes } from '../src/server/routes.ts';

/** Every data route, to be described and guarded but never answered: what the handlers need is not there. */
export const describedRoutes = () =>
  dataRoutes({
    agents: {},
    packs: {},
    company: {},
    procedures: {},
    documents: {},
    notices: { settings: { ready: async () => new Map() } },
    leaflets: {},
    staff: {},
    today: {},
  } as unknown as DataRouteDeps);
