import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/base/id.ts';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { openSigner, verifyLedger } from '../../src/ledger/index.ts';
import { liveSilenceMinutes } from '../../src/practices/inventory/params.ts';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import { lostLines, storedLines } from '../bench/lost-lines.ts';
import { newPlace, removePlace, ServerProcess } from '../bench/server-process.ts';
import { Wire } from '../bench/wire.ts';
import { until } from './fleet.ts';
import { RealAgent, type RealFindings } from './real-agent.ts';
import { jumpsMs, StormAgent } from './storm-agent.ts';
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
  /** Waits at the end until every change of a list is in an event of its device. */
  readonly events: boolean;
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
  readonly realAgent: RealFindings | null;
}

/** Ticks of the server's sweep, and what a busy machine adds. */
const slackMs = 60_000;
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
  #movedAt = Number.NEGATIVE_INFINITY;
  #running = false;
  #loops: Promise<void>[] = [];

  constructor(options: StormOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
  }

  async open(): Promise<void> {
    const { agents, realAgent, liveMinutes } = this.#options;
    const place = await newPlace();
    this.#place = {
      ...place,
      nodeArguments: ['--import', join(import.meta.dirname, 'moved-clock.ts')],
      onLog: (text) => {
        for (const line of text.split('\n')) if (line.includes('counted anew')) this.#recounted.push(line);
      },
    };
    this.#server = await ServerProcess.start(this.#place);
    if (liveMinutes !== (liveSilenceMinutes.default as number)) await this.#setLiveMinutes();
    const deps = {
      wire: new Wire(place.agentPort, this.#server.authority),
      secret: this.#server.secret,
      run: newId().slice(0, 8),
      random: this.#random,
      movedAt: () => this.#movedAt,
      observe: (path: string, problem: string | null) => {
        if (problem === null) this.#good += 1;
        else this.#problems.set(`${path}: ${problem}`, (this.#problems.get(`${path}: ${problem}`) ?? 0) + 1);
      },
    };
    this.#agents = Array.from({ length: agents }, (_, number) => new StormAgent(number, deps));
    for (const { agent } of this.#agents) if (!(await agent.enrol())) throw new Error(`no enrolment: ${[...this.#problems.keys()]}`);
    if (realAgent && agentProgram() !== null) this.#real = new RealAgent(place, this.#server);
  }

  async #setLiveMinutes(): Promise<void> {
    await this.#withPool((pool) =>
      pool.query(
        `INSERT INTO values_value (param, version, value, effective_from, set_by) VALUES ($1, 1, $2, now() - interval '1 year', 'storm')`,
        [liveSilenceMinutes.id, JSON.stringify(this.#options.liveMinutes)],
      ),
    );
    // Values are read at the start.
    await this.#server.kill();
    this.#server = await ServerProcess.start(this.#place);
  }

  async close(): Promise<void> {
    this.#running = false;
    await this.#real?.stop();
    await Promise.all(this.#loops);
    await this.#server?.stop();
    if (this.#place) removePlace(this.#place);
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
    // Each once before any of them twice, however long that takes.
    for (let count = 0; count < acts.length || performance.now() < endAt; count++) {
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
      const ms = jumpsMs[Math.floor(this.#random() * jumpsMs.length)]!;
      this.#options.tell(`by ${ms / 3_600_000} hours`);
      this.#moveServer(ms);
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
    this.#movedAt = performance.now();
    writeFileSync(join(this.#place.home, 'moved-ms'), String(ms));
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
    for (let poll = 0; poll < 4; poll++) {
      await pause(2_200);
      await Promise.all(this.#agents.map((agent) => agent.poll()));
    }
    // Where there was no room to ask at once, or an answer came too late to be taken, it is asked again. What stays wrong is found below.
    for (let poll = 0; poll < 25 && (await this.#withPool((pool) => wrongVerdicts(pool, this.#agents))).wrong.length > 0; poll++) {
      await pause(2_200);
      await Promise.all(this.#agents.map((agent) => agent.poll()));
    }
    // What is seen again is written every five seconds, and changes are grouped every twenty.
    await pause(6_000);
    const unsaid = this.#agents
      .filter((agent) => agent.isUnsent || agent.agent.buffered > 0)
      .map(({ host }) => `${host.name} was not heard`);
    return this.#withPool(async (pool) => {
      // Told by the count.
      if (this.#options.events) await until(async () => (await ungrouped(pool)) === 0, 'all changes in events', 60_000).catch(() => {});
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
        ungrouped: this.#options.events ? await ungrouped(pool) : 0,
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
