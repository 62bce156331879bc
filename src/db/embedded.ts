import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { newSecret } from '../base/id.ts';
import { type Account, databaseAccount } from './embedded-account.ts';
import { databaseFolder, databasePrograms } from './embedded-files.ts';
import { freePort, launched, stopDatabase, stopOrphan } from './embedded-process.ts';
import { applicationRole, openPool } from './pool.ts';

export interface EmbeddedOptions {
  /** TEJUN_HOME: the folder of all data. */
  readonly home: string;
  readonly say: (line: string) => void;
  /** The port that it had before it ended unexpectedly: pools that point there find it again. Left out: any free one. */
  readonly port?: number;
  /** Extra settings, for tests only (fsync=off). */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedDatabase {
  /** Login of the owner of the database `tejun`. */
  readonly url: string;
  /** Login of the application's role. A session that only took the role (SET ROLE) could lay it down again. */
  readonly appUrl: string;
  readonly account: Account | null;
  readonly dataFolder: string;
  readonly pid: number;
  /** Resolves when the database's process has ended, however that came about. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the PostgreSQL that comes with the package: own data folder, loopback only, a random password, never as root. */
export async function startEmbedded({ home, say, port: wantedPort, settings = {} }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = databaseAccount();
  const bin = join(databasePrograms(account), 'bin');
  const dataFolder = databaseFolder(home, account);
  const asAccount = account === null ? {} : { uid: account.uid, gid: account.gid };
  const run = (program: string, args: string[]) => {
    const done = spawnSync(join(bin, program), args, {
      ...asAccount,
      cwd: dataFolder,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      encoding: 'utf8',
    });
    if (done.status !== 0)
      throw new Fault('database-unavailable', { program, problem: (done.stderr || String(done.error ?? '')).slice(-2000) });
  };

  const passwordFile = join(home, 'secrets', 'database-password');
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    say(
      account === null
        ? 'データベースを作成しています… (creating the database)'
        : `データベースを作成しています… (creating the database; it runs as the account ${account.name})`,
    );
    createDatabase(dataFolder, passwordFile, account, run);
  }
  const password = readFileSync(passwordFile, 'utf8');
  stopOrphan(dataFolder, say, () => run('pg_ctl', ['stop', '-D', dataFolder, '-m', 'fast', '-w', '-t', '60']));

  const port = wantedPort ?? (await freePort());
  const options = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '50',
    shared_buffers: '192MB',
    wal_compression: 'on',
    max_wal_size: '1GB',
    log_min_messages: 'warning',
    ...settings,
  };
  const launch = () =>
    spawn(join(bin, 'postgres'), ['-D', dataFolder, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...asAccount,
      cwd: dataFolder,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
      // Ctrl-C reaches the whole group of a terminal: the server ends its work first and stops the database itself.
      detached: true,
    });
  const as = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const { child, ended } = await launched(launch, as('postgres'));
  const passwords = await makeLogins(as, join(home, 'secrets'));
  return {
    url: `postgres://tejun:${passwords.owner}@127.0.0.1:${port}/tejun`,
    appUrl: `postgres://${applicationRole}:${passwords.application}@127.0.0.1:${port}/tejun`,
    account,
    dataFolder,
    pid: child.pid!,
    ended,
    stop: () => stopDatabase(child, ended),
  };
}

/** The owner of the database `tejun` is no superuser, and the application owns nothing. The superuser's password is used only here. */
async function makeLogins(as: (database: string) => string, secrets: string): Promise<{ owner: string; application: string }> {
  const pool = openPool({ url: as('postgres'), connectionsMax: 1 });
  const login = async (role: string, rights: string, file: string): Promise<string> => {
    const isKnown = existsSync(file);
    const password = isKnown ? readFileSync(file, 'utf8') : newSecret();
    const { rowCount } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await pool.query(`CREATE ROLE ${role}`);
    if (rowCount === 0 || !isKnown) await pool.query(`ALTER ROLE ${role} LOGIN ${rights} PASSWORD '${password}'`);
    if (!isKnown) writeFileSync(file, password, { mode: 0o600 });
    return password;
  };
  try {
    const owner = await login('tejun', 'CREATEROLE CREATEDB', join(secrets, 'database-owner-password'));
    const application = await login(applicationRole, '', join(secrets, 'database-app-password'));
    await pool.query(`GRANT ${applicationRole} TO tejun WITH ADMIN OPTION`);
    const { rowCount: databases } = await pool.query("SELECT 1 FROM pg_database WHERE datname = 'tejun'");
    if (databases === 0) await pool.query('CREATE DATABASE tejun OWNER tejun');
    return { owner, application };
  } finally {
    await pool.end();
  }
}

/** Makes an empty database. Made aside and moved when it is whole: a start that is cut short leaves nothing that looks like one. */
function createDatabase(
  dataFolder: string,
  passwordFile: string,
  account: Account | null,
  run: (program: string, args: string[]) => void,
): void {
  const password = newSecret();
  mkdirSync(dirname(passwordFile), { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const handed = join(dataFolder, '..', `.password-${process.pid}`);
  writeFileSync(handed, password, { mode: 0o600 });
  if (account) chownSync(handed, account.uid, account.gid);
  const aside = `${dataFolder}.new-${process.pid}`;
  for (const left of readdirSync(dirname(dataFolder)).filter((name) => name.startsWith(`${basename(dataFolder)}.new-`)))
    rmSync(join(dirname(dataFolder), left), { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  if (account) chownSync(aside, account.uid, account.gid);
  try {
    run('initdb', [
      '-D',
      aside,
      '-U',
      'postgres',
      `--pwfile=${handed}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
    ]);
    rmSync(dataFolder, { recursive: true });
    renameSync(aside, dataFolder);
  } finally {
    unlinkSync(handed);
  }
}
