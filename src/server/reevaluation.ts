import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Pool } from '../db/pool.ts';
import { type CarriedValues, type CheckEngine, reevaluateDue } from '../engine/checks/index.ts';
import { citedChecks } from '../overview/index.ts';
import { questions } from '../sources/osquery/questions/index.ts';
import type { Values } from '../values/index.ts';

const carriedBy = new Map<string, ReadonlySet<string>>(
  questions.map((question) => [`${question.kind.kind} ${question.platform}`, new Set(question.values ?? [])]),
);
const none: ReadonlySet<string> = new Set();

/** The values that the agents' questions carry in their SQL. */
export const carriedValues: CarriedValues = (kind, platform) => carriedBy.get(`${kind} ${platform}`) ?? none;

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly engine: CheckEngine;
  readonly values: Values;
  readonly afterBatch: () => void;
}

export interface Reevaluation {
  /** Judges again what hangs on values that came into force; resolves when nothing is due any more. */
  look(): Promise<void>;
  /** Waits until nothing is under way. */
  idle(): Promise<void>;
}

/** One at a time. A value that comes into force meanwhile is taken up by the same one before it ends. */
export function openReevaluation({ pool, clock, log, engine, values, afterBatch }: Wiring): Reevaluation {
  const versionOf = (param: ReturnType<Values['params']>[number]) => values.versionNow(param)?.version ?? 0;
  const round = () => {
    const startedAt = performance.now();
    const params = values.params();
    return reevaluateDue({ pool, clock, engine, checks: citedChecks, carried: carriedValues, afterBatch, params, versionOf }).then(
      (done) => {
        if (done.params.length > 0)
          log.info({ ...done, ms: Math.round(performance.now() - startedAt) }, 'verdicts were judged by values that came into force');
        return done.params.length > 0;
      },
    );
  };
  let running: Promise<void> | null = null;
  let asked = false;
  const run = async () => {
    do asked = false;
    while ((await round()) || asked);
  };
  return {
    look: () => {
      asked = true;
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    idle: async () => {
      await running?.catch(() => {}); // told already by whoever began it
    },
  };
}
