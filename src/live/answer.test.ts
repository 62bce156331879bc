import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keptOf } from './answer.ts';
import { liveLimits } from './limits.ts';

describe('what is kept of a device’s rows', () => {
  it('keeps rows as they are and adds new columns behind those of other devices', () => {
    const { rows, columns, cut, bytes } = keptOf([{ name: '青木', pid: '1' }, { extra: '<b>=1+1</b>' }], ['pid']);
    assert.deepEqual([columns, cut, bytes], [['pid', 'name', 'extra'], false, 4 + 6 + 3 + 1 + 5 + 11]);
    assert.equal(rows[1]!.extra, '<b>=1+1</b>');
  });

  it('leaves off rows, columns and the ends of cells beyond the limits, and says so', () => {
    const many = Array.from({ length: liveLimits.rowsOfDeviceMax + 1 }, (_, i) => ({ i: String(i) }));
    assert.deepEqual([keptOf(many, []).rows.length, keptOf(many, []).cut], [liveLimits.rowsOfDeviceMax, true]);
    assert.equal(keptOf(many.slice(1), []).cut, false);
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`c${i}`, 'x']));
    assert.deepEqual([keptOf([wide], []).columns.length, keptOf([wide], []).cut], [liveLimits.columnsMax, true]);
    const long = keptOf([{ a: 'あ'.repeat(10_000) }], []);
    assert.deepEqual([long.rows[0]!.a!.length, long.cut], [liveLimits.cellCharsMax + 1, true]);
    assert.equal(keptOf([{ ['n'.repeat(101)]: 'x', b: 'y' }], []).columns.join(), 'b');
    const heavy = Array.from({ length: 200 }, () => ({ a: 'x'.repeat(4_000) }));
    const kept = keptOf(heavy, []);
    assert.ok(kept.cut && kept.bytes <= liveLimits.bytesOfDeviceMax && kept.rows.length < 70);
  });

  it('takes no name for more than a name', () => {
    const { rows } = keptOf(JSON.parse('[{"__proto__": "x", "constructor": "y"}]'), []);
    assert.deepEqual(JSON.parse(JSON.stringify(rows[0])), JSON.parse('{"__proto__": "x", "constructor": "y"}'));
  });

  it('has one digest for the same rows, and another for others', () => {
    const digest = (...rows: Record<string, string>[]) => keptOf(rows, []).digest.toString('hex');
    assert.equal(digest({ a: '1', b: '2' }), digest({ b: '2', a: '1' }));
    assert.notEqual(digest({ a: '1' }), digest({ a: '2' }));
  });
});
