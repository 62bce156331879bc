import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Field } from './field.ts';
import { namedBy, namedIn, saidNames, whyNotNamed } from './named.ts';

const title = { ja: '項目', en: 'Field' };
const fields: readonly Field[] = [
  { id: 'one', title, type: 'device' },
  { id: 'many', title, type: 'devices' },
  { id: 'who', title, type: 'person' },
  { id: 'kinds', title, type: 'choices', options: { a: title } },
];
const named = (...labels: string[]) => labels.map((label) => ({ ja: label, en: label }));

describe('what a cell names', () => {
  it('is read of one id and of several, and of nothing else', () => {
    assert.deepEqual(namedIn('a'), ['a']);
    assert.deepEqual(namedIn(['a', 'b']), ['a', 'b']);
    for (const none of [null, undefined, '', 7, true]) assert.deepEqual(namedIn(none), []);
    const found = namedBy('device', fields, { one: 'a', many: ['b', 'c'], who: 'p', kinds: ['a'] });
    assert.deepEqual(
      found.map(({ field, ids }) => [field.id, ids]),
      [
        ['one', ['a']],
        ['many', ['b', 'c']],
      ],
    );
    assert.deepEqual(namedBy('device', fields, { many: 'b' })[0]!.ids, ['b'], 'as it was kept while it named one');
    assert.deepEqual(namedBy('device', fields, { one: null, many: [] }), []);
  });

  it('cannot be chosen where it is gone or unknown; of several it is said which', () => {
    const known = new Map([
      ['a', { label: 'pc-1', gone: false }],
      ['b', { label: 'pc-2', gone: true }],
    ]);
    const [one, many] = [fields[0]!, fields[1]!];
    assert.equal(whyNotNamed(many, ['a'], known), null);
    assert.equal(whyNotNamed(many, ['a', 'b'], known)!.ja, 'pc-2は今は使えません。外してください。');
    assert.match(whyNotNamed(many, ['a', 'x', 'y'], known)!.ja, /^見つからない端末が2台/);
    assert.match(whyNotNamed(many, ['b', 'x'], known)!.ja, /^pc-2は.*見つからない端末が1台/);
    assert.equal(whyNotNamed(one, ['a'], known), null);
    for (const id of ['b', 'x']) assert.match(whyNotNamed(one, [id], known)!.ja, /選び直して/);
  });

  it('is said by name, and counted where there are many', () => {
    assert.deepEqual(saidNames(named('pc-1', 'pc-2')), { ja: 'pc-1、pc-2', en: 'pc-1, pc-2' });
    assert.equal(saidNames(named('a', 'b', 'c', 'd')).ja, '4台: a、b、c、d');
    assert.equal(saidNames([]).ja, '');
  });
});
