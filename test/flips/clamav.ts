import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPackage } from './debian.ts';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'deploy/clamav/tejun-full-scan');
/** Debian's packages: the scanner, the daemon, and the libraries that not every Debian has. */
const packages = ['clamav', 'clamav-daemon', 'libclamav12', 'libmspack0', 'libjson-c5'];

export interface ClamAv {
  readonly clamscan: string;
  readonly clamd: string;
  /** For the libraries beside them. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The real scanner: the one that is installed, or Debian's packages unpacked beside the machine, which stays as it is. Words
 * where neither can be had.
 */
export function openClamAv(): ClamAv | string {
  const installed = { clamscan: '/usr/bin/clamscan', clamd: '/usr/sbin/clamd' };
  const path = process.env.PATH ?? '';
  if (existsSync(installed.clamscan) && existsSync(installed.clamd)) return { ...installed, env: { PATH: path } };
  const [scanner, daemon, ...libraries] = packages.map(debianPackage);
  if (!scanner || !daemon) return 'neither installed nor to be had from the package source';
  const folders = libraries.flatMap((root) =>
    root === null ? [] : ['x86_64', 'aarch64'].map((cpu) => join(root, `usr/lib/${cpu}-linux-gnu`)),
  );
  const own = {
    clamscan: join(scanner, 'usr/bin/clamscan'),
    clamd: join(daemon, 'usr/sbin/clamd'),
    env: { PATH: path, LD_LIBRARY_PATH: folders.join(':') },
  };
  const tried = spawnSync(own.clamscan, ['--version'], { env: own.env, encoding: 'utf8' });
  return tried.status === 0 ? own : `the packages do not run here: ${tried.stderr}`;
}

/** The test string that every scanner knows, put together here so that no scanner takes this file for malware. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A folder with two signatures of our own for the test string: by its digest (.hdb) and by its text (.ndb). */
export function writeSignatures(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const md5 = execFileSync('md5sum', { input: eicar }).toString().split(' ')[0];
  writeFileSync(join(folder, 'tejun.hdb'), `${md5}:${eicar.length}:Tejun.Test.EicarByHash\n`);
  const hex = Buffer.from(eicar.slice(0, 40)).toString('hex');
  writeFileSync(join(folder, 'tejun.ndb'), `Tejun.Test.EicarByText:0:*:${hex}\n`);
}

/**
 * Runs the script as it is shipped. A whole machine takes hours to scan: the clamscan that it finds is the real one with
 * `/` exchanged for a folder, and our own signatures.
 */
export function fullScan(
  clamav: ClamAv,
  { folder, signatures, args = [] }: { folder: string; signatures: string; args?: readonly string[] },
) {
  const bin = mkdtempSync(join(tmpdir(), 'tejun-clamscan-'));
  try {
    const wrapper = `#!/bin/sh
for argument do shift; [ "$argument" = / ] && argument='${folder}'; set -- "$@" "$argument"; done
exec '${clamav.clamscan}' --database='${signatures}' "$@"
`;
    writeFileSync(join(bin, 'clamscan'), wrapper, { mode: 0o755 });
    return spawnSync(script, [...args], { env: { ...clamav.env, PATH: `${bin}:${clamav.env.PATH}` }, encoding: 'utf8', timeout: 60_000 });
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}
