import type { SoftwareRouteDeps } from '../api/software.routes.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { baselineSoftware } from '../practices/software/params.ts';
import type { Rule } from '../software/index.ts';
import type { Values } from '../values/index.ts';
import type { Running } from './running.ts';
import type { Software } from './software.ts';

interface Wiring {
  readonly pool: Pool;
  readonly software: Software;
  readonly running: Running;
  readonly values: Values;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** Forbidding before permitting: the rule that decides stands first. */
const order: Readonly<Record<Rule['says'], number>> = { forbid: 0, baseline: 1, allow: 2, ask: 3, development: 4 };

/** What the routes of software are given. */
export function softwareRouteDeps({ pool, software, running, values, nameOf }: Wiring): SoftwareRouteDeps {
  const { control, acts } = software;
  return {
    pool,
    acts,
    rulesOf: (title, id) =>
      (control.rules()?.of(title, id) ?? [])
        .map(({ rule }) => rule)
        .toSorted((a, b) => order[a.says] - order[b.says] || (a.label < b.label ? -1 : 1)),
    numberOfLine: async (row) => (await acts.lineOf(row))?.number ?? null,
    nameOf,
    baseline: async () => {
      const counts = new Map((await control.baselineCounts()).map(({ id, titles }) => [id, titles]));
      const stands = values.versionNow(baselineSoftware);
      return {
        param: baselineSoftware.id,
        version: stands?.version ?? 0,
        reason: stands?.reason ?? null,
        rules: (values.now(baselineSoftware) as readonly string[]).map((text) => ({ text, titles: counts.get(text.trim()) ?? 0 })),
      };
    },
    devicesOf: (account) => running.lookups.devicesOf(account),
  };
}
