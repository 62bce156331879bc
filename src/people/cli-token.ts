import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { sameSecret } from '../base/hash.ts';
import { newSecret } from '../base/id.ts';
import type { Caller } from './account.ts';

/** Reads the command line's token from TEJUN_HOME/cli-token, or makes it. Only the server's own account may read the file. */
export function openCliToken(home: string): string {
  const file = join(home, 'cli-token');
  if (!existsSync(file)) writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  chmodSync(file, 0o600);
  const token = readFileSync(file, 'utf8').trim();
  if (token.length < 43) throw new Fault('config-invalid', { file, problem: 'not a token; remove the file and start again' });
  return token;
}

const cli: Caller = {
  actor: 'cli',
  accountId: null,
  name: 'cli',
  roles: ['administrator'],
  language: 'ja',
  sessionId: null,
  steppedUpAt: null,
  via: 'cli',
};

/** The command line as a caller, or null. `fromLoopback` says that the connection itself comes from this machine, through no proxy. */
export function authenticateCli(token: string, authorization: string | undefined, fromLoopback: boolean): Caller | null {
  const given = /^Bearer ([\w-]{20,200})$/.exec(authorization ?? '')?.[1];
  return given !== undefined && fromLoopback && sameSecret(given, token) ? cli : null;
}
