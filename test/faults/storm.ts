import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/base/id.ts';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { openSigner, verifyLedger } from '../../src/ledger/index.ts';
import { flagLines } from '../../src/sources/osquery/flags.ts';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import { lostLines, storedLines } from '../bench/lost-lines.ts';
import { newPlace, removePlace, ServerProcess } from '../bench/server-process.ts';
import { Wire } from '../bench/wire.ts';
import { until } from './fleet.ts';
import { StormAgent } from './storm-agent.ts';
import { wrongLists, wronglyGreen, wrongSums, wrongVerdicts } from './storm-look.ts';

export interface StormOptions {
  readonly seconds: number;
  readonly agents: number;
  readonly pauseMs: number;
  /** The same seed tells the same acts, though not the same moments. */
  readonly seed: number;
  /** Silence after which what is running is unknown, in the company's own value. */
  readonly liveMinutes: number;
  readonly realAgent: boolean;
  readonly tell: (line: string) => void;
}

/** What was found. Every list is empty where all is well. */
export interface StormFindings {
  readonly acts: Readonly<Record<string, number>>;
  readonly calls: { readonly good: number; readonly problems: Readonly<Record<string, number>> };
  readonly lines: { readonly acknowledged: number; readonly lost: readonly string[]; readonly twice: number };
  /** Looks at all green verdicts in the middle of it, how many verdicts they saw, and those that were wrong. */
  readonly greens: { readonly looks: number; readonly verdicts: number; readonly wrong: readonly string[] };
  readonly atTheEnd: { readonly verdicts: number; readonly lists: number; readonly wrong: readonly string[] };
  readonly sums: readonly string[];
  /** What the server itself found wrong when it started again. */
  readonly recounted: readonly string[];
  readonly ledger: { readonly entries: number; readonly ok: boolean };
  readonly ungrouped: number;
  readonly realAgent: {
    readonly kills: number;
    readonly devices: number;
    readonly facts: number;
    readonly wrong: readonly string[];
  } | null;
}

/** Ticks of the server's sweep, and what a busy machine adds. */
const slackMs = 60_000;
const hourMs = 3_600_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Server, database, a real agent and many simulated ones, all under work, and all killed or moved in time at random. */
export class Storm {
  readonly #options: StormOptions;
  readonly #random: () => number;
  #place!: Awaited<ReturnType<typeof newPlace>> & { nodeArguments: string[]; onLog: (text: string) => void };
  #server!: ServerProcess;
  #agents: StormAgent[] = [];
  #real: RealAgent | null = null;
  readonly #acts: Record<string, number> = {};
  readonly #problems = new Map<string, number>();
  readonly #recounted: string[] = [];
  readonly #greens = { looks: 0, verdicts: 0, wrong: [] as string[] };
  #good = 0;
  #running = false;
  #loops: Promise<void>[] = [];

  constructor(options: StormOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
  }

