import { X509Certificate } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { join } from 'node:path';
import { checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';
import type { z } from 'zod';
import type { Config } from '../base/config.ts';
import { exitCodes, Stop } from './command.ts';
import { refusal, unexpected } from './refusals.ts';

const answerBytesMax = 64 * 1024 * 1024;

/** One request; resolves with an answer of 200, rejects with Stop for anything else. */
export type Call = (method: string, path: string, body: unknown, within: number) => Promise<IncomingMessage>;

/** What a request proves itself with, and what is kept of the answer. */
export interface Credential {
  headers(): Readonly<Record<string, string>>;
  answered?(answer: IncomingMessage): void;
}
/** The secret of this machine, which opens everything an administrator may. */
export const bearer = (token: string): Credential => ({ headers: () => ({ authorization: `Bearer ${token}` }) });

export function caller(base: URL, config: Config, credential: Credential): Call {
  const secure = base.protocol === 'https:';
  // One connection a call and no agent of the process: a proxy in the environment must not see the token.
  const agent = secure ? new SecureAgent({ keepAlive: false }) : new PlainAgent({ keepAlive: false });
  const trust = secure ? trusted(config) : {};
  return (method, path, body, within) =>
    new Promise((resolve, reject) => {
      // Bytes are a file that is sent as it is; everything else is JSON.
      const sentBody = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
      const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
      const headers = {
        ...credential.headers(),
        accept: '*/*',
        ...(sentBody === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(sentBody) }),
      };
      const sent = (secure ? secureRequest : plainRequest)(
        new URL(path, base),
        { method, headers, agent, timeout: within, ...trust },
        (answer) => {
          credential.answered?.(answer);
          if (answer.statusCode === 200) resolve(answer);
          else bytesOf(answer).then((bytes) => reject(refusal(answer.statusCode ?? 0, bytes)), reject);
        },
      );
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      sent.on('error', (error) => reject(error instanceof Stop ? error : unreachable(base, error)));
      sent.end(sentBody);
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
      ja: `サーバ(${base.origin})に接続できません: ${code || cause.message}`,
      en: `The server (${base.origin}) cannot be reached: ${code || cause.message}`,
    },
    tls
      ? {
          ja: 'サーバと同じ TEJUN_TLS_CERT・TEJUN_TLS_KEY を指定して実行してください。',
          en: 'Run the command with the same TEJUN_TLS_CERT and TEJUN_TLS_KEY as the server.',
        }
      : {
          ja: 'サーバの画面に出ているエラーを確かめ、npm start で起動し直してください。',
          en: 'Look at what the server printed, and start it again with npm start.',
        },
    { cause },
  );
}

export async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > answerBytesMax) throw unexpected(`more than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function parsed<T>(bytes: Buffer, path: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw unexpected(path, cause);
  }
}

export async function writeTo(answer: IncomingMessage, file: string, mode: number): Promise<number> {
  if (!/zip|pdf|officedocument|text\/csv/.test(answer.headers['content-type'] ?? ''))
    throw unexpected(String(answer.headers['content-type']));
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
