import type { DriftRouteDeps } from '../api/drift.routes.ts';
import type { Pool } from '../db/pool.ts';
import { deviceNames } from '../devices/index.ts';
import { changeExplanationDays } from '../practices/configuration/drift-params.ts';
import type { Values } from '../values/index.ts';
import type { WatchingDrift } from './drift.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly values: Values;
  readonly writing: Pick<Writing, 'company'>;
  readonly running: Pick<Running, 'registers'>;
  readonly watching: WatchingDrift;
  readonly nameOf: DriftRouteDeps['nameOf'];
}

/** What the routes about changes of devices are given. */
export const driftRouteDeps = ({ pool, values, writing, running, watching, nameOf }: Wiring): DriftRouteDeps => ({
  drift: watching.drift,
  nameOf,
  deviceNames: async (ids) => new Map([...(await deviceNames(pool, ids))].map(([id, { name }]) => [id, name])),
  lines: async (ids) =>
    ids.length === 0
      ? new Map()
      : new Map([...(await running.registers.describe(ids))].map(([id, { number, label }]) => [id, `${number} ${label}`])),
  dueOn: (waitsSince) => writing.company.calendar().addBusinessDays(waitsSince, values.now(changeExplanationDays) as number),
  wake: watching.wake,
});