  async open(): Promise<void> {
    const { agents, liveMinutes, realAgent } = this.#options;
    const place = await newPlace();
    process.env.MOVED_CLOCK = join(place.home, 'moved-ms');
    this.#place = {
      ...place,
      nodeArguments: ['--import', join(import.meta.dirname, 'moved-clock.ts')],
      onLog: (text) => {
        for (const line of text.split('\n')) if (line.includes('counted anew')) this.#recounted.push(line);
      },
    };
    this.#server = await ServerProcess.start(this.#place);
    await this.#withPool((pool) =>
      pool.query(
        `INSERT INTO values_value (param, version, value, effective_from, set_by) VALUES ('liveSilenceMinutes', 1, $1, now() - interval '1 year', 'storm')`,
        [JSON.stringify(liveMinutes)],
      ),
    );
    // Values are read at the start.
    await this.#server.kill();
    this.#server = await ServerProcess.start(this.#place);
    const deps = {
      wire: new Wire(place.agentPort, this.#server.authority),
      secret: this.#server.secret,
      run: newId().slice(0, 8),
      random: this.#random,
      observe: (path: string, problem: string | null) => {
        if (problem === null) this.#good += 1;
        else this.#problems.set(`${path}: ${problem}`, (this.#problems.get(`${path}: ${problem}`) ?? 0) + 1);
      },
    };
    this.#agents = Array.from({ length: agents }, (_, number) => new StormAgent(number, deps));
    for (const { agent } of this.#agents) if (!(await agent.enrol())) throw new Error(`no enrolment: ${[...this.#problems.keys()]}`);
    if (realAgent && agentProgram() !== null) this.#real = new RealAgent(place, this.#server);
  }

  async close(): Promise<void> {
    this.#running = false;
    await this.#real?.stop();
    await Promise.all(this.#loops);
    if (!this.#server) return;
    await this.#server.stop();
    removePlace(this.#place);
  }

  async run(): Promise<StormFindings> {
    this.#running = true;
    this.#loops = this.#agents.map(async (agent) => {
      while (this.#running) {
        await agent.turn();
        await pause(this.#options.pauseMs);
      }
    });
    const endAt = performance.now() + this.#options.seconds * 1000;
    await this.#worked();
    const acts = [...Object.keys(this.#actsByName)];
    for (let count = 0; performance.now() < endAt; count++) {
      // Each once before any of them twice.
      const act = count < acts.length ? acts[count]! : acts[Math.floor(this.#random() * acts.length)]!;
      this.#acts[act] = (this.#acts[act] ?? 0) + 1;
      this.#options.tell(`${act}`);
      await this.#actsByName[act]!();
      await this.#worked();
      await this.#look();
    }
    return this.#end();
  }

  readonly #actsByName: Readonly<Record<string, () => Promise<void>>> = {
    'kill the server': async () => {
      await this.#server.kill();
      this.#server = await ServerProcess.start(this.#place);
    },
    'kill the database': async () => {
      const pid = this.#server.databasePid;
      process.kill(pid, 'SIGKILL');
      const back = () => this.#server.isReady().then((ready) => ready && this.#server.databasePid !== pid);
      await until(back, 'a new database under the same server');
    },
    'kill the real agent': async () => this.#real?.kill(),
    'move the clock of the server': async () => {
      const jumps = [hourMs, -hourMs, 365 * 24 * hourMs, 0];
      this.#moveServer(jumps[Math.floor(this.#random() * jumps.length)]!);
    },
    'move the clocks of agents': async () => {
      const jumps = [0, 3600, -3600, 365 * 86_400, -50 * 365 * 86_400];
      for (const agent of this.#agents) if (this.#random() < 0.3) agent.skewSeconds = jumps[Math.floor(this.#random() * jumps.length)]!;
    },
    'silence some agents': async () => {
      for (const agent of this.#agents) agent.muted = this.#random() < 0.2;
    },
  };

  #moveServer(ms: number): void {
    writeFileSync(process.env.MOVED_CLOCK!, String(ms));
  }

  /** Everybody is at full work again. */
  async #worked(): Promise<void> {
    const aim = this.#good + this.#agents.length * 4;
    await until(() => this.#good >= aim, `good calls; problems: ${[...this.#problems].slice(-5)}`, 120_000);
  }

  async #look(): Promise<void> {
    // Where the clock of the server was set back, what was said before is of an unknown time for twice the limit at most.
    const liveMaxMs = this.#options.liveMinutes * 60_000 * 2 + slackMs;
    const { wrong, looked } = await this.#withPool((pool) => wronglyGreen(pool, this.#agents, liveMaxMs));
    this.#greens.looks += 1;
    this.#greens.verdicts += looked;
    this.#greens.wrong.push(...wrong);
    if (wrong.length > 0) this.#options.tell(`wrongly green: ${wrong.slice(0, 3)}`);
  }

  async #withPool<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    const pool = openPool({ url: this.#server.databaseUrl, connectionsMax: 2 });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  }

  /** Calm: clocks are right, everybody says once more what it is, and all of it is held against what is stored. */
  async #end(): Promise<StormFindings> {
    this.#options.tell('calm');
    this.#moveServer(0);
    this.#running = false;
    await Promise.all(this.#loops);
    this.#loops = [];
    for (const agent of this.#agents) {
      agent.muted = false;
      agent.skewSeconds = 0;
    }
    await Promise.all(this.#agents.map((agent) => agent.settle()));
    // What is asked at each poll alternates with what is due, and is not asked again within some seconds.
    for (let poll = 0; poll < 6; poll++) {
      await pause(2_500);
      await Promise.all(this.#agents.map((agent) => agent.poll()));
    }
    // What is seen again is written every five seconds, and changes are grouped every twenty.
    await pause(6_000);
    const unsaid = this.#agents
      .filter((agent) => agent.isUnsent || agent.agent.buffered > 0)
      .map(({ host }) => `${host.name} was not heard`);
    return this.#withPool(async (pool) => {
      await until(async () => (await ungrouped(pool)) === 0, 'all changes in events', 45_000).catch(() => {}); // told by the count
      const acknowledged = this.#agents.flatMap(({ agent }) => agent.acknowledged);
      const stored = await storedLines(pool);
      const verdicts = await wrongVerdicts(pool, this.#agents);
      const lists = await wrongLists(pool, this.#agents);
      const report = await verifyLedger(pool, openSigner(this.#place.home).vkey);
      return {
        acts: this.#acts,
        calls: { good: this.#good, problems: Object.fromEntries(this.#problems) },
        lines: {
          acknowledged: acknowledged.length,
          lost: await lostLines(pool, acknowledged),
          twice: stored.length - new Set(stored).size,
        },
        greens: this.#greens,
        atTheEnd: { verdicts: verdicts.looked, lists: lists.looked, wrong: [...unsaid, ...verdicts.wrong, ...lists.wrong] },
        sums: await wrongSums(pool),
        recounted: this.#recounted,
        ledger: { entries: report.size, ok: report.ok },
        ungrouped: await ungrouped(pool),
        realAgent: (await this.#real?.found(pool)) ?? null,
      };
    });
  }
}

/** Changes of lists that are in no event of the device: what tells that a program ran is none (drift). */
async function ungrouped(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM inventory_change c WHERE c.collection <> 'executed-programs'
       AND NOT EXISTS (SELECT FROM drift_change d WHERE d.change_id = c.id)`,
  );
  return rows[0]!.count;
}

/** The agent that npm brings, with a program beside it that the company forbids, and that comes and goes. */
class RealAgent {
  readonly #folder: string;
  readonly #arguments: string[];
  #child: ChildProcess;
  #forbidden: ChildProcess | null = null;
  kills = 0;

  constructor({ home, agentPort }: { home: string; agentPort: number }, server: ServerProcess) {
    this.#folder = join(home, 'real-agent');
    mkdirSync(this.#folder, { mode: 0o700 });
    const file = (name: string) => join(this.#folder, name);
    writeFileSync(file('ca.pem'), server.authority);
    writeFileSync(file('secret'), server.secret, { mode: 0o600 });
    copyFileSync('/bin/sleep', file('winny'));
    this.#arguments = [
      ...flagLines({ tlsHost: `localhost:${agentPort}`, caFile: file('ca.pem'), secretFile: file('secret') }),
      `--pidfile=${file('agent.pid')}`,
      `--database_path=${file('database')}`,
      `--logger_path=${this.#folder}`,
      '--disable_watchdog=true',
      '--force=true',
    ];
    this.#child = this.#spawn();
  }

  #spawn(): ChildProcess {
    return spawn(agentProgram()!, this.#arguments, { argv0: 'osqueryd', stdio: 'ignore', cwd: this.#folder, detached: true });
  }

  async kill(): Promise<void> {
    this.kills += 1;
    await ended(this.#child);
    if (this.#forbidden) {
      await ended(this.#forbidden);
      this.#forbidden = null;
    } else this.#forbidden = spawn(join(this.#folder, 'winny'), ['3600'], { stdio: 'ignore' });
    this.#child = this.#spawn();
  }

  /** What the server made of it: one device, however often it was killed, and no green where the forbidden program runs. */
  async found(pool: Pool): Promise<StormFindings['realAgent']> {
    const device = `SELECT id FROM devices_device WHERE name !~ '^(pc|srv)-[0-9]{5}$'`;
    const read = async () =>
      (
        await pool.query<{ devices: number; facts: number; verdict: string | null }>(
          `SELECT (SELECT count(*)::int FROM (${device}) d) AS devices, (SELECT count(*)::int FROM intake_current WHERE device_id IN (${device})) AS facts,
             (SELECT verdict FROM checks_state WHERE device_id IN (${device}) AND check_id = 'software/file-sharing-running') AS verdict`,
        )
      ).rows[0]!;
    const expected = this.#forbidden ? 'fail' : 'pass';
    // It polls once a minute, and counts a minute anew when it starts.
    await until(async () => (await read()).verdict === expected, 'the real agent', 150_000).catch(() => {}); // told by the verdict
    const { devices, facts, verdict } = await read();
    const wrong = [
      ...(devices === 1 ? [] : [`${devices} devices`]),
      ...(verdict === expected ? [] : [`shown ${verdict}, expected ${expected}`]),
    ];
    return { kills: this.kills, devices, facts, wrong };
  }

  async stop(): Promise<void> {
    await ended(this.#child);
    if (this.#forbidden) await ended(this.#forbidden);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await over;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
