import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeClock } from './clock.ts';
import { canonicalJson, sameSecret, sha256, sha256Hex, sha256Parts } from './hash.ts';
import { newId, newSecret } from './id.ts';
import { loggedError } from './log.ts';
import { saidDuration, saidList, searchForm } from './text.ts';

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order in which it was written', () => {
    assert.equal(canonicalJson({ b: 1, a: [true, null, 'あ'], c: undefined }), '{"a":[true,null,"あ"],"b":1}');
    assert.equal(canonicalJson({ at: new Date('2026-11-22T00:00:00Z') }), '{"at":"2026-11-22T00:00:00.000Z"}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(text)), text);
        const turned = JSON.parse(text, (_name, part) =>
          part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).reverse()) : part,
        );
        assert.equal(canonicalJson(turned), text);
      }),
    );
  });

  it('refuses what JSON would drop in silence', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 5n, () => 1, Symbol('x'), { a: Number.NaN }, [undefined]])
      assert.throws(() => canonicalJson(value), TypeError);
  });
});

describe('hashes, secrets and ids', () => {
  it('hash the same in parts and as a whole', () => {
    assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.deepEqual(sha256Parts(Buffer.from('a'), Buffer.from('bc')), sha256('abc'));
  });

  it('compare secrets of any length', () => {
    assert.ok(sameSecret('a', 'a') && sameSecret('', ''));
    for (const other of ['', 'b', 'aa', 'A']) assert.ok(!sameSecret('a', other));
  });

  it('are never the same twice', () => {
    assert.equal(new Set(Array.from({ length: 100 }, newSecret)).size, 100);
    assert.match(newSecret(), /^[\w-]{43}$/);
    assert.match(newId(), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('words', () => {
  it('say a length of time as a person does', () => {
    const cases: [number, string, string][] = [
      [0, '0秒', '0 seconds'],
      [1_999, '1秒', '1 second'],
      [-59_999, '59秒', '59 seconds'],
      [60_000, '1分', '1 minute'],
      [3_599_999, '59分', '59 minutes'],
      [3_600_000, '1時間', '1 hour'],
      [47 * 3_600_000, '47時間', '47 hours'],
      [48 * 3_600_000, '2日', '2 days'],
    ];
    for (const [ms, ja, en] of cases) assert.deepEqual(saidDuration(ms), { ja, en });
  });

  it('cut a long list and say how many more there are', () => {
    assert.deepEqual(saidList(['a', 'b']), { ja: 'a、b', en: 'a, b' });
    assert.deepEqual(saidList(['a', 'b', 'c', 'd'], 2), { ja: 'a、b ほか2件', en: 'a, b and 2 more' });
    assert.deepEqual(saidList([]), { ja: '', en: '' });
  });

  it('are found in any width and case', () => {
    assert.equal(searchForm('ｶﾅ ＡＢＣ ①'), 'カナ abc 1');
    assert.equal(searchForm('ｶﾞ'), 'ガ');
  });
});

describe('the log', () => {
  it('leaves out what the database quotes of a refused row, through every cause', () => {
    const refused = Object.assign(new Error('violates check'), { code: '23514', detail: 'Failing row contains (s3cret)', where: 's3cret' });
    const shown = JSON.stringify(loggedError(Object.assign(new Error('could not store', { cause: refused }), { internalQuery: 's3cret' })));
    assert.match(shown, /could not store/);
    assert.doesNotMatch(shown, /s3cret/);
    assert.equal(loggedError(refused).code, '23514');
    assert.doesNotMatch(JSON.stringify(loggedError(refused)), /s3cret/);
  });
});

describe('the clock of the tests', () => {
  it('stands still until it is moved', () => {
    const clock = new FakeClock('2026-11-22T00:00:00Z');
    clock.now().setFullYear(1999);
    assert.equal(clock.now().toISOString(), '2026-11-22T00:00:00.000Z');
    clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1, ms: 1 });
    assert.equal(clock.now().toISOString(), '2026-11-23T01:01:01.001Z');
  });
});
