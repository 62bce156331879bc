import type { Config } from '../base/config.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { applicationRole, openPool, type Pool } from '../db/pool.ts';

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

/** Starts or reaches the database, brings its tables up to date, and opens it as the application's role. */
export async function openDatabase(config: Config, log: Log, say: (line: string) => void): Promise<OpenDatabase> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ home: config.home, say }) : null;
  const url = embedded?.url ?? config.databaseUrl!;
  const owner = openPool({ url, connectionsMax: 2 });
  try {
    const { rows } = await owner.query<{ v: string }>("SELECT current_setting('server_version_num') AS v");
    if (Number(rows[0]!.v) < serverVersionMin)
      throw new Fault('config-invalid', { variable: 'DATABASE_URL', problem: 'PostgreSQL 15 or newer is needed' });
    const { applied, leastPrivilege } = await migrate(owner);
    if (applied.length > 0) say(`データベースを準備しました。(${applied.length} migrations applied)`);
    const pool = openPool({
      url,
      connectionsMax,
      ...(leastPrivilege ? { role: applicationRole } : {}),
      onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
    });
    return {
      pool,
      leastPrivilege,
      embedded,
      close: async () => {
        await pool.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  } finally {
    await owner.end();
  }
}
