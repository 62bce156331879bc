import { type AgentRouteDeps, agentRoutes } from '../api/agents.routes.ts';
import { type BoardDeps, boardRoutes } from '../api/board.routes.ts';
import { type DeviceRouteDeps, deviceRoutes } from '../api/devices.routes.ts';
import { type EvidenceDeps, evidenceRoutes } from '../api/evidence.routes.ts';
import type { RoutePlugin } from '../api/index.ts';
import { type PackRouteDeps, packRoutes } from '../api/packs.routes.ts';
import { valueRoutes } from '../api/values.routes.ts';

export interface DataRouteDeps extends BoardDeps, DeviceRouteDeps, EvidenceDeps {
  readonly agents: AgentRouteDeps;
  readonly packs: PackRouteDeps;
}

/** Every route but those about people: one list for the server, for its description and for the policy test. */
export const dataRoutes = (deps: DataRouteDeps): RoutePlugin[] => [
  (app) => boardRoutes(app, deps),
  (app) => deviceRoutes(app, deps),
  (app) => valueRoutes(app, deps),
  (app) => evidenceRoutes(app, deps),
  (app) => agentRoutes(app, deps.agents),
  (app) => packRoutes(app, deps.packs),
];
