import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRemoteWrite } from './remote-write.ts';
import { BadBytes, unsnap } from './snappy.ts';
import { snap, writeRequest } from './testing/written.ts';

const all = () => true;
const bad = (bytes: Buffer | number[], says: RegExp) =>
  assert.throws(
    () => unsnap(Buffer.from(bytes), 1_000_000),
    (error: Error) => error instanceof BadBytes && says.test(error.message),
  );

describe('snappy', () => {
  it('decodes literals and copies, also those that reach into what they write', () => {
    assert.equal(unsnap(snap(Buffer.from('容量'.repeat(100))), 10_000).toString(), '容量'.repeat(100));
    // "ab", then a copy of ten bytes from two back; then one with a two-byte and one with a four-byte offset.
    assert.equal(unsnap(Buffer.from([12, 4, 97, 98, ((10 - 4) << 2) | 1, 2]), 100).toString(), 'ab'.repeat(6));
    assert.equal(unsnap(Buffer.from([6, 4, 97, 98, ((4 - 1) << 2) | 2, 2, 0]), 100).toString(), 'ababab');
    assert.equal(unsnap(Buffer.from([6, 4, 97, 98, ((4 - 1) << 2) | 3, 2, 0, 0, 0]), 100).toString(), 'ababab');
    assert.equal(unsnap(Buffer.from([3, 60 << 2, 2, 97, 98, 99]), 100).toString(), 'abc');
    assert.equal(unsnap(Buffer.from([0]), 100).length, 0);
  });
  it('refuses lengths that lie before anything is reserved', () => {
    bad([255, 255, 255, 255, 15], /more than/);
    bad([255, 255, 255, 255, 255, 255, 1], /no length/);
    bad([], /no length/);
    bad([0x80, 0x80, 0x20, 0], /promises more/);
  });
  it('refuses copies of what is not there, literals that do not come, and what is shorter or longer than promised', () => {
    bad([4, 1, 0], /copy/);
    bad([5, 0, 97, 1, 2], /copy/);
    bad([8, 0, 97, ((8 - 4) << 2) | 1, 2], /copy/);
    bad([4, 0, 97, 1, 0], /copy/);
    bad([4, 16, 97], /literal/);
    bad([4, 63 << 2, 255, 255, 255, 255], /literal/);
    bad([4, 61 << 2, 1], /too early/);
    bad([4, 0, 97], /shorter/);
    bad([1, 4, 97, 98], /literal/);
  });
  it('ends on every hostile block', () => {
    let state = 5;
    const byte = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (state >> 16) & 255;
    };
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Buffer.from(Array.from({ length: 2 + (round % 40) }, byte));
      try {
        assert.ok(unsnap(bytes, 100_000).length <= 100_000);
      } catch (error) {
        assert.ok(error instanceof BadBytes);
      }
    }
  });
});

describe('a remote write', () => {
  const at = 1_795_000_000_000;
  it('gives names, labels, numbers and times', () => {
    const body = snap(
      writeRequest([
        {
          labels: { __name__: 'up', instance: '端末:9100' },
          samples: [
            { value: 1.5, at },
            { value: Number.NaN, at: -1 },
          ],
        },
      ]),
    );
    assert.deepEqual(
      readRemoteWrite(body, all).map(({ name, labels, value, at: when }) => [name, { ...labels }, value, when]),
      [
        ['up', { __name__: 'up', instance: '端末:9100' }, 1.5, at],
        ['up', { __name__: 'up', instance: '端末:9100' }, Number.NaN, -1],
      ],
    );
    assert.deepEqual(
      readRemoteWrite(body, (name) => name === 'other'),
      [],
    );
  });
  it('reads a label of any name as a label, and refuses one that stands twice', () => {
    const [sample] = readRemoteWrite(
      snap(
        writeRequest([
          {
            labels: [
              ['__name__', 'x'],
              ['__proto__', 'evil'],
              ['constructor', 'c'],
            ],
            samples: [{ value: 1, at }],
          },
        ]),
      ),
      all,
    );
    assert.equal(Object.getPrototypeOf(sample!.labels), null);
    assert.equal(Object.entries(sample!.labels).length, 3);
    const twice = snap(
      writeRequest([
        {
          labels: [
            ['instance', 'a'],
            ['instance', 'b'],
          ],
          samples: [],
        },
      ]),
    );
    assert.throws(() => readRemoteWrite(twice, all), BadBytes);
  });
  it('refuses what breaks off, is too long or too many', () => {
    const whole = writeRequest([{ labels: { __name__: 'x' }, samples: [{ value: 1, at }] }]);
    // One byte after another is missing: no prefix of it may pass for something else than it is.
    for (let length = 1; length < whole.length; length += 1)
      assert.throws(() => readRemoteWrite(snap(whole.subarray(0, length)), all), BadBytes, `${length} bytes`);
    const many = (count: number, samples: number) =>
      snap(
        writeRequest(
          Array.from({ length: count }, () => ({ labels: {}, samples: Array.from({ length: samples }, () => ({ value: 1, at })) })),
        ),
      );
    assert.throws(() => readRemoteWrite(many(20_001, 0), all), /more than 20000 series/);
    assert.throws(() => readRemoteWrite(many(11, 5_000), all), /more than 50000 samples/);
    assert.throws(() => readRemoteWrite(snap(writeRequest([{ labels: { a: 'x'.repeat(5000) }, samples: [] }])), all), /too long/);
    assert.throws(() => readRemoteWrite(snap(Buffer.from([10, 255, 255, 255, 255, 15])), all), /longer than what came/);
    assert.throws(() => readRemoteWrite(snap(Buffer.alloc(12, 255)), all), /without end/);
  });
});
