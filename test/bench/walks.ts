import { parseArgs } from 'node:util';
import { round } from './meters.ts';

/**
 * Random walks over the state machines of registers, duties, requests and findings of scans, against PostgreSQL as the application's own
 * role. A model that knows nothing of our code says beforehand of each step whether it must be accepted or refused; the first difference
 * ends it. `npm run bench:walks -- --steps 1000000 [--only registers,duties] [--seed 7]` prints one JSON object last.
 */

/** Numbers that look random and are the same for the same seed, so that a walk that fails can be walked again. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** The generator mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { next, below, chance: (share) => next() < share, pick: (items) => items[below(items.length)]! };
}

/** One walk through one state machine. */
export interface Walk {
  /** Takes so many steps; throws where the database and the model differ. Counts by what happened: `added`, `refused: stale`. */
  steps(count: number, random: Random): Promise<ReadonlyMap<string, number>>;
  /** Looks at the whole once more when all steps are taken; throws likewise. Answers with what was counted: `{ lines: 12 }`. */
  finish(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export interface WalkReport {
  readonly name: string;
  readonly seed: number;
  readonly steps: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly found: Readonly<Record<string, number>>;
}

const saidEvery = 100_000;

/**
 * Walks so many steps, in batches of `batchSteps`: PostgreSQL keeps every deferred check of a transaction in one list, so that long
 * batches walk slower.
 */
export async function runWalk(
  name: string,
  steps: number,
  open: () => Promise<Walk>,
  { seed = 1, batchSteps = 200, say = () => {} }: { seed?: number; batchSteps?: number; say?: (line: string) => void } = {},
): Promise<WalkReport> {
  const random = randomOf(seed);
  const walk = await open();
  try {
    const counts = new Map<string, number>();
    const begun = performance.now();
    for (let done = 0; done < steps; ) {
      const count = Math.min(batchSteps, steps - done);
      for (const [what, times] of await walk.steps(count, random)) counts.set(what, (counts.get(what) ?? 0) + times);
      done += count;
      if (Math.floor(done / saidEvery) > Math.floor((done - count) / saidEvery))
        say(`${name}: ${done} of ${steps} steps, ${round((performance.now() - begun) / 1000)} s`);
    }
    const found = await walk.finish();
    const seconds = (performance.now() - begun) / 1000;
    const sorted = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { name, seed, steps, seconds: round(seconds), stepsPerSecond: Math.round(steps / seconds), counts: sorted, found };
  } catch (error) {
    throw new Error(`${name}, seed ${seed}: ${(error as Error).message}`, { cause: error });
  } finally {
    await walk.close();
  }
}

/** Each file exports `openWalk`. */
const walks = ['registers', 'duties', 'requests', 'findings'] as const;

async function main(): Promise<void> {
  const { values: given } = parseArgs({
    options: {
      steps: { type: 'string', default: '100000' },
      only: { type: 'string', default: walks.join() },
      seed: { type: 'string', default: '1' },
    },
  });
  const reports: WalkReport[] = [];
  for (const name of given.only.split(',')) {
    if (!walks.some((each) => each === name)) throw new Error(`no such walk: ${name}`);
    const { openWalk } = (await import(`./walk-${name}.ts`)) as { openWalk: () => Promise<Walk> };
    reports.push(await runWalk(name, Number(given.steps), openWalk, { seed: Number(given.seed), say: (line) => console.error(line) }));
  }
  console.log(JSON.stringify({ walks: reports }, null, 2));
}

// Not awaited: the walks import this file themselves, and each would wait for the other for ever.
if (import.meta.main) void main();
