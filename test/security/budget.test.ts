import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CollectedItem } from '../../src/facts/collection.ts';
import { ChangeBudget, changesPerDayMax } from '../../src/intake/budget.ts';
import { type Desk, desk } from '../../src/intake/testing/desk.ts';

describe('a device that says another thing at each call', () => {
  let site: Desk;
  before(async () => {
    site = await desk();
  });
  after(() => site.close());

  it('fills a day and no more; what it says beyond that is not taken for seen, and the others are stored as ever', async () => {
    const liar = await site.device();
    const honest = await site.device();
    /** A list of so many items weighs a quarter of a day. */
    const items = new Array(changesPerDayMax.chars / 4 / 8).fill({ key: 'a', attributes: {} });
    const say = (device: string, color: string, list: readonly CollectedItem[] = items) =>
      site.intake.accept({
        drafts: [site.draft(device, { body: { color }, collected: { collection: 'software', token: 't', items: list } })],
      });
    for (const color of ['a', 'b', 'c']) await say(liar, color);
    const before = site.accepted.length;
    await say(liar, 'd');
    await say(liar, 'red');
    assert.equal(site.accepted.length, before, 'neither stored nor confirmed');
    assert.equal(await site.counter('facts-over-budget'), 2);
    await say(honest, 'red', []);
    assert.equal(site.accepted.at(-1)!.deviceId, honest);
    // What stands may be said again, and the next day is another one.
    await say(liar, 'c');
    assert.deepEqual([site.accepted.at(-1)!.deviceId, site.accepted.at(-1)!.isNew], [liar, false]);
    site.clock.advance({ days: 1 });
    await say(liar, 'blue');
    assert.deepEqual(site.accepted.at(-1)!.body, { color: 'blue' });
  });

  it('has a number of facts, too, and its lists count by their items', () => {
    const budget = new ChangeBudget();
    const now = site.clock.now();
    const draft = site.draft('a', { body: { color: 'red' } });
    for (let n = 0; n < changesPerDayMax.facts; n += 1) assert.equal(budget.allows(draft, now), true);
    assert.equal(budget.allows(draft, now), false);
    assert.equal(budget.allows({ ...draft, deviceId: 'b' }, now), true);
    const items = Array.from({ length: 20_000 }, (_, n) => ({ key: String(n), attributes: {} }));
    const list = { ...draft, deviceId: 'c', collected: { collection: 'software' as const, token: 't', items } };
    let taken = 0;
    while (budget.allows(list, now)) taken += 1;
    assert.ok(taken > 24 && taken < 1_000, `${taken} whole lists`);
  });
});
