import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../src/db/embedded-process.ts';
import { testHome } from '../../src/db/test-database.ts';

const entry = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
/** As `npm start` runs it (scripts/prepare.mjs). */
const serverNode = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'scripts', 'server-node.json'), 'utf8')) as {
  arguments: string[];
  environment: Record<string, string>;
};
const startWithinMs = 60_000;

export interface ServerPlace {
  /** TEJUN_HOME, kept over restarts. */
  readonly home: string;
  readonly webPort: number;
  readonly agentPort: number;
  /** A database that runs already, in place of one of its own. */
  readonly databaseUrl?: string;
  /** Arguments for Node before the program, e.g. --cpu-prof. */
  readonly nodeArguments?: readonly string[];
  /** Where its log goes: dropped, or kept to be looked at. */
  readonly onLog?: (text: string) => void;
}

/** A home that the database's own account may enter, and two ports. */
export async function newPlace(): Promise<ServerPlace> {
  const home = testHome('tejun-whole-');
  return { home, webPort: await freePort(), agentPort: await freePort() };
}

export function removePlace({ home }: ServerPlace): void {
  const data = join(home, 'postgres');
  if (existsSync(data)) rmSync(realpathSync(data), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

/** The whole product in a process of its own, with its own database on disk (fsync on), without the local agent. */
export class ServerProcess {
  readonly place: ServerPlace;
  readonly child: ChildProcess;

  private constructor(place: ServerPlace, child: ChildProcess) {
    this.place = place;
    this.child = child;
  }

  /** Resolves when it answers that it is ready. */
  static async start(place: ServerPlace): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...serverNode.arguments, ...(place.nodeArguments ?? []), entry], {
      env: {
        PATH: process.env.PATH,
        ...serverNode.environment,
        TEJUN_HOME: place.home,
        PORT: String(place.webPort),
        AGENT_PORT: String(place.agentPort),
        TEJUN_LOCAL_AGENT: 'off',
        LOG_LEVEL: 'warn',
        ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Signals of a terminal reach the simulation first, which ends the server itself.
      detached: true,
    });
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-8000);
        place.onLog?.(chunk.toString());
      });
    const server = new ServerProcess(place, child);
    const deadline = performance.now() + startWithinMs;
    while (!(await server.isReady())) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
        throw new Error(`the server did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return server;
  }

  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.webUrl}/healthz`, { signal: AbortSignal.timeout(2000) });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  get webUrl(): string {
    return `http://127.0.0.1:${this.place.webPort}`;
  }
  get pid(): number {
    return this.child.pid!;
  }
  get secret(): string {
    return (JSON.parse(this.#read('secrets', 'enrol-secret.json')) as { current: string }).current;
  }
  get authority(): string {
    return this.#read('tls', 'ca.pem');
  }
  get cliToken(): string {
    return this.#read('cli-token').trim();
  }
  /** The database's main process. */
  get databasePid(): number {
    return Number(this.#postmaster()[0]);
  }
  /** As the owner of the tables. */
  get databaseUrl(): string {
    return `postgres://tejun:${this.#read('secrets', 'database-owner-password')}@127.0.0.1:${this.#postmaster()[3]}/tejun`;
  }

  /** Ends it as a service manager would, and waits. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** As a power cut would, but for the database, which is a process of its own. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  #postmaster(): string[] {
    return this.#read('postgres', 'postmaster.pid').split('\n');
  }
  #read(...path: string[]): string {
    return readFileSync(join(this.place.home, ...path), 'utf8');
  }
}
