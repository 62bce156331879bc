import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Fault } from '../base/fault.ts';

/** The account that the embedded database runs as, or null where the server itself is not root and needs none. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Debian's own `postgres` account would lend us its files; we make one of our own, without a home and without a shell. */
const accountName = 'tejun';

/** PostgreSQL refuses to run as root, rightly. Made once, kept; throws where neither finding nor making it works. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const found = lookUp();
  if (found) return found;
  const useradd = ['/usr/sbin/useradd', '/sbin/useradd'].find(existsSync);
  const made = useradd
    ? spawnSync(useradd, [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        accountName,
      ])
    : spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', accountName]);
  const account = lookUp();
  if (!account) {
    throw new Fault('config-invalid', {
      problem: `no account "${accountName}" for the database, and it could not be made: ${String(made.stderr ?? made.error ?? '').trim()}`,
    });
  }
  return account;
}

function lookUp(): Account | null {
  const uid = Number(spawnSync('id', ['-u', accountName]).stdout?.toString().trim() || Number.NaN);
  const gid = Number(spawnSync('id', ['-g', accountName]).stdout?.toString().trim() || Number.NaN);
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { name: accountName, uid, gid } : null;
}

/** Whether the account can enter a folder: tried, not computed, so that ACLs and mounts are told truly. */
export function canEnter(account: Account | null, folder: string): boolean {
  if (account === null) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}
