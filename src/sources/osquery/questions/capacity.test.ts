import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { diskSpace, memoryUse, processorLoad } from '../../../facts/capacity.ts';
import { capacityQuestions } from './capacity.ts';
import { answer } from './question-tester.ts';

const ask = (id: string, parts = {}) => answer(capacityQuestions, id, parts);
const mount = (path: string, blocks: string, free: string, available: string, inodes = '1000', inodesFree = '900') => ({
  path,
  blocks,
  blocks_free: free,
  blocks_available: available,
  inodes,
  inodes_free: inodesFree,
});

describe('disk-space', () => {
  it('counts as df does: blocks kept for root are neither used nor free', () => {
    const mounts = [mount('/', '66053021', '59917924', '20462631', '16777216', '16342813'), mount('/data', '100', '15', '15')];
    assert.deepEqual(ask('disk-space/linux', { mounts }).volumes, [
      { volume: '/', usedPercent: 24, inodePercent: 3 },
      { volume: '/data', usedPercent: 85, inodePercent: 10 },
    ]);
  });
  it('takes a file system without inodes and garbage cells for unknown, never for empty', () => {
    const mounts = [mount('/btrfs', '100', '50', '50', '0', '0'), mount('/x', '100', 'なし', '50')];
    assert.deepEqual(ask('disk-space/linux', { mounts }).volumes, [
      { volume: '/btrfs', usedPercent: 50, inodePercent: null },
      { volume: '/x', usedPercent: null, inodePercent: 10 },
    ]);
    assert.equal(ask('disk-space/linux'), 'unreadable');
  });
  it('looks at the data volume of macOS, and at the only one of an old system', () => {
    const root = mount('/', '100', '90', '90');
    assert.deepEqual(ask('disk-space/macos', { mounts: [root, mount('/System/Volumes/Data', '100', '9', '9')] }).volumes, [
      { volume: '/System/Volumes/Data', usedPercent: 91, inodePercent: null },
    ]);
    assert.equal(ask('disk-space/macos', { mounts: [root] }).volumes[0].usedPercent, 10);
    assert.equal(ask('disk-space/macos'), 'unreadable');
  });
  it('reads the drives of Windows; -1 is what it tells when it failed', () => {
    const drives = [
      { device_id: 'D:', size: '1000', free_space: '-1', boot_partition: '0' },
      { device_id: 'C:', size: '511000000000', free_space: '76650000001', boot_partition: '1' },
    ];
    assert.deepEqual(ask('disk-space/windows', { drives }).volumes, [
      { volume: 'C:', usedPercent: 85, inodePercent: null },
      { volume: 'D:', usedPercent: null, inodePercent: null },
    ]);
    assert.equal(ask('disk-space/windows'), 'unreadable');
  });
  it('takes each whole percent for a change', () => {
    const full = (usedPercent: number) => ({ volumes: [{ volume: '/', usedPercent, inodePercent: null }] });
    assert.equal(diskSpace.sameAs(full(84), full(84)), true);
    assert.equal(diskSpace.sameAs(full(84), full(85)), false);
  });
});

describe('memory-use', () => {
  it('counts on Linux what is not available', () => {
    const memory = (total: string, available: string) =>
      ask('memory-use/linux', { memory: [{ memory_total: total, memory_available: available }] });
    assert.deepEqual(memory('25276502016', '24779448320'), { usedPercent: 2 });
    assert.deepEqual(memory('1000', '100'), { usedPercent: 90 });
    assert.equal(memory('1000', '0'), 'unreadable');
    assert.equal(memory('', '5'), 'unreadable');
    assert.equal(ask('memory-use/linux'), 'unreadable');
  });
  it('counts on macOS app memory, wired and compressed pages', () => {
    const pages = { free: '100', active: '300', inactive: '250', speculative: '50', throttled: '0', wired: '200', purgeable: '20' };
    const memory = [{ ...pages, anonymous: '320', compressor: '100' }];
    assert.deepEqual(ask('memory-use/macos', { memory }), { usedPercent: 60 });
    assert.equal(ask('memory-use/macos', { memory: [{ ...pages, anonymous: '', compressor: '100' }] }), 'unreadable');
    assert.equal(ask('memory-use/macos'), 'unreadable');
  });
  it('takes two points for the same', () => {
    assert.equal(memoryUse.sameAs({ usedPercent: 50 }, { usedPercent: 52 }), true);
    assert.equal(memoryUse.sameAs({ usedPercent: 50 }, { usedPercent: 53 }), false);
  });
});

