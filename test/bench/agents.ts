import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { silentLog } from '../../src/base/log.ts';
import { applicationRole, openPool } from '../../src/db/pool.ts';
import type { Integrator } from '../../src/ledger/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { intervals } from '../../src/sources/osquery/config.ts';
import { fillDevices } from './fill.ts';
import { Fleet } from './fleet.ts';
import { lostLines } from './lost-lines.ts';
import { cpuSecondsOf, cpuSecondsOfFamily, memoryMbOf, round } from './meters.ts';
import { newPlace, removePlace, ServerProcess } from './server-process.ts';

/**
 * How many agents one server carries. Server and database are processes of their own, set up as a company has them
 * (every commit on disk); this process plays all agents, in several
 * threads, each call on a TLS connection of its own. Prints one JSON last.
 *
 * p50Ms and p99Ms are those of /distributed/read, from the first packet of its connection to the last byte of the answer; they contain
 * how late the simulation's own threads were (generatorLagP99Ms, of the latest of them).
 * cpuSeconds is the server's own, within the measured time; rssMb the most memory that the server's process ever held.
 */
const { values: given } = parseArgs({
  options: {
    hosts: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '120' },
    poll: { type: 'string', default: String(intervals.distributedSeconds) },
    log: { type: 'string', default: String(intervals.logSeconds) },
    config: { type: 'string', default: String(intervals.configSeconds) },
    /** Seconds over which the agents poll for the first time; each of them is then asked everything at once. */
    spread: { type: 'string' },
    /**
     * The computers were here before: they told everything half an hour ago (through the real intake and engine, without the wire), so that
     * their hourly questions are spread over the hour to come. Only the steady state is measured.
     */
    filled: { type: 'boolean', default: false },
    /** Threads that play the agents. */
    threads: { type: 'string', default: '4' },
    /** A folder for a CPU profile of the server. */
    profile: { type: 'string' },
  },
});
const hosts = Number(given.hosts);
const seconds = Number(given.seconds);
/** A company rolls the agent out department by department; 25 new computers a second is a rush. `--spread 60` shows a stampede. */
const spreadSeconds = given.spread === undefined ? Math.max(Number(given.poll), hosts / 25) : Number(given.spread);
const enrolmentsAtOnce = 32;
const warmUpMaxSeconds = 1800;
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);
const halfAnHourMs = 1_800_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const place = {
  ...(await newPlace()),
  nodeArguments: given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${given.profile}`],
  onLog: (text: string) => /"level":(40|50)|Error/.test(text) && process.stderr.write(text),
};
let server = await ServerProcess.start(place);
const filledKeys = given.filled ? await fill() : null;
// An interrupted run leaves neither a server nor a folder behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void server.stop().then(() => {
      removePlace(place);
      process.exit(130);
    });
  });
tell(`the server runs: process ${server.pid}, database ${server.databasePid}`);

const everyMs = { pollMs: Number(given.poll) * 1000, logMs: Number(given.log) * 1000, configMs: Number(given.config) * 1000 };
const threads = Number(given.threads);
const fleet = new Fleet(
  {
    port: place.agentPort,
    authority: server.authority,
    secret: server.secret,
    run: newId().slice(0, 8),
    everyMs,
    enrolmentsAtOnce: Math.ceil(enrolmentsAtOnce / threads),
    nodeKeys: filledKeys,
  },
  hosts,
  threads,
);
let enrolSeconds = 0;
let warmUp: object | null = null;
if (filledKeys === null) enrolSeconds = await enrolAll();
await fleet.all('configure');
if (filledKeys === null) warmUp = await tellAll();
// They are spread over their intervals, and measured after a full one, when quick polls and waiting checkpoints are over too.
await fleet.all('start');
await pause(everyMs.pollMs + 5000);
await fleet.take();
const cpu = () => ({ server: cpuSecondsOf(server.pid), database: cpuSecondsOfFamily(server.databasePid), generator: process.cpuUsage() });
const before = cpu();
const measureStart = performance.now();
const memory: number[] = [];
while (performance.now() - measureStart < seconds * 1000) {
  await pause(1000);
  memory.push(memoryMbOf(server.pid).now);
}
const { tally: measured, handshakes, resumed, lagP99Ms, lagMaxMs } = await fleet.take();
const after = cpu();
const elapsed = (performance.now() - measureStart) / 1000;
const peak = memoryMbOf(server.pid).peak;
await fleet.all('stop');

// Is every line there that was acknowledged, at any time?
const pool = openPool({ url: server.databaseUrl, connectionsMax: 2 });
const acknowledged = (await fleet.all('acknowledged')).flat();
const lost = await lostLines(pool, acknowledged);
const { rows } = await pool.query<{ facts: number; findings: number; entries: number; bytes: number }>(
  `SELECT (SELECT count(*) FROM intake_fact) AS facts, (SELECT count(*) FROM checks_finding) AS findings,
     (SELECT next_seq FROM ledger_head) AS entries, pg_database_size(current_database()) AS bytes`,
);
await pool.end();
await server.stop();
removePlace(place);
await fleet.close();
if (resumed > 0) throw new Error(`${resumed} of ${handshakes} connections resumed an earlier session`);
if (given.profile) tell(`profile: ${readdirSync(given.profile).map((name) => join(given.profile!, name))}`);
for (const [name, count] of measured.problems) tell(`${count} × ${name}`);

const generatorSeconds = (after.generator.user + after.generator.system - before.generator.user - before.generator.system) / 1e6;
console.log(
  JSON.stringify({
    hosts,
    seconds: round(elapsed),
    requests: measured.requests,
    rps: round(measured.requests / elapsed),
    p50Ms: measured.ms('/distributed/read', 0.5),
    p99Ms: measured.ms('/distributed/read', 0.99),
    errors: measured.errors,
    lostLines: lost.length,
    cpuSeconds: round(after.server - before.server),
    rssMb: Math.round(peak),
    p99WriteMs: measured.ms('/distributed/write', 0.99),
    p99LogMs: measured.ms('/log', 0.99),
    p99ConfigMs: measured.ms('/config', 0.99),
    requestsBy: Object.fromEntries(
      ['/distributed/read', '/distributed/write', '/log', '/config'].map((path) => [path, measured.count(path)]),
    ),
    databaseCpuSeconds: round(after.database - before.database),
    generatorCpuSeconds: round(generatorSeconds),
    rssMbAtEnd: Math.round(memory.at(-1) ?? 0),
    generatorThreads: threads,
    generatorLagP99Ms: round(lagP99Ms),
    generatorLagMaxMs: round(lagMaxMs),
    handshakes,
    resumed,
    acknowledgedLines: acknowledged.length,
    enrolSeconds: round(enrolSeconds),
    warmUp,
    facts: rows[0]!.facts,
    findings: rows[0]!.findings,
    ledgerEntries: rows[0]!.entries,
    databaseMb: Math.round(rows[0]!.bytes / 1_048_576),
  }),
);
process.exit(measured.errors === 0 && lost.length === 0 ? 0 : 1);

/** Everybody enrols, as fast as it goes. In seconds. */
async function enrolAll(): Promise<number> {
  const startedAt = performance.now();
  const refused = await fleet.sum('enrol');
  if (refused > 0) throw new Error(`${refused} agents could not enrol: ${JSON.stringify([...(await fleet.take()).tally.problems])}`);
  const took = (performance.now() - startedAt) / 1000;
  tell(`${hosts} agents enrolled in ${took.toFixed(1)} s`);
  return took;
}

/** Every question is asked of everybody for the first time. */
async function tellAll(): Promise<object> {
  await fleet.take();
  const startedAt = performance.now();
  await fleet.all('start', spreadSeconds * 1000);
  for (let toldAt = 0; ; ) {
    const settled = await fleet.sum('toldAll');
    const elapsed = (performance.now() - startedAt) / 1000;
    if (settled === hosts) break;
    if (elapsed > warmUpMaxSeconds) throw new Error(`after ${warmUpMaxSeconds} s only ${settled} agents have answered everything`);
    if (elapsed - toldAt > 15) {
      toldAt = elapsed;
      tell(`warming up: ${settled} of ${hosts} have answered everything`);
    }
    await pause(250);
  }
  const { tally } = await fleet.take();
  const told = {
    spreadSeconds,
    seconds: round((performance.now() - startedAt) / 1000),
    requests: tally.requests,
    errors: tally.errors,
    p99Ms: tally.ms('/distributed/read', 0.99),
    rssMb: Math.round(memoryMbOf(server.pid).peak),
  };
  tell(`warm after ${told.seconds} s: ${JSON.stringify(told)} ${[...tally.problems].map(([name, count]) => `${count} × ${name}`)}`);
  // The first minute's rush has put the agents in step: they are spread over their intervals again.
  await fleet.all('stop');
  return told;
}

/** Fills the database of the server, and starts the server anew. Gives the node keys. */
async function fill(): Promise<string[]> {
  const app = openPool({ url: server.databaseUrl, connectionsMax: 10, role: applicationRole });
  const engine = await newEngine({
    pool: app,
    clock: systemClock,
    log: silentLog,
    integrator: { wake: () => {} } as unknown as Integrator,
  });
  const keys = await fillDevices(engine, hosts, tell, halfAnHourMs);
  await engine.stop();
  await app.end();
  await server.stop();
  server = await ServerProcess.start(place);
  const held = openPool({ url: server.databaseUrl, connectionsMax: 1 });
  // The rooms that derive something of lists work in the server: they have all of it to do now, and it is not what is measured.
  for (let left = hosts; left > 0; ) {
    await pause(5000);
    const { rows } = await held.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM intake_current WHERE kind = 'software-control'`,
    );
    left = hosts - rows[0]!.count;
    tell(`${left} computers wait for what follows from their lists`);
  }
  await held.query('VACUUM ANALYZE');
  await held.end();
  tell(`${hosts} computers are known, the server runs anew: process ${server.pid}`);
  return keys;
}
