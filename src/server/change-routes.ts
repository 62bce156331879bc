import type { ChangeRouteDeps } from '../api/changes.routes.ts';
import { Fault } from '../base/fault.ts';
import type { Pool } from '../db/pool.ts';
import { deviceNames } from '../devices/index.ts';
import { listEvents, titleOf } from '../drift/index.ts';
import { type CaseOnDevices, type Cases, caseWithDevices } from '../engine/cases/index.ts';
import { isBlank } from '../mechanism/field.ts';
import { namedIn } from '../mechanism/named.ts';
import { change } from '../practices/changes/change.case.ts';
import { measuredOn } from './changes.ts';

/** What the routes about changes are given. */
export const changeRouteDeps = (pool: Pool, cases: Cases): ChangeRouteDeps => ({
  detail: (id, actor) => cases.detail(id, actor),
  measured: async (id, { offset, limit }) => {
    const found = await caseWithDevices(pool, change.id, id);
    if (found === null) throw new Fault('not-found', { case: id });
    const [seen, waiting] = await Promise.all([
      measuredOn(pool, id),
      listEvents(pool, { devices: found.devices, state: 'waiting', from: found.one.openedAt, offset: 0, limit: 1 }),
    ]);
    const versions = versionsIn(found);
    const told = new Set(seen.map(({ deviceId }) => deviceId));
    const untold = found.devices.filter((device) => !told.has(device));
    const names = await deviceNames(pool, [...untold, ...(versions?.other ?? []), ...(versions?.untold ?? [])]);
    const named = (ids: readonly string[]) =>
      ids
        .map((device) => ({ id: device, name: names.get(device)?.name ?? device }))
        .sort((a, b) => a.name.localeCompare(b.name, 'ja', { numeric: true }));
    return {
      total: seen.length,
      // Before it was applied nothing is expected of them.
      unchanged: found.events.some(({ step }) => step === 'apply' || step === 'emergency') ? named(untold) : [],
      unexplained: waiting.total,
      unexplainedOn: waiting.events[0]?.deviceId ?? null,
      versions: versions && { ...versions, other: named(versions.other), untold: named(versions.untold) },
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

/** As they were written into the case last; null where it compares none. */
function versionsIn({ events }: Pick<CaseOnDevices, 'events'>) {
  const cells = events.findLast(({ step }) => step === 'measured')?.cells;
  if (cells === undefined || (isBlank(cells.production) && isBlank(cells.testMachine))) return null;
  return {
    production: cells.production as string | null,
    testMachine: cells.testMachine as string | null,
    same: cells.same as boolean | null,
    other: namedIn(cells.otherVersion),
    untold: namedIn(cells.versionUntold),
  };
}
