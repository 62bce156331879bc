import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import { deviceCounts } from '../devices/index.ts';
import { countsByCheck, exampleBecause } from '../engine/checks/index.ts';
import { oldestByKind } from '../intake/read.ts';
import { citedChecks, type Measured } from '../overview/index.ts';

/** The age of the oldest observation moves slowly and costs a walk over all of them; it is read this often at most. */
const oldestHeldMs = 10_000;

/** What stands beside the devices' sums: when silence was looked for, what people confirmed, what the company excludes. */
export interface AlsoMeasured {
  readonly sweptAt?: () => Date;
  readonly rules?: () => Promise<NonNullable<Measured['rules']>>;
  readonly practices?: () => Promise<NonNullable<Measured['practices']>>;
  readonly notApplicable?: () => Promise<NonNullable<Measured['notApplicable']>>;
}

/** Reads the sums that the overview is made of. */
export function measuredReader(pool: Pool, clock: Clock, also: AlsoMeasured = {}): () => Promise<Measured> {
  let oldest: { at: number; value: Promise<Map<string, Date>> } | null = null;
  const oldestNow = () => {
    const at = clock.now().getTime();
    if (!oldest || at - oldest.at > oldestHeldMs || at < oldest.at) {
      const value = oldestByKind(pool);
      value.catch(() => {
        oldest = null;
      });
      oldest = { at, value };
    }
    return oldest.value;
  };
  return async () => {
    const [devices, rows, examples, oldestSeen, rules, practices, notApplicable] = await Promise.all([
      deviceCounts(pool),
      countsByCheck(pool),
      exampleBecause(
        pool,
        citedChecks.map((check) => check.id),
      ),
      oldestNow(),
      also.rules?.(),
      also.practices?.(),
      also.notApplicable?.(),
    ]);
    const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
    for (const { checkId, verdict, count } of rows) {
      const sums = counts.get(checkId) ?? { pass: 0, fail: 0, unknown: 0 };
      sums[verdict] = count;
      counts.set(checkId, sums);
    }
    return {
      ...devices,
      counts,
      examples: new Map(examples.map((example) => [example.checkId, example])),
      oldestByKind: oldestSeen,
      ...(also.sweptAt && { sweptAt: also.sweptAt() }),
      ...(rules && { rules }),
      ...(practices && { practices }),
      ...(notApplicable && { notApplicable }),
    };
  };
}
