import { parseArgs } from 'node:util';
import { Storm } from '../faults/storm.ts';

/**
 * The whole product in a storm: server, database and the real agent killed with -9 at random, clocks of server and agents moved by an
 * hour, a year and half a century, agents silenced, all under work. Prints one JSON last: every list in it is empty where all is well.
 */
const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    agents: { type: 'string', default: '60' },
    /** Between two turns of one simulated agent. */
    pause: { type: 'string', default: '250' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const tell = (line: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${line}`);
tell(`seed ${given.seed}`);
const storm = new Storm({
  seconds: Number(given.minutes) * 60,
  agents: Number(given.agents),
  pauseMs: Number(given.pause),
  seed: Number(given.seed),
  liveMinutes: 2,
  realAgent: true,
  events: true,
  tell,
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void storm.close().then(() => process.exit(130)));
try {
  await storm.open();
  const found = await storm.run();
  console.log(JSON.stringify({ minutes: Number(given.minutes), agents: Number(given.agents), seed: Number(given.seed), ...found }));
  const { lines, greens, atTheEnd, sums, recounted, ledger, ungrouped, realAgent, calls } = found;
  const wrong = [lines.lost, greens.wrong, atTheEnd.wrong, sums, recounted, realAgent?.wrong ?? []].flat().length + lines.twice + ungrouped;
  const emptyBodies = Object.keys(calls.problems).some((problem) => problem.includes('empty body'));
  process.exitCode = wrong === 0 && ledger.ok && !emptyBodies ? 0 : 1;
} finally {
  await storm.close();
}
