import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { SimulatedAgent } from './agent.ts';
import type { FleetActs, FleetPart } from './fleet.ts';
import { Tally } from './meters.ts';
import { Timetable } from './timetable.ts';
import { Wire } from './wire.ts';

/** One thread of the simulation: it plays some of the agents and does what the main thread asks (`fleet.ts`). */
const { port, authority, secret, run, first, count, everyMs, enrolmentsAtOnce, nodeKeys } = workerData as FleetPart;
const wire = new Wire(port, authority);
const lag = monitorEventLoopDelay({ resolution: 5 });
lag.enable();
let tally = new Tally();
const observe = (path: string, ms: number, problem: string | null) => tally.observe(path, ms, problem);
const work = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const agents = Array.from({ length: count }, (_, at) => new SimulatedAgent(first + at, { wire, secret, run, observe, work }));
for (const [at, key] of (nodeKeys ?? []).entries()) agents[at]!.nodeKey = key;
const timetables = agents.map((agent) => new Timetable(agent, everyMs));

/** Several at once, each agent once. */
async function each(act: (agent: SimulatedAgent) => Promise<unknown>): Promise<void> {
  const waiting = [...agents];
  const one = async () => {
    for (let agent = waiting.pop(); agent; agent = waiting.pop()) await act(agent);
  };
  await Promise.all(Array.from({ length: enrolmentsAtOnce }, one));
}

const acts: FleetActs = {
  enrol: async () => {
    let refused = 0;
    await each(async (agent) => {
      if (!(await agent.enrol())) refused += 1;
    });
    return refused;
  },
  configure: () => each((agent) => agent.config()),
  start: async (firstPollWithinMs) => {
    for (const timetable of timetables) timetable.start(firstPollWithinMs ?? undefined);
  },
  stop: async () => {
    await Promise.all(timetables.map((timetable) => timetable.stop()));
  },
  toldAll: async () => agents.filter((agent) => agent.hasToldAll).length,
  takeTally: async () => {
    const { handshakes, resumed } = wire;
    const taken = { ...tally.counted(), handshakes, resumed, lagP99Ms: lag.percentile(99) / 1e6, lagMaxMs: lag.max / 1e6 };
    tally = new Tally();
    lag.reset();
    return taken;
  },
  acknowledged: async () => agents.flatMap((agent) => agent.acknowledged),
};

parentPort!.on('message', ({ id, act, given }: { id: number; act: keyof FleetActs; given: number | null }) => {
  acts[act](given).then(
    (result) => parentPort!.postMessage({ id, result }),
    (error: Error) => parentPort!.postMessage({ id, problem: error.stack }),
  );
});