describe('processor-load', () => {
  const load = [
    { period: '1m', average: '9.9' },
    { period: '5m', average: '0.144531' },
    { period: '15m', average: '1.66' },
  ];
  it('reads the averages to one decimal', () => {
    assert.deepEqual(ask('processor-load/linux', { load, cores: [{ cpu_logical_cores: '2' }] }), { cores: 2, load5: 0.1, load15: 1.7 });
  });
  it('makes nothing of missing averages or cores', () => {
    assert.equal(ask('processor-load/macos', { load, cores: [{ cpu_logical_cores: '0' }] }), 'unreadable');
    assert.equal(ask('processor-load/macos', { load: load.slice(0, 2), cores: [{ cpu_logical_cores: '8' }] }), 'unreadable');
    assert.equal(ask('processor-load/linux'), 'unreadable');
  });
  it('takes five points of the whole machine for the same', () => {
    const body = (load15: number, cores = 4) => ({ cores, load5: 1, load15 });
    assert.equal(processorLoad.sameAs(body(1), body(1.2)), true);
    assert.equal(processorLoad.sameAs(body(1), body(1.3)), false);
    assert.equal(processorLoad.sameAs(body(1), body(1, 2)), false);
  });
});

describe('numbers for the series', () => {
  const receivedAt = new Date('2026-11-22T03:00:00Z');
  const numbers = (id: string, parts: Record<string, Record<string, string>[]>) => {
    const asked = capacityQuestions.find((each) => each.id === id)!;
    const all = Object.fromEntries(Object.keys(asked.sql).map((name) => [name, parts[name] ?? []]));
    return asked.samples!(all, { askedAt: receivedAt, receivedAt }).map(({ at: _, ...number }) => number);
  };
  it('are bytes of disks as df counts them, and inodes', () => {
    const mounts = [{ ...mount('/', '1000', '400', '350'), blocks_size: '4096' }, mount('/x', 'なし', '1', '1')];
    assert.deepEqual(numbers('disk-space/linux', { mounts }), [
      { metric: 'disk', item: '/', value: 600 * 4096, size: 950 * 4096 },
      { metric: 'inodes', item: '/', value: 100, size: 1000 },
      { metric: 'inodes', item: '/x', value: 100, size: 1000 },
    ]);
    assert.deepEqual(numbers('disk-space/macos', { mounts: [{ ...mount('/', '10', '5', '5'), blocks_size: '512' }] }), [
      { metric: 'disk', item: '/', value: 2560, size: 5120 },
    ]);
  });
  it('of Windows are drives, and what processes hold of memory', () => {
    const drives = [
      { device_id: 'C:', size: '1000', free_space: '250' },
      { device_id: 'D:', size: '10', free_space: '-1' },
    ];
    assert.deepEqual(numbers('disk-space/windows', { drives, memory: [{ used: '300', total: '400' }] }), [
      { metric: 'disk', item: 'C:', value: 750, size: 1000 },
      { metric: 'memory', item: '', value: 75 },
    ]);
    // Shared pages count several times.
    assert.deepEqual(numbers('disk-space/windows', { drives: [], memory: [{ used: '500', total: '400' }] }), [
      { metric: 'memory', item: '', value: 100 },
    ]);
    assert.deepEqual(numbers('disk-space/windows', { drives: [], memory: [{ used: '', total: '400' }] }), []);
  });
  it('of processors are a counter, and the load of each', () => {
    const load = [
      { period: '15m', average: '1.5' },
      { period: '5m', average: '1' },
    ];
    const parts = { load, cores: [{ cpu_logical_cores: '4' }] };
    assert.deepEqual(numbers('processor-load/linux', { ...parts, times: [{ busy: '100', idle: '900', cores: '4' }] }), [
      { metric: 'load', item: '', value: 37.5 },
      { metric: 'cpu', item: '', busy: 100, total: 1000, cores: 4 },
    ]);
    assert.deepEqual(numbers('processor-load/linux', parts), [{ metric: 'load', item: '', value: 37.5 }]);
    assert.deepEqual(numbers('memory-use/linux', { memory: [{ memory_total: '1000', memory_available: '250' }] }), [
      { metric: 'memory', item: '', value: 75 },
    ]);
  });
});
