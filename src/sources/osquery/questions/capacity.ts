import { diskSpace, memoryUse, processorLoad } from '../../../facts/capacity.ts';
import type { Platform } from '../../../facts/kind.ts';
import type { Gauge } from '../../../facts/sample.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';

/** Used of all, in whole percent rounded up; null where a cell is garbage or the whole is 0. */
function percentUp(used: number | null, all: number | null): number | null {
  return used === null || all === null || all <= 0 || used < 0 ? null : Math.min(100, Math.ceil((100 * used) / all));
}
const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
const plus = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);

/** As df counts: blocks kept back for root are neither used nor there for others. */
function volume(row: Row) {
  const used = minus(intOf(row.blocks), intOf(row.blocks_free));
  const inodes = intOf(row.inodes);
  return {
    volume: row.path ?? '',
    usedPercent: percentUp(used, plus(used, intOf(row.blocks_available))),
    inodePercent: percentUp(minus(inodes, intOf(row.inodes_free)), inodes),
  };
}
/** The same as numbers for the series, as exactly as the agent tells them. */
function volumeSamples(rows: readonly Row[], at: Date): Gauge[] {
  return rows.flatMap((row): Gauge[] => {
    const item = row.path ?? '';
    const used = minus(intOf(row.blocks), intOf(row.blocks_free));
    const fits = plus(used, intOf(row.blocks_available));
    const block = intOf(row.blocks_size);
    const inodes = intOf(row.inodes);
    const inodesUsed = minus(inodes, intOf(row.inodes_free));
    return [
      ...(used === null || fits === null || block === null || fits <= 0
        ? []
        : [{ metric: 'disk' as const, item, at, value: used * block, size: fits * block }]),
      ...(inodes === null || inodesUsed === null || inodes <= 0
        ? []
        : [{ metric: 'inodes' as const, item, at, value: inodesUsed, size: inodes }]),
    ];
  });
}

const byVolume = (a: { volume: string }, b: { volume: string }) => a.volume.localeCompare(b.volume);
const blind = unreadable('ディスクの一覧を読めませんでした。', 'The list of disks could not be read.');

const blocks = 'MIN(path) AS path, blocks_size, blocks, blocks_free, blocks_available, inodes, inodes_free';
const localTypes = "('ext2','ext3','ext4','xfs','btrfs','zfs','f2fs','jfs','reiserfs','bcachefs','vfat','exfat','ntfs3','fuseblk')";

/** Both lie in one container since the system has a volume of its own; the data volume is the one that fills. */
const dataVolume = (mounts: readonly Row[]): Row | undefined => mounts.find((row) => row.path === '/System/Volumes/Data') ?? mounts[0];

const disks = [
  question({
    id: 'disk-space/linux',
    kind: diskSpace,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['mounts'],
    // One row for a device that is mounted at several places; sticks and discs that a user put in are not the system's capacity.
    sql: {
      mounts: `SELECT ${blocks} FROM mounts WHERE blocks > 0 AND type IN ${localTypes}
        AND path NOT LIKE '/media/%' AND path NOT LIKE '/run/media/%' GROUP BY device`,
    },
    translate: ({ mounts }) => (mounts!.length === 0 ? blind : { volumes: mounts!.map(volume).sort(byVolume) }),
    samples: ({ mounts }, { receivedAt }) => volumeSamples(mounts!, receivedAt),
  }),
  question({
    id: 'disk-space/macos',
    kind: diskSpace,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['mounts'],
    sql: {
      mounts: `SELECT path, blocks_size, blocks, blocks_free, blocks_available, inodes, inodes_free FROM mounts
        WHERE blocks > 0 AND path IN ('/', '/System/Volumes/Data')`,
    },
    translate({ mounts }) {
      const data = dataVolume(mounts!);
      return data === undefined ? blind : { volumes: [{ ...volume(data), inodePercent: null }] };
    },
    samples({ mounts }, { receivedAt }) {
      const data = dataVolume(mounts!);
      return data === undefined ? [] : volumeSamples([{ ...data, inodes: '' }], receivedAt);
    },
  }),
  question({
    id: 'disk-space/windows',
    kind: diskSpace,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['logical_drives', 'processes', 'system_info'],
    sql: {
      drives: `SELECT device_id, free_space, size, boot_partition FROM logical_drives
        WHERE boot_partition = 1 OR (file_system IN ('NTFS', 'ReFS') AND size > 0)`,
      // No table of Windows tells how much memory is free. What processes hold comes near: shared pages count several times in it.
      memory:
        'SELECT (SELECT SUM(resident_size) FROM processes WHERE resident_size > 0) AS used, physical_memory AS total FROM system_info',
    },
    translate({ drives }) {
      if (drives!.length === 0) return blind;
      const volumes = drives!.map((row) => {
        const free = intOf(row.free_space);
        const used = free === null || free < 0 ? null : minus(intOf(row.size), free);
        return { volume: row.device_id ?? '', usedPercent: percentUp(used, intOf(row.size)), inodePercent: null };
      });
      return { volumes: volumes.sort(byVolume) };
    },
    samples({ drives, memory }, { receivedAt: at }) {
      const [used, total] = [intOf(memory![0]?.used), intOf(memory![0]?.total)];
      const disk = drives!.flatMap((row): Gauge[] => {
        const [free, size] = [intOf(row.free_space), intOf(row.size)];
        if (free === null || size === null || free < 0 || size <= 0) return [];
        return [{ metric: 'disk', item: row.device_id ?? '', at, value: size - free, size }];
      });
      return used === null || total === null || used <= 0 || total <= 0
        ? disk
        : [...disk, { metric: 'memory', item: '', at, value: Math.min(100, (100 * used) / total) }];
    },
  }),
];

