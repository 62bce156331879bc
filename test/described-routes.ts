import { type DataRouteDeps, dataRoutes } from '../src/server/routes.ts';

/** Every data route, to be described and guarded but never answered: what the handlers need is not there. */
export const describedRoutes = () =>
  dataRoutes({
    agents: {},
    packs: {},
    capacity: {},
    company: {},
    procedures: {},
    documents: {},
    notices: { settings: { ready: async () => new Map() } },
    leaflets: {},
    live: {},
    clocks: {},
    inventory: {},
    drift: {},
    rollout: {},
    retirement: {},
    consoles: {},
    staff: {},
    today: {},
    software: {},
    running: { attachments: {}, choices: {}, ownDevices: {}, registers: {}, duties: { feed: {} }, requests: {}, cases: {} },
  } as unknown as DataRouteDeps);
