import { rebootPending } from '../../../facts/reboot-pending.ts';
import { question, type Row, unreadable } from '../question.ts';
import { isoOf, newest, seenOf } from './cells.ts';

const version = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';

const windows = question({
  id: 'reboot-pending/windows',
  kind: rebootPending,
  platform: 'windows',
  cadence: 'hourly',
  tables: ['registry'],
  sql: {
    marks: `SELECT name, mtime FROM registry WHERE type = 'subkey' AND name IN ('RebootRequired', 'RebootPending')
      AND key IN ('${version}\\WindowsUpdate\\Auto Update', '${version}\\Component Based Servicing')`,
    // The servicing key always has subkeys: none means that the registry could not be read.
    seen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${version}\\Component Based Servicing' AND type = 'subkey'`,
  },
  translate({ marks, seen }) {
    if (seenOf(seen) === 0) return unreadable('レジストリを読めませんでした。', 'The registry could not be read.');
    const since = marks!.map((row) => isoOf(row.mtime)).filter((time) => time !== null);
    // The earliest mark counts: a later update does not give more time.
    return { pending: marks!.length > 0, since: since.sort()[0] ?? null, kernel: null };
  },
});

/** `6.1.0-28-amd64` → the numbers to compare by, and the flavour (amd64, cloud-amd64, generic), which must agree. */
function kernelOf(release: string): { numbers: number[]; flavour: string } {
  const [head, flavour] = /\.(el|fc|amzn)\d/.test(release)
    ? [release.split(/\.(?:el|fc|amzn)\d/, 1)[0] ?? '', 'rpm']
    : [release.match(/^[\d.]+(-\d+)?/)?.[0] ?? '', release.replace(/^[\d.]+(-\d+)?(\+deb\d+)?-?/, '')];
  return { numbers: head.split(/[.-]/).map(Number), flavour };
}
function compareKernels(a: string, b: string): number {
  const [x, y] = [kernelOf(a).numbers, kernelOf(b).numbers];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The running kernel beside the newest installed one of its flavour; null where the running one is no package (a virtual machine's own). */
function kernels(running: string, packages: readonly Row[]): { running: string; newest: string } | null {
  const releases = packages.map((row) => (row.name ?? '').replace(/^linux-image-(unsigned-)?/, ''));
  if (!releases.includes(running)) return null;
  const same = releases.filter((release) => kernelOf(release).flavour === kernelOf(running).flavour);
  return { running, newest: same.sort(compareKernels).at(-1) ?? running };
}

const linux = question({
  id: 'reboot-pending/linux',
  kind: rebootPending,
  platform: 'linux',
  cadence: 'hourly',
  tables: ['file', 'kernel_info', 'deb_packages', 'rpm_packages'],
  sql: {
    mark: "SELECT path, mtime FROM file WHERE path IN ('/run/reboot-required', '/var/run/reboot-required')",
    kernel: 'SELECT version FROM kernel_info',
    packages: `SELECT name FROM deb_packages WHERE name LIKE 'linux-image-%' AND status LIKE '%ok installed%'
      AND regex_match(name, '^linux-image-(unsigned-)?[0-9]', 0) IS NOT NULL
      UNION SELECT version || '-' || release || '.' || arch AS name FROM rpm_packages WHERE name IN ('kernel', 'kernel-core')`,
    // Only these two packages write the mark: without them its absence says nothing.
    writers: `SELECT COUNT(*) AS seen FROM deb_packages WHERE name IN ('update-notifier-common', 'unattended-upgrades')
      AND status LIKE '%ok installed%'`,
  },
  translate({ mark, kernel, packages, writers }) {
    const running = kernel![0]?.version ?? '';
    const pair = kernels(running, packages!);
    const body = { since: newest(mark!.map((row) => isoOf(row.mtime))), kernel: pair };
    if (mark!.length > 0) return { ...body, pending: true };
    if (pair !== null) return { ...body, pending: pair.newest !== pair.running };
    return { ...body, pending: seenOf(writers) > 0 ? false : null };
  },
});

export const rebootQuestions = [windows, linux];
