import type { Clock } from '../../base/clock.ts';
import { inTransaction, type Pool } from '../../db/pool.ts';
import { type Platform, platforms } from '../../facts/kind.ts';
import type { Check } from '../../mechanism/check.ts';
import type { Param } from '../../mechanism/param.ts';
import type { CarriedValues, CheckEngine } from './index.ts';
import { judgedVersions, readStanding, setJudgedVersions } from './reevaluate.store.ts';
import { lockVerdicts } from './store.ts';

/**
 * Verdicts in one transaction. It holds the lock of the verdicts for a few tenths of a second: intake, which waits for the same
 * lock, is let in between two of them.
 */
const verdictsPerBatchMax = 1000;

export interface ReevaluationDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly engine: CheckEngine;
  readonly checks: readonly Check[];
  readonly carried: CarriedValues;
  readonly perBatch?: number;
  /** After each batch that turned a verdict: the ledger has grown. */
  readonly afterBatch?: () => void;
}

export interface Reevaluated {
  /** Verdicts that were judged again, and how many of them turned. */
  readonly judged: number;
  readonly turned: number;
}

/**
 * Judges every standing verdict again that hangs on one of these values, from the facts that are stored, with the values in force
 * now. A device whose question carries the value in its SQL is left out: its fact says nothing of the new value, and the verdict
 * stands until it has answered anew. May be broken off anywhere and begun again: what is judged already turns no second time.
 */
export async function reevaluate(deps: ReevaluationDeps, paramIds: readonly string[]): Promise<Reevaluated> {
  const wanted = new Set(paramIds);
  const sum = { judged: 0, turned: 0 };
  for (const check of deps.checks) {
    const reads = Object.values(check.params as Record<string, Param>).filter((param) => wanted.has(param.id));
    if (reads.length === 0) continue;
    const on = platforms.filter(
      (platform) =>
        check.platforms[platform] === 'judged' && reads.some((param) => !deps.carried(check.reads.kind, platform).has(param.id)),
    );
    if (on.length > 0) await judgeStanding(deps, check, on, sum);
  }
  return sum;
}

async function judgeStanding(
  { pool, clock, engine, afterBatch, perBatch = verdictsPerBatchMax }: ReevaluationDeps,
  check: Check,
  on: readonly Platform[],
  sum: { judged: number; turned: number },
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const { rows, turned } = await inTransaction(pool, async (tx) => {
      // Before reading, and before looking at the clock: what is being stored right now must be seen, with its own value.
      await lockVerdicts(tx);
      const standing = await readStanding(tx, check.id, on, from, perBatch);
      return { rows: standing, turned: await engine.rejudge(tx, check, standing, clock.now()) };
    });
    sum.judged += rows.length;
    sum.turned += turned;
    if (turned > 0) afterBatch?.();
    if (rows.length < perBatch) return;
    after = rows.at(-1)!.deviceId;
  }
}

export interface DueDeps extends ReevaluationDeps {
  readonly params: readonly Param[];
  /** The version of a value that is in force; 0 while the default is. */
  readonly versionOf: (param: Param) => number;
}

/**
 * Judges again what hangs on values that came into force since the last time, however that came about: a change, the day of a
 * version, or a server that was stopped in the middle of judging. That it was done is remembered after it was done.
 */
export async function reevaluateDue(deps: DueDeps): Promise<Reevaluated & { readonly params: readonly string[] }> {
  const known = await judgedVersions(deps.pool);
  const due = new Map(
    deps.params.map((param) => [param.id, deps.versionOf(param)] as const).filter(([id, version]) => version !== (known.get(id) ?? 0)),
  );
  const params = [...due.keys()];
  if (params.length === 0) return { judged: 0, turned: 0, params };
  const done = await reevaluate(deps, params);
  await setJudgedVersions(deps.pool, due);
  return { ...done, params };
}
