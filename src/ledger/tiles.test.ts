import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../base/hash.ts';
import { decodeEntry, encodeEntry } from './entry.ts';
import { parseTilePath, tilePath } from './tiles.ts';

it('writes tile paths as tlog-tiles does, and reads only those', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ level: 1, index: 0, width: 1 }), 'tile/1/000.p/1');
  assert.equal(tilePath({ level: 'entries', index: 1000, width: 255 }), 'tile/entries/x001/000.p/255');
  for (const bad of [
    '',
    'tile/0/0',
    'tile/00/000',
    'tile/8/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/000/..',
    'tile/-1/000',
    'tile/entries/000.p/999',
    'Tile/0/000',
  ]) {
    assert.equal(parseTilePath(bad), null, bad);
  }
  fc.assert(
    fc.property(fc.nat(7), fc.nat(999_999_999), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      assert.deepEqual(parseTilePath(tilePath({ level, index, width })), { level, index, width });
    }),
  );
});

it('writes an entry exactly as canonical JSON', () => {
  const name = fc.stringMatching(/^[\w.:/+#-]{1,20}$/);
  fc.assert(
    fc.property(fc.nat(), name, name, (seq, actor, subject) => {
      const fields = { seq, at: '2026-11-22T00:00:00.000Z', kind: 'finding.changed', actor, subject, digest: 'ab'.repeat(32) };
      assert.equal(encodeEntry(fields), canonicalJson({ v: 1, ...fields }));
      assert.deepEqual(decodeEntry(Buffer.from(encodeEntry(fields))), fields);
    }),
  );
  assert.equal(decodeEntry(Buffer.from('{}')), null);
  assert.equal(decodeEntry(Buffer.from('no')), null);
});
