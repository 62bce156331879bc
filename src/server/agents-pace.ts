import { performance } from 'node:perf_hooks';
import { Pace } from '../sources/osquery/pace.ts';

/** Where an answer waits this long for its commit on average, storing is as busy as it may be. */
const meanWaitMsMax = 300;

/**
 * How fast devices may tell: by how busy the one thread is (also where other programs take its time), and by how long answers wait for
 * their commit.
 */
export function newAgentsPace(intake: { readonly isBusy: boolean; takeMeanWaitMs(): number }, silentAfterMinutes: () => number): Pace {
  let since = performance.eventLoopUtilization();
  return new Pace({
    elapsedMs: () => performance.now(),
    takeLoad: () => {
      const thread = performance.eventLoopUtilization(since);
      since = performance.eventLoopUtilization();
      return Math.max(thread.utilization, intake.takeMeanWaitMs() / meanWaitMsMax);
    },
    isBehind: () => intake.isBusy,
    silentAfterMs: () => silentAfterMinutes() * 60_000,
  });
}
