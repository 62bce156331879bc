import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { inTransaction } from '../db/pool.ts';
import { Press } from '../documents/index.ts';
import { expire } from '../intake/retention.ts';
import { append, Integrator, openLedger } from '../ledger/index.ts';
import { makeSetupLink, openVault, type PeopleDeps, sweepPeople } from '../people/index.ts';
import { openAgentsDoor } from './agents-door.ts';
import { openAudits } from './audits.ts';
import { openCapacity } from './capacity.ts';
import { openConsoleParts } from './console-parts.ts';
import { dataRouteDeps } from './data.ts';
import { openDatabase } from './database.ts';
import { openDevelopment } from './development.ts';
import { openDrift } from './drift.ts';
import { newEngine } from './engine.ts';
import { openInventory } from './inventory.ts';
import { claimHome, releaseHome, tellServer } from './lock.ts';
import { Opened } from './opened.ts';
import { packBuilder } from './packs.ts';
import { openProblems } from './problems.ts';
import { repeat } from './repeat.ts';
import { openReviews } from './reviews.ts';
import { openRunning, type Running } from './running.ts';
import { openSoftware } from './software.ts';
import { openWebDoor } from './web-door.ts';
import { startLooking } from './websites.ts';
import { openWriting } from './writing.ts';

export interface StartOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** A line for the person at the terminal. */
  readonly say: (line: string) => void;
  readonly version: string;
  readonly webFolder: string | undefined;
}

export interface RunningTejun {
  readonly url: string;
  readonly agentPort: number;
  /** The one-time link of the first administrator, or null once there is one. */
  readonly setupLink: string | null;
  readonly localAgentPid: () => number | undefined;
  stop(): Promise<void>;
}

/** Opens every room in its order and wires them. If one fails, those before it are closed again. */
export async function startTejun(options: StartOptions): Promise<RunningTejun> {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.close(options.log);
    throw error;
  }
}

