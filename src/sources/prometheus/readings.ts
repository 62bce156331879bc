import type { Gauge, Sample } from '../../facts/sample.ts';
import type { MetricSample } from './text.ts';

/** What is read of node_exporter (Linux, macOS) and windows_exporter; everything else on the page is left alone. */
const names = new Set([
  'node_cpu_seconds_total',
  'node_memory_MemTotal_bytes',
  'node_memory_MemAvailable_bytes',
  'node_load15',
  'node_filesystem_size_bytes',
  'node_filesystem_avail_bytes',
  'node_filesystem_free_bytes',
  'node_filesystem_files',
  'node_filesystem_files_free',
  'windows_cpu_time_total',
  'windows_logical_disk_size_bytes',
  'windows_logical_disk_free_bytes',
  'windows_cs_physical_memory_bytes',
  'windows_memory_physical_total_bytes',
  'windows_os_physical_memory_free_bytes',
  'windows_memory_physical_free_bytes',
]);
export const isRead = (name: string): boolean => names.has(name);

const localTypes = new Set('ext2 ext3 ext4 xfs btrfs zfs f2fs jfs reiserfs bcachefs vfat exfat ntfs ntfs3 fuseblk apfs hfs ufs'.split(' '));
const idleModes = new Set(['idle', 'iowait']);
/** Counted in `user` and `nice` already. */
const guestModes = new Set(['guest', 'guest_nice']);

/** The samples of one scrape as numbers of our series. Pure; what is missing is left out. */
export function readingsOf(samples: readonly MetricSample[], at: Date): Sample[] {
  const one = (...wanted: string[]): number | null => {
    const value = samples.find(({ name }) => wanted.includes(name))?.value;
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const readings: Sample[] = [...volumes(samples, at)];
  const cpu = processors(samples, at);
  if (cpu !== null) {
    readings.push(cpu);
    const load = one('node_load15');
    if (load !== null) readings.push({ metric: 'load', item: '', at, value: (100 * load) / cpu.cores });
  }
  const total = one('node_memory_MemTotal_bytes', 'windows_cs_physical_memory_bytes', 'windows_memory_physical_total_bytes');
  const free = one('node_memory_MemAvailable_bytes', 'windows_os_physical_memory_free_bytes', 'windows_memory_physical_free_bytes');
  if (total !== null && free !== null && total > 0 && free >= 0 && free <= total)
    readings.push({ metric: 'memory', item: '', at, value: (100 * (total - free)) / total });
  return readings;
}

function processors(samples: readonly MetricSample[], at: Date) {
  const cores = new Set<string>();
  let busy = 0;
  let idle = 0;
  for (const { name, labels, value } of samples) {
    const isNode = name === 'node_cpu_seconds_total';
    if (!isNode && name !== 'windows_cpu_time_total') continue;
    const mode = labels.mode ?? '';
    // Windows counts interrupts and deferred calls in `privileged` already.
    if (!Number.isFinite(value) || guestModes.has(mode) || (!isNode && (mode === 'interrupt' || mode === 'dpc'))) continue;
    cores.add(labels.cpu ?? labels.core ?? '');
    if (idleModes.has(mode)) idle += value;
    else busy += value;
  }
  return cores.size === 0 ? null : { metric: 'cpu' as const, item: '', at, busy, total: busy + idle, cores: cores.size };
}

interface Volume {
  readonly item: string;
  readonly device: string;
  [part: string]: string | number;
}

const parts: Readonly<Record<string, string>> = {
  node_filesystem_size_bytes: 'size',
  node_filesystem_avail_bytes: 'avail',
  node_filesystem_free_bytes: 'free',
  node_filesystem_files: 'files',
  node_filesystem_files_free: 'filesFree',
  windows_logical_disk_size_bytes: 'size',
  windows_logical_disk_free_bytes: 'free',
};

/** As df counts, as the agent's questions do. A device that is mounted at several places counts once. */
function volumes(samples: readonly MetricSample[], at: Date): Gauge[] {
  const byPlace = new Map<string, Volume>();
  for (const { name, labels, value } of samples) {
    const part = parts[name];
    if (part === undefined || !Number.isFinite(value)) continue;
    const item = labels.mountpoint ?? labels.volume ?? '';
    if (item === '' || item.startsWith('HarddiskVolume')) continue;
    if (name.startsWith('node_') && !localTypes.has(labels.fstype ?? '')) continue;
    const device = labels.device ?? item;
    const held = byPlace.get(item) ?? { item, device };
    held[part] = value;
    byPlace.set(item, held);
  }
  const byDevice = new Map<string, Volume>();
  for (const volume of [...byPlace.values()].sort((a, b) => (a.item < b.item ? -1 : 1)))
    if (!byDevice.has(volume.device)) byDevice.set(volume.device, volume);
  return [...byDevice.values()].flatMap(({ item, size, avail, free, files, filesFree }): Gauge[] => {
    const readings: Gauge[] = [];
    if (typeof size === 'number' && typeof free === 'number' && size > 0 && free >= 0 && free <= size) {
      const used = size - free;
      const fits = typeof avail === 'number' && avail >= 0 ? used + avail : size;
      readings.push({ metric: 'disk', item, at, value: used, size: fits });
    }
    if (typeof files === 'number' && typeof filesFree === 'number' && files > 0 && filesFree >= 0 && filesFree <= files)
      readings.push({ metric: 'inodes', item, at, value: files - filesFree, size: files });
    return readings;
  });
}
