import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../base/id.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { applicationRole, openPool, type Pool } from './pool.ts';

/** Tests lose nothing in a power cut; everything else is the real database. */
const testSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
const template = 'tejun_template';

export interface TestDatabase {
  /** As the server works: the application's role. */
  readonly app: Pool;
  /** As the owner of the tables. */
  readonly owner: Pool;
  readonly url: string;
  close(): Promise<void>;
}

/** The test runner starts one server for all files and names it here; a file run by itself starts its own. */
export const testServerVariable = 'TEJUN_TEST_DATABASE_URL';

export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A temporary TEJUN_HOME that the database's account may enter, so that all data lie in it and go with it. */
export function testHome(prefix: string): string {
  const home = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(home, 0o711);
  return home;
}

/** A database server with a migrated template, in a temporary folder. */
export async function startTestServer(): Promise<TestServer> {
  const home = testHome('tejun-test-');
  const embedded: EmbeddedDatabase = await startEmbedded({ home, say: () => {}, settings: testSettings });
  const owner = openPool({ url: embedded.url, connectionsMax: 1 });
  await owner.query(`CREATE DATABASE ${template}`);
  await owner.end();
  const pool = openPool({ url: withDatabase(embedded.url, template), connectionsMax: 1 });
  await migrate(pool);
  await pool.end();
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop();
      rmSync(embedded.dataFolder, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A fresh migrated database of a test file's own, cloned from the template. */
export async function testDatabase(): Promise<TestDatabase> {
  const shared = process.env[testServerVariable];
  const own = shared === undefined ? await startTestServer() : undefined;
  const serverUrl = shared ?? own!.url;
  const name = `test_${newId().replaceAll('-', '')}`;
  const admin = openPool({ url: serverUrl, connectionsMax: 1 });
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = withDatabase(serverUrl, name);
  const app = openPool({ url, connectionsMax: 10, role: applicationRole });
  const owner = openPool({ url, connectionsMax: 4 });
  return {
    app,
    owner,
    url,
    close: async () => {
      await Promise.all([app.end(), owner.end()]);
      await dropDatabase(admin, name);
      await admin.end();
      await own?.stop();
    },
  };
}

const dropAttemptsMax = 5;
/** PostgreSQL's `insufficient_privilege` and `object_in_use`. */
const inTheWay = ['42501', '55006'];

/**
 * FORCE refuses as a whole while a vacuum of the superuser's runs in the database. A plain DROP sends that one away itself and waits five
 * seconds for it, but it refuses while connections of a server under test are still ending. So the two take turns.
 */
async function dropDatabase(admin: Pool, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`DROP DATABASE IF EXISTS ${name} ${attempt % 2 === 1 ? 'WITH (FORCE)' : ''}`);
      return;
    } catch (error) {
      const passes = inTheWay.includes((error as { code?: string }).code ?? '');
      if (!passes || attempt === dropAttemptsMax) throw error;
    }
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
