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
    reviews: {},
    development: {},
    scans: { attempts: { stranger: {} } },
    staff: {},
    suppliers: { workKinds: [] },
    supplierSheet: {},
    today: {},
    software: {},
    caseParts: {},
    running: { attachments: {}, choices: {}, ownDevices: {}, registers: {}, duties: { feed: {} }, requests: {}, cases: {}, acceptance: {} },
  } as unknown as DataRouteDeps);
