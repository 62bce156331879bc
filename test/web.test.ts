import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDraft } from '../web/src/settings/value-draft.ts';
import { deviceSearch, signInSearch } from '../web/src/shell/addresses.ts';
import { controlOf, hitsOf } from '../web/src/shell/search-hits.ts';

/** What of the browser app can be held without a browser. */
describe('web: addresses', () => {
  it('returns after signing in to this site only, whatever stands in the address', () => {
    const here = 'https://tejun.example';
    const anything = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom(
        '//evil.example',
        '/\\evil.example',
        '/\t/evil.example',
        '/%2f/evil.example',
        '/.//evil.example',
        '/\\\\evil.example',
        'javascript:alert(1)',
      ),
    );
    fc.assert(
      fc.property(anything, (next) => {
        const { next: kept } = signInSearch({ next });
        if (kept !== undefined) assert.equal(new URL(kept, here).origin, here);
      }),
    );
    assert.deepEqual(signInSearch({ next: '/devices?verdict=fail' }), { next: '/devices?verdict=fail' });
  });

  it('leaves out what a list cannot be filtered by', () => {
    assert.deepEqual(deviceSearch({ verdict: 'good', platform: 'linux', offset: -5, sort: 'name', q: '' }), {
      platform: 'linux',
      sort: 'name',
    });
  });
});

describe('web: values as they are typed', () => {
  const number = { type: 'number', value: 10, min: 1, max: 60 } as const;
  it('reads full-width digits and separators', () => assert.deepEqual(readDraft(number, ' ５ '), { ok: true, value: 5, same: false }));
  it('says what is wrong instead of guessing', () => {
    assert.deepEqual(readDraft(number, ''), { ok: false, fault: 'needNumber' });
    assert.deepEqual(readDraft(number, '十'), { ok: false, fault: 'needNumber' });
    assert.deepEqual(readDraft(number, '61'), { ok: false, fault: 'outOfBounds' });
  });
  it('drops empty and repeated lines of a list', () => {
    const list = { type: 'list', value: ['a', 'b'], min: null, max: null } as { type: 'list'; value: string[]; min: null; max: null };
    assert.deepEqual(readDraft(list, 'a\n\n b \na'), { ok: true, value: ['a', 'b'], same: true });
  });
});

describe('web: search', () => {
  it('leads from a clause to its place on the page of its control', () => {
    assert.equal(controlOf('8.1.d.5'), '8.1');
    const hits = hitsOf(
      { controls: [], clauses: [{ id: '8.12.b', title: { ja: '文', en: 'text' } }], devices: [], checks: [] },
      (words) => words.ja,
    );
    assert.deepEqual(
      hits.map((hit) => [hit.href, hit.title]),
      [['/controls/8.12#8.12.b', '文']],
    );
  });
});
