import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLines } from './lines.ts';

const at = new Date('2026-11-22T00:00:00Z');
const result = {
  name: 'tejun/details',
  hostIdentifier: 'h',
  calendarTime: 'Sun Nov 22 00:00:00 2026 UTC',
  unixTime: 1_795_305_600,
  epoch: 0,
  counter: 0,
  action: 'snapshot',
  snapshot: [{ name: 'Debian', version: '13' }],
};
const status = { severity: '1', filename: 'scheduler.cpp', line: '83', message: 'Executing', unixTime: '1795305600', version: '5.23.1' };
const keyOf = (line: object, device = 'd', type = 'result') => readLines(device, type, [line], at).lines[0]!.key.toString('hex');

describe('log lines', () => {
  it('reads results and statuses, with the time that the agent gave them', () => {
    const [line] = readLines('d', 'result', [result], at).lines;
    assert.deepEqual(
      [line!.type, line!.name, line!.at.toISOString(), line!.receivedAt],
      ['result', 'tejun/details', '2026-11-22T00:00:00.000Z', at],
    );
    assert.deepEqual(line!.body, result);
    assert.deepEqual([readLines('d', 'status', [status], at).lines[0]!.name], ['scheduler.cpp']);
  });

  it('gives a line the same key each time it is sent, and another one to every other line', () => {
    const key = keyOf(result);
    assert.equal(keyOf(Object.fromEntries(Object.entries(result).reverse())), key, 'the order of the names does not count');
    assert.equal(keyOf({ ...result, calendarTime: 'said another way', decorations: { x: '1' } }), key);
    const others = [
      { ...result, counter: 1 },
      { ...result, epoch: 1 },
      { ...result, unixTime: 1_795_305_601 },
      { ...result, action: 'added' },
      { ...result, name: 'other' },
      { ...result, snapshot: [] },
      { ...result, snapshot: undefined, columns: { a: '1' } },
      { ...result, diffResults: { added: [] } },
    ].map((line) => keyOf(line));
    assert.equal(new Set([key, ...others, keyOf(result, 'other device')]).size, 10);
    assert.notEqual(keyOf(status, 'd', 'status'), keyOf({ ...status, message: 'Other' }, 'd', 'status'));
  });

  it('keeps every line that is none apart, with its reason, and loses no good one beside it', () => {
    const bad = [
      null,
      5,
      'text',
      [],
      {},
      { ...result, unixTime: 'soon' },
      { ...result, unixTime: 0 },
      { ...result, unixTime: 1e300 },
      { ...result, name: 7 },
    ];
    const read = readLines('d', 'result', [result, ...bad, { ...result, counter: 9 }], at);
    assert.equal(read.lines.length, 2);
    assert.equal(read.bad.length, bad.length);
    assert.ok(read.bad.every((line) => line.reason !== ''));
    assert.deepEqual(read.bad.map((line) => line.content).slice(0, 3), ['null', '5', '"text"']);
  });

  it('quarantines what lies beyond the limit of one call, and a call of no known type', () => {
    const many = Array.from({ length: 10_003 }, (_, counter) => ({ ...result, counter }));
    const read = readLines('d', 'result', many, at);
    assert.deepEqual([read.lines.length, read.bad.length], [10_000, 3]);
    assert.deepEqual(readLines('d', 'gossip', [result], at).lines, []);
    assert.match(readLines('d', 'gossip', [result], at).bad[0]!.content, /tejun\/details/);
    assert.equal(readLines('d', 'result', { a: 1 }, at).bad[0]!.reason, 'data is not a list');
    assert.deepEqual(readLines('d', 'result', [], at), { lines: [], bad: [] });
  });
});
