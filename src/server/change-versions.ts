import type { Pool } from '../db/pool.ts';
import type { CaseOnDevices } from '../engine/cases/index.ts';
import { osBuild } from '../facts/os-build.ts';
import { currentFacts } from '../intake/store.ts';

export interface MeasuredVersions {
  /** What the machines in operation have, each version once with how many have it where they differ; null where none told. */
  readonly production: string | null;
  readonly testMachine: string | null;
  /** True only where every machine in operation told that it has what was tested; false as soon as one has something else. */
  readonly same: boolean | null;
  /** Machines in operation that have another version than the test machine. */
  readonly other: readonly string[];
  /** Machines in operation that did not tell their version since the application. */
  readonly untold: readonly string[];
}

/** As many versions are named; of more it is said how many there are. */
const versionsNamedMax = 3;

/**
 * The systems of the machines in operation, each compared with the test machine that the verification names; null where the case names
 * not both of them as devices. The machines in operation must have told their version since the application. The test machine itself
 * may be among those that were changed: that it has what it has proves nothing.
 */
export async function versionsOf(
  pool: Pool,
  { devices, events }: Pick<CaseOnDevices, 'devices' | 'events'>,
): Promise<MeasuredVersions | null> {
  const testDevice = events.findLast(({ step }) => step === 'verify')?.cells.testDevice;
  const applied = events.findLast(({ step }) => step === 'apply');
  const production = devices.filter((device) => device !== testDevice);
  if (typeof testDevice !== 'string' || production.length === 0 || applied === undefined) return null;
  const asked = [...production, testDevice];
  const facts = await currentFacts(
    pool,
    asked,
    asked.map(() => osBuild.kind),
  );
  const told = (device: string, since: Date | null): string | null => {
    const fact = facts.find(({ deviceId }) => deviceId === device);
    if (fact === undefined || fact.unreadable !== null || (since !== null && fact.lastObservedAt < since)) return null;
    const read = osBuild.schema.safeParse(fact.body);
    return read.success && read.data.numbers !== null ? `${read.data.name} ${read.data.numbers.join('.')}` : null;
  };
  const tested = told(testDevice, null);
  const ours = production.map((device) => ({ device, version: told(device, applied.happenedAt) }));
  const untold = ours.filter(({ version }) => version === null).map(({ device }) => device);
  const other = tested === null ? [] : ours.filter(({ version }) => version !== null && version !== tested).map(({ device }) => device);
  const same = other.length > 0 ? false : tested === null || untold.length > 0 ? null : true;
  return { production: saidVersions(ours.flatMap(({ version }) => version ?? [])), testMachine: tested, same, other, untold };
}

/** `Debian 13.1`; `Debian 13.1 ×38, Debian 13.0 ×2` where they differ, what most have first. Read alike in both languages. */
function saidVersions(told: readonly string[]): string | null {
  const counts = [...Map.groupBy(told, (version) => version)].map(([version, all]) => ({ version, count: all.length }));
  const [first] = counts;
  if (first === undefined) return null;
  if (counts.length === 1) return first.version;
  const named = counts.sort((a, b) => b.count - a.count || (a.version < b.version ? -1 : 1)).slice(0, versionsNamedMax);
  const more = counts.length - named.length;
  return named.map(({ version, count }) => `${version} ×${count}`).join(', ') + (more > 0 ? ` … +${more}` : '');
}
