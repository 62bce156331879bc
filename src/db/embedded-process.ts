import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { openPool } from './pool.ts';

const launchesMax = 40;
const launchAgainMs = 250;

/**
 * Resolves when the database answers. Where its main process was killed, others of its processes may hold its memory until
 * they have ended their work: PostgreSQL then refuses to start, and is tried again.
 */
export async function launched(launch: () => ChildProcess, url: string): Promise<{ child: ChildProcess; ended: Promise<void> }> {
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

/** After a kill -9 of the server its database may still run, or its lock file may name a process that is something else now. */
export function stopOrphan(dataFolder: string, say: (line: string) => void, stopIt: () => void): void {
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

function isAlive(pid: number): boolean {
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
export async function stopDatabase(child: ChildProcess, ended: Promise<void>): Promise<void> {
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
