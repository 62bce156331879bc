import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../base/log.ts';
import { type Words, words } from '../../base/text.ts';
import { flagLines } from './flags.ts';

export interface LocalAgentState {
  readonly state: 'off' | 'starting' | 'running' | 'stopped' | 'unavailable';
  readonly because: Words;
}

export interface LocalAgentDeps {
  /** A folder of its own: database, secret and pid file. */
  readonly folder: string;
  readonly tlsHost: string;
  readonly authority: string;
  readonly secret: () => string;
  readonly log: Log;
}

const restartAfterMs = { first: 1_000, most: 60_000 };
const stopWithinMs = 5_000;

/** The npm packages that carry the agent for this machine; the companies' other machines use the official packages. */
const programs: Readonly<Record<string, string>> = {
  'linux-x64': '@cdxgen/cdxgen-plugins-bin-linux-amd64/plugins/osquery/osqueryi-linux-amd64',
  'linux-arm64': '@cdxgen/cdxgen-plugins-bin-linux-arm64/plugins/osquery/osqueryi-linux-arm64',
  'win32-x64': '@cdxgen/cdxgen-plugins-bin-windows-amd64/plugins/osquery/osqueryi-windows-amd64.exe',
  'darwin-arm64': '@cdxgen/cdxgen-plugins-bin-darwin-arm64/plugins/osquery/osqueryd.app/Contents/MacOS/osqueryd',
};

/** The path of the agent's program on this machine, or null where the package does not carry one. */
export function agentProgram(): string | null {
  const name = programs[`${process.platform}-${process.arch}`];
  const path = name === undefined ? null : join(import.meta.dirname, '..', '..', '..', 'node_modules', name);
  return path !== null && existsSync(path) ? path : null;
}

/** This computer's own agent: a child process that is started with the server, restarted when it ends, and stopped with it. */
export class LocalAgent {
  readonly #deps: LocalAgentDeps;
  #child: ChildProcess | null = null;
  #state: LocalAgentState = {
    state: 'off',
    because: words('この端末の測定は切られています。', 'Measuring this computer is switched off.'),
  };
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;
  #delayMs = restartAfterMs.first;

  constructor(deps: LocalAgentDeps) {
    this.#deps = deps;
  }

  get state(): LocalAgentState {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    const program = agentProgram();
    if (!program) {
      this.#state = {
        state: 'unavailable',
        because: words(
          'この種類の機械用のエージェントは同梱されていません。公式の osquery を導入してください。',
          'No agent for this kind of machine comes with Tejun; install the official osquery.',
        ),
      };
      return;
    }
    mkdirSync(this.#deps.folder, { recursive: true, mode: 0o700 });
    this.#endOrphan();
    writeFileSync(this.#file('ca.pem'), this.#deps.authority);
    this.#spawn(program);
  }

  #spawn(program: string): void {
    const { log, tlsHost, secret } = this.#deps;
    // Written each time: it may have been replaced since.
    writeFileSync(this.#file('secret'), secret(), { mode: 0o600 });
    const args = [
      ...flagLines({ tlsHost, caFile: this.#file('ca.pem'), secretFile: this.#file('secret') }),
      `--pidfile=${this.#file('agent.pid')}`,
      `--database_path=${this.#file('database')}`,
      `--logger_path=${this.#deps.folder}`,
      '--disable_watchdog=true',
      '--disable_logging=false',
      '--force=true',
    ];
    this.#state = { state: 'starting', because: words('エージェントを起動しています。', 'The agent is starting.') };
    const child = spawn(program, args, { argv0: 'osqueryd', stdio: ['ignore', 'ignore', 'pipe'], cwd: this.#deps.folder, detached: true });
    this.#child = child;
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-2000);
    });
    child.once('spawn', () => {
      this.#state = { state: 'running', because: words('この端末を測定しています。', 'This computer is being measured.') };
    });
    let isOver = false;
    const over = (problem: object) => {
      if (isOver) return;
      isOver = true;
      this.#child = null;
      if (this.#stopping) return;
      this.#state = {
        state: 'stopped',
        because: words('エージェントが終了しました。まもなく再起動します。', 'The agent has ended. It will be started again shortly.'),
      };
      log.warn({ ...problem, lastWords: lastWords.slice(-500) }, 'local agent ended');
      this.#timer = setTimeout(() => this.#spawn(program), this.#delayMs);
      this.#delayMs = Math.min(this.#delayMs * 2, restartAfterMs.most);
    };
    // A program that cannot be started ends with an error and without an exit.
    child.once('error', (error) => over({ err: error }));
    child.once('exit', (code, signal) => over({ code, signal }));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(hard);
    rmSync(this.#file('agent.pid'), { force: true });
  }

  #file(name: string): string {
    return join(this.#deps.folder, name);
  }

  /** After a kill -9 of the server its agent still runs and holds the database's lock. */
  #endOrphan(): void {
    const file = this.#file('agent.pid');
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, 'utf8').trim());
    const commandLine = `/proc/${pid}/cmdline`;
    // Only a process that works in this very folder is ours: pids are used again.
    if (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(this.#deps.folder)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        this.#deps.log.warn({ err: error, pid }, 'could not end the agent left over from the last run');
      }
    }
    rmSync(file, { force: true });
  }
}
