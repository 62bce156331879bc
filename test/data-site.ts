import { randomBytes } from 'node:crypto';
import { type TestBrowser, type TestSite, testSite } from '../src/api/test-site.ts';
import { FakeClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import type { Development } from '../src/development/index.ts';
import { bundlesHandedOut, secretGenerations } from '../src/devices/index.ts';
import { Press } from '../src/documents/index.ts';
import { layDownCases } from '../src/engine/cases/index.ts';
import type { Platform } from '../src/facts/kind.ts';
import { append, Integrator, integrate, memorySigner } from '../src/ledger/index.ts';
import { citedCases } from '../src/overview/index.ts';
import { type PeopleDeps, vaultWith } from '../src/people/index.ts';
import type { Reviews } from '../src/reviews/index.ts';
import { agentsByAge } from '../src/server/agent-versions.ts';
import { type Audits, openAudits } from '../src/server/audits.ts';
import { type Capacity, openCapacity } from '../src/server/capacity.ts';
import { type ConsoleParts, openConsoleParts } from '../src/server/console-parts.ts';
import { dataRouteDeps } from '../src/server/data.ts';
import { openDevelopment } from '../src/server/development.ts';
import { openDrift, type WatchingDrift } from '../src/server/drift.ts';
import { type Engine, newEngine } from '../src/server/engine.ts';
import { type Inventory, openInventory } from '../src/server/inventory.ts';
import { packBuilder } from '../src/server/packs.ts';
import { openProblems, type Problems } from '../src/server/problems.ts';
import { openReviews } from '../src/server/reviews.ts';
import { dataRoutes } from '../src/server/routes.ts';
import { openRunning, type Running } from '../src/server/running.ts';
import { openSoftware, type Software } from '../src/server/software.ts';
import { openWriting, type Writing } from '../src/server/writing.ts';
import { AgentProtocol } from '../src/sources/osquery/protocol.ts';
import { newestRelease } from '../src/sources/osquery/releases.ts';

/** The whole server but its sockets: real engine, real protocol, real routes, two databases and clocks that stand still. */
export interface DataSite {
  readonly site: TestSite;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  readonly engine: Engine;
  /** Company facts, procedures, leaflets, notices; nothing is sent, for the sender is not started. */
  readonly writing: Writing;
  /** Registers, duties, requests and files; time moves them by `running.sweep()` only. */
  readonly running: Running;
  /** Requirements of development projects. */
  readonly development: Development;
  /** Reviews of rights; time moves them by `reviews.sweep()` only. */
  readonly reviews: Reviews;
  /** Series, targets and forecasts; nothing is looked at but by `capacity.round()` and `capacity.daily()`. */
  readonly capacity: Capacity;
  /** Changes seen on devices; nothing is looked at but by `watching.drift.sweep()`. */
  readonly watching: WatchingDrift;
  /** Software control; what comes in is derived at once, rules that changed at `software.control.look()`. */
  readonly software: Software;
  /** Facts put together with lists of consoles: at once when a list is taken; `look()` waits for it. */
  readonly consoleParts: ConsoleParts;
  /** Unknown machines; nothing is asked but by `inventory.strangers.round()`. */
  readonly inventory: Inventory;
  /** Problems; those that are over close by `problems.sweep()` only. */
  readonly problems: Problems;
  /** Windows of audits; they open and close by `audits.sweep()` only. */
  readonly audits: Audits;
  readonly protocol: AgentProtocol;
  /** An administrator, signed in. */
  readonly administrator: TestBrowser;
  /** Calls of the agents' screen, in order. */
  readonly agentCalls: string[];
  /** Enrols a device through the protocol. */
  agent(name: string, platform?: Platform, said?: { uuid?: string; serial?: string }): Promise<TestAgent>;
  /** Stores an observation of the given body, seen now, and lets it be judged. */
  observe(deviceId: string, kind: string, body: unknown): Promise<void>;
  /** Publishes a checkpoint over what stands in the ledger. */
  integrate(): Promise<void>;
  close(): Promise<void>;
}

export interface TestAgent {
  readonly nodeKey: string;
  readonly deviceId: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  call(path: string, body?: object): Promise<any>;
}

const mask: Record<Platform, string> = { linux: '9', macos: '21', windows: '2' };

/** `whole`: one database and one clock for accounts and data, real names and packs; a code that is used then moves the clock. */
export async function dataSite({ whole = false, start }: { whole?: boolean; start?: string } = {}): Promise<DataSite> {
  const database = await testDatabase();
  const clock = new FakeClock(start);
  await layDownCases(database.owner, citedCases);
  const pool = database.app;
  const signer = memorySigner();
  const integrator = new Integrator({ pool, signer, clock, log: silentLog });
  const engine = await newEngine({ pool, clock, log: silentLog, integrator });
  const protocol = new AgentProtocol({ ...engine.agents, enrolSecrets: () => ['secret'] });
  engine.onPlaced((ids) => protocol.askDevices(ids));
  const agentCalls: string[] = [];
  const now = clock.now().toISOString();
  const vault = vaultWith(randomBytes(32));
  const { mayDelete } = engine;
  const writing = await openWriting({ pool, clock, log: silentLog, values: engine.values, vault, publicUrl: undefined, mayDelete });
  const running: Running = openRunning({
    pool,
    clock,
    log: silentLog,
    values: engine.values,
    writing,
    mayDelete,
  });
  const development = openDevelopment({ pool, clock, values: engine.values, running });
  const reviews = openReviews({ pool, clock, log: silentLog, values: engine.values, running, writing });
  const people: PeopleDeps = { pool, clock, vault, append: (tx, at, events) => append(tx, at, events as never) };
  const problems = openProblems({ pool, clock, log: silentLog, running, writing });
  const audits = openAudits({ pool, clock, log: silentLog, running, people, values: engine.values });
  const capacity = openCapacity({ pool, clock, log: silentLog, values: engine.values, intake: engine.intake, problems, mayDelete });
  const watching = openDrift({
    pool,
    clock,
    log: silentLog,
    values: engine.values,
    cases: running.cases,
    intake: engine.intake,
    calendar: () => writing.company.calendar(),
    committed: () => integrator.wake(),
  });
  const software = openSoftware({ pool, clock, log: silentLog, engine, running, calendar: () => writing.company.calendar() });
  const consoleParts = openConsoleParts({ pool, clock, log: silentLog, engine, running });
  const inventory = openInventory({ pool, clock, log: silentLog, engine, registers: running.registers });
  const press = new Press();
  const data = dataRouteDeps({
    pool,
    clock,
    engine,
    writing,
    running,
    development,
    reviews,
    capacity,
    software,
    inventory,
    watching,
    integrator,
    verifierKey: signer.vkey,
    press,
    people,
    publicUrl: undefined,
    agents: {
      pool,
      facts: () => ({
        serverName: 'tejun.example.co.jp',
        port: 8035,
        certificate: { fingerprint: 'AA:BB', notAfter: now },
        secret: { rotatedAt: now, previousValidUntil: null, generation: 1 },
        local: { state: 'off', because: { ja: '切', en: 'off' } },
        intervals: { distributedSeconds: 60, logSeconds: 60, configSeconds: 300 },
      }),
      rollout: async () => ({
        signing: { publicKey: 'key', fingerprint: 'CC:DD' },
        bundles: await bundlesHandedOut(pool, 10),
        generations: await secretGenerations(pool),
        versions: await agentsByAge({ pool, values: engine.values }),
        newest: newestRelease,
      }),
      rotateSecret: async (by, atOnce) => void agentCalls.push(`rotate${atOnce ? ' at once' : ''} by ${by}`),
      bundle: async (platform, by) => {
        agentCalls.push(`bundle ${platform} by ${by}`);
        return new Uint8Array([80, 75]);
      },
    },
    packs: {
      build: whole
        ? packBuilder({ pool, clock, integrator, signer, values: engine.values, writing: { ...writing, ...running } })
        : async () => new Uint8Array(),
    },
  });
  // Accounts are in the other database, so names are made from the ids.
  const madeUp = async (ids: readonly string[]) => new Map(ids.map((id) => [id, { ja: `名前 ${id}`, en: `Name ${id}` }]));
  const site = await (whole
    ? testSite({ routes: dataRoutes(data), database, clock })
    : testSite({ routes: dataRoutes({ ...data, nameOf: madeUp }) }));
  const caller = () => ({ address: '192.0.2.1', authorization: undefined, receivedAt: clock.now() });
  return {
    site,
    clock,
    database,
    engine,
    writing,
    running,
    development,
    problems,
    audits,
    reviews,
    capacity,
    software,
    consoleParts,
    inventory,
    watching,
    protocol,
    administrator: await site.setUp(),
    agentCalls,
    async agent(name, platform = 'linux', { uuid = `uuid-${name}`, serial = `serial-${name}` } = {}) {
      const system_info = { uuid, hardware_serial: serial, computer_name: name };
      const host_details = {
        system_info,
        osquery_info: { instance_id: `i-${name}`, version: '5.23.1' },
        os_version: { name: 'OS', version: '1' },
      };
      const enrolled = (await protocol.answer(
        '/enroll',
        { enroll_secret: 'secret', platform_type: mask[platform], host_details },
        caller(),
      )) as {
        node_key: string;
      };
      const node = (await engine.devices.node(enrolled.node_key))!;
      const call = async (path: string, body: object = {}) => protocol.answer(path, { node_key: enrolled.node_key, ...body }, caller());
      return { nodeKey: enrolled.node_key, deviceId: node.deviceId, call };
    },
    observe: (deviceId, kind, body) =>
      engine.intake.accept({ drafts: [{ deviceId, kind, source: 'test', observedAt: clock.now(), receivedAt: clock.now(), body }] }),
    integrate: async () => void (await integrate(pool, signer, clock)),
    async close() {
      await consoleParts.stop();
      await software.stop();
      await engine.stop();
      await press.close();
      await site.close();
      await database.close();
    },
  };
}
