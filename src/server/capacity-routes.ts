import type { CapacityRouteDeps } from '../api/capacity.routes.ts';
import type { TargetRouteDeps } from '../api/capacity-targets.routes.ts';
import type { Clock } from '../base/clock.ts';
import { addDays, localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Metric } from '../facts/sample.ts';
import type { NumberParam } from '../mechanism/param.ts';
import { cpuWarnPercent, diskFullWarnDays, diskWarnPercent, memoryWarnPercent, responseTimeWarnMs } from '../practices/capacity/params.ts';
import type { Values } from '../values/index.ts';
import type { Capacity } from './capacity.ts';
import type { Lookups } from './lookups.ts';

const levels: Readonly<Record<Metric, NumberParam | null>> = {
  cpu: cpuWarnPercent,
  load: cpuWarnPercent,
  memory: memoryWarnPercent,
  disk: diskWarnPercent,
  inodes: diskWarnPercent,
  response: responseTimeWarnMs,
  up: null,
};

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly capacity: Capacity;
  readonly lookups: Lookups;
}

/** What the routes of capacity are given. */
export function capacityRouteDeps({ pool, clock, values, capacity, lookups }: Wiring): CapacityRouteDeps & TargetRouteDeps {
  return {
    pool,
    clock,
    limitOf: (metric) => {
      const level = levels[metric];
      return level === null ? null : (values.now(level) as number);
    },
    horizonDays: () => values.now(diskFullWarnDays) as number,
    daysAgo: (days) => addDays(localDateOf(clock.now()), -days),
    responseTimeWarnMs: () => values.now(responseTimeWarnMs) as number,
    addressOf: capacity.addressOf,
    deviceNames: async (ids) =>
      new Map([...(await lookups.named('device', ids))].flatMap(([id, { label, gone }]) => (gone ? [] : [[id, label] as const]))),
    mayWrite: capacity.mayWrite,
    write: capacity.write,
  };
}
