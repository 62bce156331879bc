import { X509Certificate } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { join } from 'node:path';
import { checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';
import { z } from 'zod';
import type { Config } from '../base/config.ts';
import { exitCodes, Stop } from './command.ts';
import { refusal, unexpected } from './refusals.ts';

/** Reading is quick; verifying a ledger of millions or building a large pack takes its time. */
const timeoutMs = { quick: 30_000, long: 30 * 60_000 };
const answerBytesMax = 64 * 1024 * 1024;

export interface Server {
  readonly pid: number;
  readonly url: string;
  /** Absent where the server does not say. */
  readonly leastPrivilege: boolean | undefined;
  get<T>(path: string, shape: z.ZodType<T>): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, shape: z.ZodType<T>): Promise<T>;
  /** Writes a zip that the server answers with to a file that must not exist yet. Returns its bytes. */
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
  const token = readToken(config.home);
  const call = caller(base, config, token);
  return {
    pid,
    url,
    leastPrivilege,
    get: async (path, shape) => parsed(await bytesOf(await call('GET', path, undefined, timeoutMs.quick)), path, shape),
    send: async (method, path, body, shape) => parsed(await bytesOf(await call(method, path, body, timeoutMs.long)), path, shape),
    download: async ({ method, path, body, file, mode }) => writeTo(await call(method, path, body, timeoutMs.long), file, mode),
  };
}

function readTold(home: string): z.infer<typeof told> {
  const file = join(home, 'server.json');
  if (!existsSync(file)) throw notRunning(home, `${home} でサーバーが動いていません。`, `No server is running in ${home}.`);
  let read: z.infer<typeof told>;
  try {
    read = told.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw notRunning(home, `${file} を読み取れません。`, `${file} cannot be read.`, cause);
  }
  // A dead server's port may be anybody's now: it must not be handed the token.
  if (!isAlive(read.pid))
    throw notRunning(home, `サーバー(プロセス ${read.pid})は終了しています。`, `The server (process ${read.pid}) has ended.`);
  if (read.url === '') {
    throw new Stop(
      exitCodes.unreachable,
      { ja: 'サーバーはまだ起動の途中です。', en: 'The server is still starting.' },
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
        ja: `${file} を読めないため、サーバーにサインインできません。`,
        en: `${file} cannot be read, so there is no signing in to the server.`,
      },
      {
        ja: 'サーバーを動かしているアカウントで実行してください(sudo -u …)。',
        en: 'Run the command as the account that runs the server (sudo -u …).',
      },
      { cause },
    );
  }
}

type Call = (method: string, path: string, body: unknown, within: number) => Promise<IncomingMessage>;

function caller(base: URL, config: Config, token: string): Call {
  const secure = base.protocol === 'https:';
  // One connection a call and no agent of the process: a proxy in the environment must not see the token.
  const agent = secure ? new SecureAgent({ keepAlive: false }) : new PlainAgent({ keepAlive: false });
  const trust = secure ? trusted(config) : {};
  return (method, path, body, within) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${token}`,
        accept: '*/*',
        ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      };
      const sent = (secure ? secureRequest : plainRequest)(
        new URL(path, base),
        { method, headers, agent, timeout: within, ...trust },
        (answer) => {
          if (answer.statusCode === 200) resolve(answer);
          else bytesOf(answer).then((bytes) => reject(refusal(answer.statusCode ?? 0, bytes)), reject);
        },
      );
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      sent.on('error', (error) => reject(error instanceof Stop ? error : unreachable(base, error)));
      sent.end(text);
    });
}

/** The company's own authority, or the certificate that was given: then the very certificate of the file must answer. */
function trusted(config: Config): object {
  if (config.tls) {
    const pem = readFileSync(config.tls.certificateFile, 'utf8');
    const own = new X509Certificate(pem).fingerprint256;
    return {
      ca: [...rootCertificates, pem],
      allowPartialTrustChain: true,
      checkServerIdentity: (host: string, peer: PeerCertificate) =>
        peer.fingerprint256 === own ? undefined : checkServerIdentity(host, peer),
    };
  }
  const file = join(config.home, 'tls', 'ca.pem');
  return existsSync(file) ? { ca: readFileSync(file, 'utf8') } : {};
}

function unreachable(base: URL, cause: Error): Stop {
  const { code = '' } = cause as NodeJS.ErrnoException;
  const tls = /CERT|TLS|SSL|SELF_SIGNED|ISSUER/.test(code);
  return new Stop(
    exitCodes.unreachable,
    {
      ja: `サーバー(${base.origin})に接続できません: ${code || cause.message}`,
      en: `The server (${base.origin}) cannot be reached: ${code || cause.message}`,
    },
    tls
      ? {
          ja: 'サーバーと同じ TEJUN_TLS_CERT・TEJUN_TLS_KEY を指定して実行してください。',
          en: 'Run the command with the same TEJUN_TLS_CERT and TEJUN_TLS_KEY as the server.',
        }
      : {
          ja: 'サーバーの画面に出ているエラーを確かめ、npm start で起動し直してください。',
          en: 'Look at what the server printed, and start it again with npm start.',
        },
    { cause },
  );
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > answerBytesMax) throw unexpected(`more than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed<T>(bytes: Buffer, path: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw unexpected(path, cause);
  }
}

async function writeTo(answer: IncomingMessage, file: string, mode: number): Promise<number> {
  if (!/zip/.test(answer.headers['content-type'] ?? '')) throw unexpected(String(answer.headers['content-type']));
  const handle = openSync(file, 'wx', mode);
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      writeSync(handle, chunk);
      size += chunk.length;
    }
  } finally {
    closeSync(handle);
  }
  const promised = answer.headers['content-length'];
  if (!answer.complete || (promised !== undefined && Number(promised) !== size)) throw unexpected(`${size} bytes of ${promised ?? '?'}`);
  return size;
}
