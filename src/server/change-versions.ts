import type { Pool } from '../db/pool.ts';
import type { CaseOnDevices } from '../engine/cases/index.ts';
import { osBuild } from '../facts/os-build.ts';
import { currentFacts } from '../intake/store.ts';

export interface MeasuredVersions {
  readonly production: string | null;
  readonly testMachine: string | null;
  /** Null where one of the two is not known. */
  readonly same: boolean | null;
}

/**
 * The systems of the machine in operation and of the test machine that the verification names; null where the case names not both of
 * them as devices. The machine in operation must have told its version since the application.
 */
export async function versionsOf(
  pool: Pool,
  { devices, events }: Pick<CaseOnDevices, 'devices' | 'events'>,
): Promise<MeasuredVersions | null> {
  const testDevice = events.findLast(({ step }) => step === 'verify')?.cells.testDevice;
  const applied = events.findLast(({ step }) => step === 'apply');
  const [production] = devices;
  if (typeof testDevice !== 'string' || production === undefined || applied === undefined) return null;
  const facts = await currentFacts(pool, [production, testDevice], [osBuild.kind, osBuild.kind]);
  const told = (device: string, since: Date | null): string | null => {
    const fact = facts.find(({ deviceId }) => deviceId === device);
    if (fact === undefined || fact.unreadable !== null || (since !== null && fact.lastObservedAt < since)) return null;
    const read = osBuild.schema.safeParse(fact.body);
    return read.success && read.data.numbers !== null ? `${read.data.name} ${read.data.numbers.join('.')}` : null;
  };
  const [ours, tested] = [told(production, applied.happenedAt), told(testDevice, null)];
  return { production: ours, testMachine: tested, same: ours === null || tested === null ? null : ours === tested };
}
