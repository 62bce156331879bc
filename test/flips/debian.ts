import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The files of a Debian package, unpacked into a folder of its own and not installed: nothing of it is started, and nothing of
 * this machine is changed. Kept between runs. Null where apt is not there or cannot fetch it.
 */
export function debianPackage(name: string): string | null {
  const folder = join(tmpdir(), 'tejun-debian', name);
  const root = join(folder, 'root');
  if (existsSync(root)) return root;
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-deb')) return null;
  mkdirSync(folder, { recursive: true });
  const apt = (...args: string[]) => execFileSync('apt-get', ['-qq', ...args], { cwd: folder, stdio: 'ignore', timeout: 120_000 });
  try {
    try {
      apt('download', name);
    } catch {
      apt('update');
      apt('download', name);
    }
    const file = readdirSync(folder).find((each) => each.endsWith('.deb'));
    if (file === undefined) return null;
    execFileSync('dpkg-deb', ['-x', file, `${root}.part`], { cwd: folder });
    execFileSync('mv', [`${root}.part`, root]);
    return root;
  } catch {
    return null;
  }
}

/** Flags by which the agent reads settings of /etc: the official package brings these files, the one that npm brings does not. */
export function lensFlags(): readonly string[] | null {
  const root = debianPackage('augeas-lenses');
  return root === null ? null : [`--augeas_lenses=${root}/usr/share/augeas/lenses/dist`];
}
