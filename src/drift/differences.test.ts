import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countsOf, type DriftItem, differencesOf, differing } from './differences.ts';
import { titleOf } from './title.ts';

let ids = 0;
const item = (key: string, attributes: Record<string, string> = {}, collection: DriftItem['collection'] = 'software'): DriftItem => {
  ids += 1;
  return { id: ids, collection, key, attributes };
};
/** The same numbers in the same order each time, so that a failure can be looked at. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('differences', () => {
  it('take the same key for the same thing changed', () => {
    const found = differencesOf([item('bash', { version: '2' }), item('new')], [item('bash', { version: '1' }), item('old')]);
    assert.deepEqual(
      found.map(({ key, act }) => `${key} ${act}`),
      ['bash changed', 'new added', 'old removed'],
    );
    assert.deepEqual(differing(found[0]!), ['version']);
  });

  it('never mix collections, and tell apart several of one key', () => {
    const found = differencesOf(
      [item('x', {}, 'services'), item('linux-image', { version: '3' }), item('linux-image', { version: '4' })],
      [item('x', {}, 'accounts'), item('linux-image', { version: '2' })],
    );
    assert.deepEqual(countsOf(found), {
      accounts: { added: 0, removed: 1, changed: 0, example: 'x' },
      services: { added: 1, removed: 0, changed: 0, example: 'x' },
      software: { added: 1, removed: 0, changed: 1, example: 'linux-image' },
    });
  });

  it('lose and double nothing, whatever comes in whatever order', () => {
    const below = numbers(20261123);
    for (let round = 0; round < 300; round += 1) {
      const some = () =>
        Array.from({ length: below(12) }, () => item(`k${below(5)}`, { v: String(below(4)) }, below(2) ? 'software' : 'services'));
      const [added, removed] = [some(), some()];
      const found = differencesOf(added, removed);
      const sums = { added: 0, removed: 0, changed: 0 };
      for (const { act } of found) sums[act] += 1;
      assert.equal(sums.added + sums.changed, added.length);
      assert.equal(sums.removed + sums.changed, removed.length);
      assert.deepEqual(differencesOf(added.toReversed(), removed.toReversed()), found);
      const keys = (items: readonly DriftItem[]) =>
        items.map(({ collection, key, attributes }) => `${collection} ${key} ${attributes.v}`).sort();
      assert.deepEqual(
        keys(added),
        found.flatMap(({ collection, key, after }) => (after ? [`${collection} ${key} ${after.v}`] : [])).sort(),
      );
    }
  });
});

describe('titles', () => {
  const counts = (added: number, removed: number, changed: number, example = 'openssh-server') => ({ added, removed, changed, example });
  it('say what a person would say', () => {
    assert.deepEqual(titleOf({ software: counts(0, 0, 12) }, 'linux'), { ja: 'パッケージ12件を更新', en: '12 packages upgraded' });
    assert.deepEqual(titleOf({ software: counts(1, 0, 0) }, 'windows'), {
      ja: 'ソフトウェア「openssh-server」を追加',
      en: 'program openssh-server installed',
    });
    assert.deepEqual(titleOf({ services: counts(1, 0, 0, 'xrdp'), software: counts(2, 0, 3) }, 'linux'), {
      ja: 'パッケージ3件を更新、パッケージ2件を追加、サービス「xrdp」を追加',
      en: '3 packages upgraded, 2 packages installed, service xrdp added',
    });
    assert.equal(titleOf({ 'usb-devices': counts(2, 0, 0) }, 'windows').ja, 'USB機器2台を追加');
  });
  it('stay short where much changed, and a stranger’s long name is cut', () => {
    const much = { software: counts(3, 2, 1), services: counts(1, 1, 1), settings: counts(1, 0, 1) };
    assert.match(titleOf(much, 'linux').ja, /、ほか5種$/);
    assert.ok(titleOf({ services: counts(1, 0, 0, 'あ'.repeat(400)) }, 'linux').ja.length < 90);
  });
});