const noMemory = unreadable('メモリの使用量を読めませんでした。', 'The use of memory could not be read.');

/** «Memory used» of Activity Monitor: app memory, wired and compressed; the size of a page cancels out. */
function macPages(row: Row | undefined) {
  const pages = (...columns: string[]) => columns.map((column) => intOf(row?.[column])).reduce(plus, 0);
  return {
    used: minus(pages('anonymous', 'wired', 'compressor'), pages('purgeable')),
    all: pages('free', 'active', 'inactive', 'speculative', 'throttled', 'wired', 'compressor'),
  };
}

const memory = [
  question({
    id: 'memory-use/linux',
    kind: memoryUse,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['memory_info'],
    sql: { memory: 'SELECT memory_total, memory_available FROM memory_info' },
    translate({ memory: rows }) {
      const total = intOf(rows![0]?.memory_total);
      const available = intOf(rows![0]?.memory_available);
      // Very old kernels tell 0 for what is available: no device has nothing at all.
      const usedPercent = available === null || available <= 0 ? null : percentUp(minus(total, available), total);
      return usedPercent === null ? noMemory : { usedPercent };
    },
    samples({ memory: rows }, { receivedAt: at }) {
      const [total, available] = [intOf(rows![0]?.memory_total)!, intOf(rows![0]?.memory_available)!];
      return [{ metric: 'memory', item: '', at, value: (100 * (total - available)) / total }];
    },
  }),
  question({
    id: 'memory-use/macos',
    kind: memoryUse,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['virtual_memory_info'],
    sql: {
      memory: 'SELECT free, active, inactive, speculative, throttled, wired, purgeable, anonymous, compressor FROM virtual_memory_info',
    },
    translate({ memory: rows }) {
      const { used, all } = macPages(rows![0]);
      const usedPercent = percentUp(used, all);
      return usedPercent === null ? noMemory : { usedPercent };
    },
    samples({ memory: rows }, { receivedAt: at }) {
      const { used, all } = macPages(rows![0]);
      return [{ metric: 'memory', item: '', at, value: (100 * used!) / all! }];
    },
  }),
];

const averageOf = (rows: readonly Row[], period: string): number | null => {
  const cell = rows.find((row) => row.period === period)?.average ?? '';
  return /^\d{1,6}(\.\d+)?$/.test(cell) ? Number(cell) : null;
};

const load = (platform: Platform) =>
  question({
    id: `processor-load/${platform}`,
    kind: processorLoad,
    platform,
    cadence: 'hourly',
    tables: ['load_average', 'system_info', 'cpu_time'],
    sql: {
      load: 'SELECT period, average FROM load_average',
      cores: 'SELECT cpu_logical_cores FROM system_info',
      // Time of guests is counted in that of users already.
      times: `SELECT SUM(user + nice + system + irq + softirq + steal) AS busy, SUM(idle + iowait) AS idle, COUNT(*) AS cores FROM cpu_time`,
    },
    translate({ load: rows, cores }) {
      const rounded = (period: string) => {
        const average = averageOf(rows!, period);
        return average === null ? null : Math.round(average * 10) / 10;
      };
      const [count, load5, load15] = [intOf(cores![0]?.cpu_logical_cores), rounded('5m'), rounded('15m')];
      if (count === null || count <= 0 || load5 === null || load15 === null) {
        return unreadable('CPUの負荷を読めませんでした。', 'The load of the processors could not be read.');
      }
      return { cores: count, load5, load15 };
    },
    samples({ load: rows, cores: counted, times }, { receivedAt: at }) {
      const [busy, idle, cores] = [intOf(times![0]?.busy), intOf(times![0]?.idle), intOf(times![0]?.cores)];
      const average = averageOf(rows!, '15m')!;
      return [
        { metric: 'load', item: '', at, value: (100 * average) / intOf(counted![0]?.cpu_logical_cores)! },
        ...(busy === null || idle === null || cores === null || cores <= 0
          ? []
          : [{ metric: 'cpu' as const, item: '', at, busy, total: busy + idle, cores }]),
      ];
    },
  });

export const capacityQuestions = [...disks, ...memory, load('linux'), load('macos')];
