import type { ChangeRouteDeps } from '../api/changes.routes.ts';
import { Fault } from '../base/fault.ts';
import type { Pool } from '../db/pool.ts';
import { listEvents, titleOf } from '../drift/index.ts';
import { type Cases, caseWithDevices } from '../engine/cases/index.ts';
import { change } from '../practices/changes/change.case.ts';
import { measuredOn } from './changes.ts';

/** What the routes about changes are given. */
export const changeRouteDeps = (pool: Pool, cases: Cases): ChangeRouteDeps => ({
  detail: (id, actor) => cases.detail(id, actor),
  measured: async (id, { offset, limit }) => {
    const found = await caseWithDevices(pool, change.id, id);
    if (found === null) throw new Fault('not-found', { case: id });
    const [seen, ...waiting] = await Promise.all([
      measuredOn(pool, id),
      ...found.devices.map((device) => listEvents(pool, { device, state: 'waiting', from: found.one.openedAt, offset: 0, limit: 1 })),
    ]);
    const versions = found.events.findLast(({ step, cells }) => step === 'measured' && cells.same !== null)?.cells;
    return {
      total: seen.length,
      unexplained: waiting.reduce((sum, { total }) => sum + total, 0),
      versions: versions
        ? {
            production: versions.production as string | null,
            testMachine: versions.testMachine as string | null,
            same: versions.same as boolean | null,
          }
        : null,
      events: seen.slice(offset, offset + limit).map(({ id: event, deviceId, deviceName, counts, platform, fromAt, at, state }) => ({
        id: event,
        device: { id: deviceId, name: deviceName },
        title: titleOf(counts, platform),
        fromAt,
        at,
        state,
      })),
    };
  },
});
