import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCounter } from '../../facts/sample.ts';
import { isRead, readingsOf } from './readings.ts';
import { Scrapes } from './scrapes.ts';
import { type MetricSample, readMetricText } from './text.ts';

const all = () => true;
const read = (text: string) => {
  const samples = readMetricText(text, all);
  assert.ok(!('problem' in samples), JSON.stringify(samples));
  return samples.map(({ name, labels, value }) => [name, { ...labels }, value]);
};
const problem = (text: string) => {
  const samples = readMetricText(text, all);
  return 'problem' in samples ? samples.problem : null;
};
const at = new Date('2026-11-22T00:00:00Z');

describe('the text format', () => {
  it('reads samples with labels, escapes, times and numbers of every form', () => {
    assert.deepEqual(
      read('# HELP a b\n# TYPE a gauge\na 1\n\nb{x="1",y="a\\"b\\\\c\\nd",} 1.5e+09 1395066363000\nc +Inf\r\nd{} -0.5\n e NaN'),
      [
        ['a', {}, 1],
        ['b', { x: '1', y: 'a"b\\c\nd' }, 1.5e9],
        ['c', {}, Number.POSITIVE_INFINITY],
        ['d', {}, -0.5],
        ['e', {}, Number.NaN],
      ],
    );
  });
  it('says what is wrong, and where', () => {
    assert.deepEqual(readMetricText('a 1\nb{x="1} 2', all), { line: 2, problem: 'a label does not end' });
    assert.equal(problem('<!doctype html><title>Login</title>'), 'not a sample');
    assert.equal(problem(''), 'no samples');
    assert.equal(problem('# only\n# comments'), 'no samples');
    assert.equal(problem('a one'), 'not a number');
    assert.equal(problem('a 0x10'), 'not a number');
    assert.equal(problem('a 1 2 3'), 'something after the value');
    assert.equal(problem('a{x=1} 1'), 'a label is not name="value"');
    assert.equal(problem('a{x="\\q"} 1'), 'an unknown escape in a label');
    assert.equal(problem('a{x="1",x="2"} 1'), 'the label x stands twice');
    assert.equal(problem(`a{${Array.from({ length: 50 }, (_, i) => `l${i}="1"`).join(',')}} 1`), 'too many labels');
    assert.equal(problem(`a{x="${'y'.repeat(2000)}"} 1`), 'a label does not end');
    assert.equal(problem('a 1\n'.repeat(50_001)), 'more than 50000 samples');
  });
  it('takes a label of any name for a label only', () => {
    const [sample] = readMetricText('a{__proto__="1",constructor="2"} 3', all) as MetricSample[];
    assert.equal(Object.getPrototypeOf(sample!.labels), null);
    assert.equal(sample!.labels.constructor, '2');
  });
});

const page = `
node_cpu_seconds_total{cpu="0",mode="idle"} 900
node_cpu_seconds_total{cpu="0",mode="iowait"} 50
node_cpu_seconds_total{cpu="0",mode="user"} 40
node_cpu_seconds_total{cpu="0",mode="system"} 10
node_cpu_guest_seconds_total{cpu="0",mode="user"} 7
node_load15 0.5
node_memory_MemTotal_bytes 1000
node_memory_MemAvailable_bytes 250
node_filesystem_size_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/"} 1e+06
node_filesystem_free_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/"} 400000
node_filesystem_avail_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/"} 350000
node_filesystem_files{device="/dev/vda1",fstype="ext4",mountpoint="/"} 1000
node_filesystem_files_free{device="/dev/vda1",fstype="ext4",mountpoint="/"} 900
node_filesystem_size_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/var/lib/docker"} 1e+06
node_filesystem_free_bytes{device="/dev/vda1",fstype="ext4",mountpoint="/var/lib/docker"} 400000
node_filesystem_size_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 5000
node_filesystem_free_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1
go_goroutines 8
`;

describe('readings', () => {
  it('are what df, free and top would say; tmpfs and second mounts are left out', () => {
    const samples = readMetricText(page, isRead);
    assert.ok(!('problem' in samples));
    const readings = readingsOf(samples, at).map(({ at: _, ...reading }) => reading);
    assert.deepEqual(readings, [
      { metric: 'disk', item: '/', value: 600_000, size: 950_000 },
      { metric: 'inodes', item: '/', value: 100, size: 1000 },
      { metric: 'cpu', item: '', busy: 50, total: 1000, cores: 1 },
      { metric: 'load', item: '', value: 50 },
      { metric: 'memory', item: '', value: 75 },
    ]);
  });
  it('of Windows come from windows_exporter', () => {
    const samples = readMetricText(
      'windows_cpu_time_total{core="0,0",mode="idle"} 90\nwindows_cpu_time_total{core="0,0",mode="user"} 10\nwindows_cpu_time_total{core="0,0",mode="interrupt"} 5\n' +
        'windows_logical_disk_size_bytes{volume="C:"} 1000\nwindows_logical_disk_free_bytes{volume="C:"} 100\nwindows_logical_disk_size_bytes{volume="HarddiskVolume1"} 9\n',
      isRead,
    ) as MetricSample[];
    const readings = readingsOf(samples, at);
    assert.deepEqual(
      readings.map((reading) => (isCounter(reading) ? [reading.busy, reading.total] : [reading.item, reading.value, reading.size])),
      [
        ['C:', 900, 1000],
        [10, 100],
      ],
    );
  });
});

describe('scrapes', () => {
  const sample = (name: string, value: number, when: number, labels: Record<string, string> = {}) => ({ name, labels, value, at: when });
  it('are whole when the next but one began, in whatever order and requests their samples come', () => {
    const now = new Date(5000);
    const scrapes = new Scrapes();
    const total = (when: number) => sample('node_memory_MemTotal_bytes', 1000, when);
    const free = (when: number, value: number) => sample('node_memory_MemAvailable_bytes', value, when);
    assert.deepEqual(scrapes.add('a', [total(1000)], now), []);
    assert.deepEqual(scrapes.add('a', [free(2000, 300), free(1000, 400)], now), []);
    assert.deepEqual(scrapes.add('b', [free(3000, 300)], now), []);
    assert.deepEqual(scrapes.add('a', [total(2000), free(3000, 100)], now), [
      { metric: 'memory', item: '', at: new Date(1000), value: 60 },
    ]);
    // What comes again of a moment that was handed on is not counted again.
    assert.deepEqual(scrapes.add('a', [total(1000), free(1000, 5)], now), []);
    assert.deepEqual(scrapes.add('a', [free(4000, 1)], now), [{ metric: 'memory', item: '', at: new Date(2000), value: 70 }]);
  });
});
