import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from '../../src/db/pool.ts';
import { flagLines } from '../../src/sources/osquery/flags.ts';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import type { ServerProcess } from '../bench/server-process.ts';
import { until } from './fleet.ts';

export interface RealFindings {
  readonly kills: number;
  readonly devices: number;
  readonly facts: number;
  readonly wrong: readonly string[];
}

/** The agent that npm brings, with a program beside it that the company forbids, and that comes and goes. */
export class RealAgent {
  readonly #folder: string;
  readonly #arguments: string[];
  #child: ChildProcess;
  #forbidden: ChildProcess | null = null;
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;
  kills = 0;

  constructor({ home, agentPort }: { home: string; agentPort: number }, server: ServerProcess) {
    this.#folder = join(home, 'real-agent');
    mkdirSync(this.#folder, { mode: 0o700 });
    const file = (name: string) => join(this.#folder, name);
    writeFileSync(file('ca.pem'), server.authority);
    writeFileSync(file('secret'), server.secret, { mode: 0o600 });
    copyFileSync('/bin/sleep', file('winny'));
    this.#arguments = [
      ...flagLines({ tlsHost: `localhost:${agentPort}`, caFile: file('ca.pem'), secretFile: file('secret') }),
      `--pidfile=${file('agent.pid')}`,
      `--database_path=${file('database')}`,
      `--logger_path=${this.#folder}`,
      '--disable_watchdog=true',
      '--force=true',
    ];
    this.#child = this.#spawn();
  }

  /** An agent that cannot reach its server when it starts may end: the system's service manager starts it again, and so does this. */
  #spawn(): ChildProcess {
    const child = spawn(agentProgram()!, this.#arguments, { argv0: 'osqueryd', stdio: 'ignore', cwd: this.#folder, detached: true });
    child.once('exit', () => {
      if (this.#child !== child || this.#stopping) return;
      this.#timer = setTimeout(() => {
        this.#child = this.#spawn();
      }, 1_000);
    });
    return child;
  }

  async kill(): Promise<void> {
    this.kills += 1;
    this.#stopping = true;
    clearTimeout(this.#timer);
    await ended(this.#child);
    this.#stopping = false;
    if (this.#forbidden) {
      await ended(this.#forbidden);
      this.#forbidden = null;
    } else this.#forbidden = spawn(join(this.#folder, 'winny'), ['3600'], { stdio: 'ignore' });
    this.#child = this.#spawn();
  }

  /** What the server made of it: one device, however often it was killed, and no green where the forbidden program runs. */
  async found(pool: Pool): Promise<RealFindings> {
    const device = `SELECT id FROM devices_device WHERE name !~ '^(pc|srv)-[0-9]{5}$'`;
    const read = async () =>
      (
        await pool.query<{ devices: number; facts: number; verdict: string | null }>(
          `SELECT (SELECT count(*)::int FROM (${device}) d) AS devices, (SELECT count(*)::int FROM intake_current WHERE device_id IN (${device})) AS facts,
             (SELECT verdict FROM checks_state WHERE device_id IN (${device}) AND check_id = 'software/file-sharing-running') AS verdict`,
        )
      ).rows[0]!;
    const expected = this.#forbidden ? 'fail' : 'pass';
    // It polls once a minute, and counts a minute anew when it starts.
    await until(async () => (await read()).verdict === expected, 'the real agent', 150_000).catch(() => {}); // told by the verdict
    const { devices, facts, verdict } = await read();
    const wrong = [
      ...(devices === 1 ? [] : [`${devices} devices`]),
      ...(verdict === expected ? [] : [`shown ${verdict}, expected ${expected}`]),
    ];
    return { kills: this.kills, devices, facts, wrong };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    await ended(this.#child);
    if (this.#forbidden) await ended(this.#forbidden);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await over;
}
