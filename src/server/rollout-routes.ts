import type { RolloutRouteDeps } from '../api/rollout.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import { listSegments } from '../inventory/index.ts';
import { listDepartments } from '../staff/index.ts';
import type { Engine } from './engine.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'narrow' | 'placed'>;
  readonly nameOf: RolloutRouteDeps['nameOf'];
}

/** What the routes about the use and the groups of devices are given. */
export const rolloutRouteDeps = ({ pool, clock, engine, nameOf }: Wiring): RolloutRouteDeps => ({
  pool,
  clock,
  nameOf,
  onPlaced: (tx, ids) => engine.narrow(tx, ids),
  placed: (ids) => engine.placed(ids),
  networks: async () => [...new Set((await listSegments(pool, clock.now())).map(({ network }) => network))],
  departments: () => listDepartments({ pool, clock }),
});
