import type { Config } from '../base/config.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { applicationRole, openPool, type Pool } from '../db/pool.ts';
import { layDownCases } from '../engine/cases/index.ts';
import { citedCases } from '../overview/index.ts';

/** Connections of the server: one writer, the screens, the integrator. */
const connectionsMax = 12;
const serverVersionMin = 150_000;

export interface OpenDatabase {
  readonly pool: Pool;
  /** False where the login of an external database may make no second role. */
  readonly leastPrivilege: boolean;
  readonly embedded: EmbeddedDatabase | null;
  close(): Promise<void>;
}

/** Between two attempts to start a database that ended; doubled up to the second number. */
const restartAfterMs = 200;
const restartAfterMsMax = 10_000;

/** Keeps the embedded database alive: when it ends unexpectedly, it is started again where the pool looks for it. */
class KeptDatabase {
  readonly #start: (port?: number) => Promise<EmbeddedDatabase>;
  readonly #log: Log;
  #current: EmbeddedDatabase;
  #restarting: Promise<void> | null = null;
  #closing = false;

  constructor(first: EmbeddedDatabase, start: (port?: number) => Promise<EmbeddedDatabase>, log: Log) {
    this.#current = first;
    this.#start = start;
    this.#log = log;
    this.#watch();
  }

  async stop(): Promise<void> {
    this.#closing = true;
    await this.#restarting;
    await this.#current.stop();
  }

  #watch(): void {
    void this.#current.ended.then(() => {
      if (!this.#closing) this.#restarting = this.#restart();
    });
  }

  async #restart(): Promise<void> {
    const port = Number(new URL(this.#current.url).port);
    for (let waitMs = restartAfterMs; !this.#closing; waitMs = Math.min(waitMs * 2, restartAfterMsMax)) {
      this.#log.error('the embedded database ended unexpectedly: it is started again');
      try {
        this.#current = await this.#start(port);
        this.#log.warn('the embedded database runs again');
        this.#watch();
        return;
      } catch (error) {
        this.#log.error({ err: error, waitMs }, 'the embedded database could not be started');
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }
}

/** Starts or reaches the database, brings its tables up to date, and opens it as the application's role. */
export async function openDatabase(config: Config, log: Log, say: (line: string) => void): Promise<OpenDatabase> {
  const start = (port?: number) => startEmbedded({ home: config.home, say, ...(port === undefined ? {} : { port }) });
  const embedded = config.databaseUrl === undefined ? await start() : null;
  const kept = embedded && new KeptDatabase(embedded, start, log);
  const url = embedded?.url ?? config.databaseUrl!;
  const owner = openPool({ url, connectionsMax: 2 });
  try {
    const { rows } = await owner.query<{ v: string }>("SELECT current_setting('server_version_num') AS v");
    if (Number(rows[0]!.v) < serverVersionMin)
      throw new Fault('config-invalid', { variable: 'DATABASE_URL', problem: 'PostgreSQL 15 or newer is needed' });
    const { applied, leastPrivilege } = await migrate(owner);
    await layDownCases(owner, citedCases);
    if (applied.length > 0) say(`データベースを準備しました。(${applied.length} migrations applied)`);
    let closing = false;
    const pool = openPool({
      connectionsMax,
      ...(leastPrivilege && embedded ? { url: embedded.appUrl } : leastPrivilege ? { url, role: applicationRole } : { url }),
      // Not the error itself: it carries the whole connection.
      onIdleError: ({ message }) => {
        if (!closing) log.warn({ problem: message }, 'a database connection broke');
      },
    });
    return {
      pool,
      leastPrivilege,
      embedded,
      close: async () => {
        closing = true;
        try {
          await pool.end();
        } finally {
          await kept?.stop();
        }
      },
    };
  } catch (error) {
    await kept?.stop();
    throw error;
  } finally {
    await owner.end();
  }
}
