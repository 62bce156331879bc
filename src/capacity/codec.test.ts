import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Bin, hoursOf, rolledUp, type SeriesBins, withValue } from './bins.ts';
import { decodeBlock, encodeBlock } from './codec.ts';

const bin = (slot: number, value: number, more: Partial<Bin> = {}): Bin => ({
  slot,
  count: 1,
  min: value,
  max: value,
  mean: value,
  p95: value,
  last: value,
  offset: 0,
  ...more,
});
const many = (slot: number, offset = 0) => bin(slot, 40, { count: 5, min: 10, max: 90, p95: 80, last: 12, offset });

/** Numbers that only look random, the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('blocks of series', () => {
  it('give back what was put in, whatever it was', () => {
    const next = numbers(7);
    for (let round = 0; round < 200; round += 1) {
      const all: SeriesBins[] = Array.from({ length: next(5) }, (_, series) => {
        const bins: Bin[] = [];
        for (let slot = next(30); slot < 288; slot += 1 + (next(3) === 0 ? next(40) : 0)) {
          const value = next(100_001);
          bins.push(next(2) === 0 ? bin(slot, value, { offset: next(300) }) : { ...many(slot, next(300)), mean: 10 + next(80) });
        }
        return { series: series * 1000 + 1, size: next(2) * 2 ** 40, bins };
      });
      assert.deepEqual(decodeBlock(encodeBlock(all, true)), all);
      const plain = all.map((each) => ({ ...each, bins: each.bins.map((one) => ({ ...one, offset: 0 })) }));
      assert.deepEqual(decodeBlock(encodeBlock(plain, false)), plain);
    }
  });
  it('costs about a byte for each hour of a disk that fills slowly', () => {
    const bins = Array.from({ length: 24 }, (_, hour) => bin(hour, 43_210 + hour * 20));
    assert.ok(encodeBlock([{ series: 70_000, size: 4 * 2 ** 30, bins }], false).length <= 45);
  });
  it('refuses bytes that are no block', () => {
    assert.throws(() => decodeBlock(Buffer.from([9])), /another form/);
    assert.throws(() => decodeBlock(Buffer.from([1, 5, 0, 1, 0])), /broken block/);
    assert.throws(() => decodeBlock(Buffer.alloc(40, 255)), /broken block/);
    assert.deepEqual(decodeBlock(Buffer.alloc(0)), []);
  });
});

describe('spans', () => {
  it('take a value once, and none from before the last one', () => {
    const first = withValue(undefined, 3, 60, 100)!;
    const second = withValue(first, 3, 120, 301)!;
    assert.deepEqual(second, bin(3, 201, { count: 2, min: 100, max: 301, p95: 301, last: 301, offset: 120 }));
    assert.equal(withValue(second, 3, 120, 301), null);
    assert.equal(withValue(second, 3, 60, 5), null);
  });
  it('roll up to hours with count, least, most, mean and 95th percentile; an empty hour is not there', () => {
    const bins = [...Array.from({ length: 12 }, (_, i) => bin(i, i)), bin(36, 7)];
    assert.deepEqual(hoursOf(bins), [bin(0, 6, { count: 12, min: 0, max: 11, p95: 11, last: 11 }), bin(3, 7)]);
    assert.equal(
      rolledUp(
        1,
        Array.from({ length: 100 }, (_, i) => bin(i, i + 1)),
      ).p95,
      95,
    );
    assert.equal(rolledUp(0, [many(0), bin(1, 100)]).mean, 50);
  });
});
