import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../base/config.ts';
import { exitCodes, Stop } from './command.ts';
import { bearer, bytesOf, type Call, caller, parsed, writeTo } from './http.ts';
import { type Session, type SignIn, signIn } from './session.ts';

/** Reading is quick; verifying a ledger of millions or building a large pack takes its time. */
const timeoutMs = { quick: 30_000, long: 30 * 60_000 };

export interface Server {
  readonly pid: number;
  readonly url: string;
  /** Absent where the server does not say. */
  readonly leastPrivilege: boolean | undefined;
  get<T>(path: string, shape: z.ZodType<T>): Promise<T>;
  /** `body` is sent as JSON; a Uint8Array as the bytes of a file. */
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, shape: z.ZodType<T>): Promise<T>;
  /** Signs in as a person, by the same two steps as in a browser. Throws Stop where the password or the code is refused. */
  signIn(by: SignIn): Promise<Session>;
  /** Writes a file (zip, PDF, Word, Excel) that the server answers with to a file that must not exist yet. Returns its bytes. */
  download(request: { method: 'GET' | 'POST'; path: string; body?: unknown; file: string; mode: number }): Promise<number>;
}

const told = z.object({ pid: z.number().int(), url: z.string(), leastPrivilege: z.boolean().optional() });

/**
 * The server that works in TEJUN_HOME: found by `server.json`, spoken to over loopback only, with the token that only the
 * server's own account can read. Throws Stop (unreachable) where there is none.
 */
export function findServer(config: Config): Server {
  const { pid, url, leastPrivilege } = readTold(config.home);
  const base = new URL(url);
  // The token opens everything: it goes to this machine only, whatever stands in the file.
  if (!/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(base.hostname)) {
    throw notRunning(
      config.home,
      `server.json のアドレスがこの機械のものではありません(${url})。`,
      `The address in server.json is not this machine's (${url}).`,
    );
  }
  const call = caller(base, config, bearer(readToken(config.home)));
  return {
    signIn: (by) => signIn(base, by, (credential) => asked(caller(base, config, credential))),
    pid,
    url,
    leastPrivilege,
    ...asked(call),
    download: async ({ method, path, body, file, mode }) => writeTo(await call(method, path, body, timeoutMs.long), file, mode),
  };
}

const asked = (call: Call): Pick<Server, 'get' | 'send'> => ({
  get: async (path, shape) => parsed(await bytesOf(await call('GET', path, undefined, timeoutMs.quick)), path, shape),
  send: async (method, path, body, shape) => parsed(await bytesOf(await call(method, path, body, timeoutMs.long)), path, shape),
});

function readTold(home: string): z.infer<typeof told> {
  const file = join(home, 'server.json');
  if (!existsSync(file)) throw notRunning(home, `${home} でサーバが動いていません。`, `No server is running in ${home}.`);
  let read: z.infer<typeof told>;
  try {
    read = told.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw notRunning(home, `${file} を読み取れません。`, `${file} cannot be read.`, cause);
  }
  // A dead server's port may be anybody's now: it must not be handed the token.
  if (!isAlive(read.pid))
    throw notRunning(home, `サーバ(プロセス ${read.pid})は終了しています。`, `The server (process ${read.pid}) has ended.`);
  if (read.url === '') {
    throw new Stop(
      exitCodes.unreachable,
      { ja: 'サーバはまだ起動の途中です。', en: 'The server is still starting.' },
      { ja: '数秒待って、もう一度実行してください。', en: 'Wait a few seconds and try again.' },
    );
  }
  return read;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const notRunning = (home: string, ja: string, en: string, cause?: unknown): Stop =>
  new Stop(
    exitCodes.unreachable,
    { ja, en },
    {
      ja: `npm start で起動してください。別の場所のデータを使うときは TEJUN_HOME を指定します(いまは ${home})。`,
      en: `Start it with npm start. If its data lies elsewhere, set TEJUN_HOME (now ${home}).`,
    },
    { cause },
  );

function readToken(home: string): string {
  const file = join(home, 'cli-token');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Stop(
      exitCodes.unreachable,
      {
        ja: `${file} を読めないため、サーバにサインインできません。`,
        en: `${file} cannot be read, so there is no signing in to the server.`,
      },
      {
        ja: 'サーバを動かしているアカウントで実行してください(sudo -u …)。',
        en: 'Run the command as the account that runs the server (sudo -u …).',
      },
      { cause },
    );
  }
}
