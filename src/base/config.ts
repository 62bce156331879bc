import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { Fault } from './fault.ts';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const onOff = z.enum(['on', 'off']).default('on');
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** Everything that the environment may say. An empty variable counts as unset. */
const environment = z.object({
  TEJUN_HOME: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8034),
  AGENT_HOST: z.string().optional(),
  AGENT_PORT: port(8035),
  TEJUN_LOCAL_AGENT: onOff,
  TEJUN_PUBLIC_URL: z.url().optional(),
  TEJUN_SERVER_NAMES: list,
  TEJUN_TRUSTED_PROXIES: list,
  TEJUN_TLS_CERT: z.string().optional(),
  TEJUN_TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  /** The folder of all data, absolute. */
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly agentHost: string;
  readonly agentPort: number;
  readonly localAgent: boolean;
  readonly publicUrl: string | undefined;
  /** Names and addresses under which agents and browsers reach this server, the chosen ones first; they stand in its certificate. */
  readonly serverNames: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  readonly logLevel: string;
  readonly isLoopback: boolean;
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Reads the environment once, at the start. Throws `config-invalid` naming the variable. */
export function readConfig(env: NodeJS.ProcessEnv, folder: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new Fault('config-invalid', { variable: issue.path.join('.'), problem: issue.message });
  }
  const e = parsed.data;
  if ((e.TEJUN_TLS_CERT === undefined) !== (e.TEJUN_TLS_KEY === undefined)) {
    throw new Fault('config-invalid', { variable: 'TEJUN_TLS_CERT, TEJUN_TLS_KEY', problem: 'give both or neither' });
  }
  const publicUrl = e.TEJUN_PUBLIC_URL?.replace(/\/+$/, '');
  const publicName = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  // A certificate names no letters beyond ASCII; a computer may be called 受付のPC.
  const ownName = domainToASCII(hostname().toLowerCase());
  const named = isLoopback(e.HOST) || e.HOST === '0.0.0.0' || e.HOST === '::' ? [] : [e.HOST];
  return {
    home: resolve(folder, e.TEJUN_HOME),
    databaseUrl: e.DATABASE_URL,
    host: e.HOST,
    port: e.PORT,
    agentHost: e.AGENT_HOST ?? e.HOST,
    agentPort: e.AGENT_PORT,
    localAgent: e.TEJUN_LOCAL_AGENT === 'on',
    publicUrl,
    serverNames: [
      ...new Set([...e.TEJUN_SERVER_NAMES, ...publicName, ...named, ...(ownName === '' ? [] : [ownName]), 'localhost', '127.0.0.1', '::1']),
    ],
    trustedProxies: e.TEJUN_TRUSTED_PROXIES,
    tls: e.TEJUN_TLS_CERT === undefined ? undefined : { certificateFile: e.TEJUN_TLS_CERT, keyFile: e.TEJUN_TLS_KEY! },
    logLevel: e.LOG_LEVEL,
    isLoopback: isLoopback(e.HOST),
  };
}
