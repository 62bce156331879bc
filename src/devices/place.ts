import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { DeviceClass, Environment } from '../facts/kind.ts';
import { append } from '../ledger/index.ts';
import { holdPlaces, type PlacedRow, putPlaces } from './place.store.ts';

/** How many devices one act may place: one transaction, and one entry each. */
export const placedAtOnceMax = 1_000;

/** What is to be; what is left out stays. `by-rule` gives the class back to the name of the system. */
export interface Placing {
  readonly deviceClass?: DeviceClass | 'by-rule' | undefined;
  readonly environment?: Environment | null | undefined;
  readonly reason: string;
}

export interface PlaceDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** What no longer concerns a device is dropped, in the same transaction. */
  readonly onPlaced: (tx: Tx, deviceIds: readonly string[]) => Promise<void>;
  /** After the commit: what now concerns them is to be asked. */
  readonly placed: (deviceIds: readonly string[]) => void;
}

/**
 * Says what devices are used as, and where they stand. Returns how many changed; those that are so already are left as they are.
 * Throws `not-found` where one is not in use (any more), and then changes none.
 */
export async function placeDevices(deps: PlaceDeps, ids: readonly string[], placing: Placing, by: string): Promise<number> {
  const reason = placing.reason.trim();
  if (reason === '') throw new Fault('reason-required');
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > placedAtOnceMax) throw new Fault('bad-request', { problem: 'too many devices, or none' });
  if (placing.deviceClass === undefined && placing.environment === undefined)
    throw new Fault('bad-request', { problem: 'nothing to change' });
  const changed = await inTransaction(deps.pool, async (tx) => {
    const before = await holdPlaces(tx, wanted);
    const missing = wanted.find((id) => !before.some((row) => row.id === id));
    if (missing !== undefined) throw new Fault('not-found', { device: missing });
    const after = await putPlaces(
      tx,
      before.map((row) => placedBy(row, placing)).filter((row, at) => !isSame(row, before[at]!)),
    );
    // A class that the rule works out may come out as the one that a person chose: still a change of who decides.
    if (after.length === 0) return [];
    const at = deps.clock.now();
    const was = new Map(before.map((row) => [row.id, row]));
    await deps.onPlaced(
      tx,
      after.map(({ id }) => id),
    );
    await append(
      tx,
      at,
      after.map((row) => ({
        kind: 'device.placed' as const,
        actor: by,
        subject: `device:${row.id}`,
        payload: { before: placeOf(was.get(row.id)!), after: placeOf(row), reason },
      })),
    );
    return after.map(({ id }) => id);
  });
  if (changed.length > 0) deps.placed(changed);
  return changed.length;
}

const placedBy = (row: PlacedRow, { deviceClass, environment }: Placing): PlacedRow => ({
  ...row,
  ...(deviceClass === 'by-rule' && { classBy: 'rule' as const }),
  ...(deviceClass !== undefined && deviceClass !== 'by-rule' && { deviceClass, classBy: 'person' as const }),
  ...(environment !== undefined && { environment }),
});

const isSame = (a: PlacedRow, b: PlacedRow): boolean =>
  a.deviceClass === b.deviceClass && a.classBy === b.classBy && a.environment === b.environment;

const placeOf = ({ deviceClass, classBy, environment }: PlacedRow) => ({ class: deviceClass, classBy, environment });
