import type { Pool } from '../db/pool.ts';
import { agentVersions } from '../devices/index.ts';
import { agentVersionsBehindMax } from '../practices/inventory/params.ts';
import { oldVersions } from '../sources/osquery/releases.ts';
import type { Values } from '../values/index.ts';

interface Wiring {
  readonly pool: Pool;
  readonly values: Pick<Values, 'now'>;
}

/** Every version of the agent that devices in use run, with how many do, and whether it is older than the company allows. */
export async function agentsByAge({ pool, values }: Wiring): Promise<{ version: string; devices: number; old: boolean }[]> {
  const running = await agentVersions(pool);
  const old = new Set(
    oldVersions(
      running.map(({ version }) => version),
      values.now(agentVersionsBehindMax) as number,
    ),
  );
  return running.map((each) => ({ ...each, old: old.has(each.version) }));
}

export const oldAgents = async (wiring: Wiring): Promise<string[]> =>
  (await agentsByAge(wiring)).flatMap(({ version, old }) => (old ? [version] : []));

export const countOldAgents = async (wiring: Wiring): Promise<number> =>
  (await agentsByAge(wiring)).reduce((sum, { devices, old }) => sum + (old ? devices : 0), 0);