async function open({ config, clock, log, say, version, webFolder }: StartOptions, opened: Opened): Promise<RunningTejun> {
  const { home } = config;
  claimHome(home);
  opened.add(() => releaseHome(home));
  say('Tejun を起動しています… (starting)');
  const database = await openDatabase(config, log, say);
  opened.add(() => database.close());
  const { pool } = database;

  const signer = await openLedger(pool, clock, home);
  const integrator = new Integrator({ pool, signer, clock, log });
  integrator.start();
  opened.add(() => integrator.settle().then(() => integrator.stop()));

  const engine = await newEngine({ pool, clock, log, integrator });
  const agents = await openAgentsDoor({ config, clock, log, pool, engine }, opened);
  // While the server was away time went on. Nothing is shown before what has grown silent meanwhile is called so.
  await engine.sweep();

  const { mayDelete } = engine;
  const people: PeopleDeps = {
    pool,
    clock,
    vault: openVault(join(home, 'secrets')),
    append: (tx, at, events) => append(tx, at, events as never),
  };
  const writing = await openWriting({
    pool,
    clock,
    log,
    values: engine.values,
    vault: people.vault,
    publicUrl: config.publicUrl,
    mayDelete,
  });
  const running: Running = openRunning({
    pool,
    clock,
    log,
    values: engine.values,
    writing,
    sweptAt: engine.sweptAt,
    mayDelete,
  });
  const development = openDevelopment({ pool, clock, values: engine.values, running });
  const reviews = openReviews({ pool, clock, log, values: engine.values, running, writing });
  const problems = openProblems({ pool, clock, log, running, writing });
  const audits = openAudits({ pool, clock, log, running, people, values: engine.values });
  // Dates that came while the server was away are caught up before anybody reads where things stand, and before anybody signs in.
  await running.sweep();
  await audits.sweep();
  await reviews.sweep();
  const looking = startLooking(running.websites, { values: engine.values, log });
  opened.add(() => looking.stop());
  await writing.sender.start();
  opened.add(() => writing.sender.stop());
  const capacity = openCapacity({ pool, clock, log, values: engine.values, intake: engine.intake, problems, mayDelete });
  const watching = openDrift({
    pool,
    clock,
    log,
    values: engine.values,
    cases: running.cases,
    intake: engine.intake,
    calendar: () => writing.company.calendar(),
    committed: () => integrator.wake(),
  });
  const software = openSoftware({ pool, clock, log, engine, running, calendar: () => writing.company.calendar() });
  const consoleParts = openConsoleParts({ pool, clock, log, engine, running });
  consoleParts.start();
  opened.add(() => consoleParts.stop());
  const inventory = openInventory({ pool, clock, log, engine, registers: running.registers });
  inventory.start();
  opened.add(() => inventory.stop());
  const press = new Press();
  opened.add(() => press.close());
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
    sweptAt: engine.sweptAt,
    people,
    publicUrl: config.publicUrl,
    agents: agents.routes,
    packs: { build: packBuilder({ pool, clock, integrator, signer, values: engine.values, writing: { ...writing, ...running } }) },
  });
  const { url, loopbackUrl } = await openWebDoor(
    { config, clock, log, pool, people, certificate: agents.certificate, data, version, webFolder },
    opened,
  );
  const dropOld = async () => {
    if (!(await engine.mayDelete())) return;
    await Promise.all([sweepPeople(people), expire(pool, clock.now())]);
  };
  const hourly = setInterval(() => {
    dropOld().catch((error: unknown) => log.error({ err: error }, 'could not clear old sessions, or lines past their time'));
    writing.sweep().catch((error: unknown) => log.error({ err: error }, 'could not send reminders or clear old files'));
  }, 3_600_000);
  opened.add(() => clearInterval(hourly));
  const lookForDates = async () => {
    await Promise.all([running.sweep(), audits.sweep(), problems.sweep()]);
  };
  const minutely = repeat(60_000, lookForDates, (error) => log.error({ err: error }, 'could not look for dates that came'));
  opened.add(() => minutely.stop());
  const reviewing = repeat(
    60_000,
    async () => void (await reviews.sweep()),
    (error) => log.error({ err: error }, 'could not look after reviews'),
  );
  opened.add(() => reviewing.stop());
  watching.start();
  opened.add(() => watching.stop());
  software.start();
  opened.add(() => software.stop());
  void software.control.look();
  capacity.start();
  opened.add(() => capacity.stop());

  await inTransaction(pool, (tx) =>
    append(tx, clock.now(), [{ kind: 'server.started', actor: 'system', subject: 'server:tejun', payload: { version } }]),
  );
  const { leastPrivilege } = database;
  tellServer(home, { pid: process.pid, url: loopbackUrl, leastPrivilege });
  const token = await makeSetupLink(people);
  const setupLink = token === null ? null : `${url}/setup#${token}`;
  const { local } = agents;
  if (config.localAgent) {
    local.start();
    opened.add(() => local.stop());
  }
  announce(say, {
    url,
    agentPort: agents.port,
    setupLink,
    local: local.state.because,
    account: database.embedded?.account?.name ?? null,
    leastPrivilege,
  });
  return { url, agentPort: agents.port, setupLink, localAgentPid: () => local.pid, stop: () => opened.close(log) };
}

interface Announced {
  readonly url: string;
  readonly agentPort: number;
  readonly setupLink: string | null;
  readonly local: Words;
  readonly account: string | null;
  readonly leastPrivilege: boolean;
}

/** What a person at the terminal needs to go on. */
function announce(say: StartOptions['say'], { url, agentPort, setupLink, local, account, leastPrivilege }: Announced): void {
  say('');
  say(`  画面 (web)              ${url}`);
  say(`  エージェント (agents)   ${agentPort} 番ポート (TLS)`);
  say(`  この端末 (this machine) ${local.ja} (${local.en})`);
  if (account) say(`  データベース (database) 専用アカウント ${account} で動作 (runs as ${account})`);
  if (!leastPrivilege)
    say('  注意: データベースに専用ロールを作れません。tejun doctor を参照してください。(no second database role: see tejun doctor)');
  if (setupLink) {
    say('');
    say('  最初の管理者を登録する、一度だけ使えるリンク (one-time link for the first administrator):');
    say(`  ${setupLink}`);
  }
  say('');
}
