import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { type Address, addressOf, ProbeFailed } from './address.ts';

export const probeLimits = { timeoutMs: 10_000, bodyBytesMax: 4_000_000 } as const;

export interface Probed {
  /** From the beginning of the connection to the whole answer (http) or to the connection (tcp). */
  readonly ms: number;
  readonly body: string;
}

interface Options {
  readonly timeoutMs?: number;
  /** The body is wanted; otherwise it is read for its time and thrown away. */
  readonly body?: boolean;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** Asks once. A refusal, a redirect (never followed), a status of 400 and more or too long an answer is a `ProbeFailed`. */
export async function probe(address: Address, options: Options = {}): Promise<Probed> {
  const host = address.kind === 'tcp' ? address.host : address.url.hostname;
  const ip = await addressOf(host, options.resolve);
  const begun = performance.now();
  const body = await (address.kind === 'tcp' ? connect(ip, address.port, options) : ask(address.url, ip, options));
  return { ms: Math.max(1, Math.round(performance.now() - begun)), body };
}

function connect(host: string, port: number, { timeoutMs = probeLimits.timeoutMs }: Options): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    const timer = setTimeout(() => socket.destroy(new ProbeFailed('timeout')), timeoutMs);
    socket.once('connect', () => {
      socket.destroy();
      resolve('');
    });
    socket.once('error', (error) => reject(failed(error)));
    socket.once('close', () => clearTimeout(timer));
  });
}

function ask(url: URL, ip: string, { timeoutMs = probeLimits.timeoutMs, body = false }: Options): Promise<string> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? https : http).request({
      host: ip,
      port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { host: url.host, 'user-agent': 'Tejun', accept: body ? 'text/plain;version=0.0.4' : '*/*', 'accept-encoding': 'identity' },
      agent: false,
      // Time is measured, nothing is trusted: company servers have certificates of their own, and whether they are good is another check.
      ...(isSecure && {
        rejectUnauthorized: false,
        ...(net.isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 && { servername: url.hostname }),
      }),
    });
    const timer = setTimeout(() => request.destroy(new ProbeFailed('timeout')), timeoutMs);
    request.once('close', () => clearTimeout(timer));
    request.once('error', (error) => reject(failed(error)));
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      const end = (problem: ProbeFailed) => {
        reject(problem);
        response.destroy();
      };
      if (status >= 300 && status < 400 && body) return end(new ProbeFailed('redirect', String(status)));
      if (status >= 400) return end(new ProbeFailed('status', String(status)));
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > probeLimits.bodyBytesMax) end(new ProbeFailed('too-large', String(probeLimits.bodyBytesMax)));
        else if (body) chunks.push(chunk);
      });
      response.once('error', (error) => reject(failed(error)));
      response.once('aborted', () => reject(new ProbeFailed('broken')));
      response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    request.end();
  });
}

function failed(error: Error): ProbeFailed {
  if (error instanceof ProbeFailed) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return new ProbeFailed('refused');
  if (code === 'ETIMEDOUT') return new ProbeFailed('timeout');
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return new ProbeFailed('unreachable');
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code === 'EPROTO') return new ProbeFailed('tls');
  return new ProbeFailed('broken', code);
}
