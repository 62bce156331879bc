import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { factById } from './read.ts';
import { type Desk, desk } from './testing/desk.ts';

describe('facts', () => {
  let site: Desk;
  before(async () => {
    site = await desk();
  });
  after(() => site.close());

  const see = async (device: string, body: unknown, at = site.clock.now(), kind = 'color') => {
    const before = site.accepted.length;
    await site.intake.accept({ drafts: [site.draft(device, { kind, body, observedAt: at })] });
    return site.accepted[before];
  };

  it('keeps a new fact, and only moves its time where it says the same again', async () => {
    const device = await site.device();
    const firstAt = site.clock.now();
    const first = (await see(device, { color: 'red' }))!;
    assert.deepEqual([first.isNew, first.body], [true, { color: 'red' }]);
    assert.equal(first.digest.toString('hex'), sha256Hex(canonicalJson({ color: 'red' })));
    site.clock.advance({ minutes: 3 });
    const again = (await see(device, { color: 'red' }))!;
    assert.deepEqual([again.isNew, again.factId, again.observedAt], [false, first.factId, site.clock.now()]);
    const stored = (await factById(site.database.app, first.factId))!;
    assert.deepEqual([stored.observedAt, stored.lastObservedAt], [firstAt, site.clock.now()]);
  });

  it('closes the span of a fact that another one replaces', async () => {
    const device = await site.device();
    const first = (await see(device, { color: 'red' }))!;
    site.clock.advance({ minutes: 1 });
    await see(device, { color: 'red' });
    const confirmedAt = site.clock.now();
    site.clock.advance({ minutes: 1 });
    const second = (await see(device, { color: 'blue' }))!;
    assert.notEqual(second.factId, first.factId);
    assert.deepEqual((await factById(site.database.app, first.factId))!.lastObservedAt, confirmedAt);
    assert.deepEqual((await factById(site.database.app, second.factId))!.lastObservedAt, site.clock.now());
    site.clock.advance({ minutes: 1 });
    const third = (await see(device, { color: 'red' }))!;
    assert.notEqual(third.factId, first.factId, 'a fact that comes back is a fact of its own');
  });

  it('lets a kind say what counts as the same, measured against the stored fact', async () => {
    const device = await site.device();
    const ids = [];
    for (const mm of [100, 104, 105, 106]) ids.push((await see(device, { mm }, undefined, 'size'))!.factId);
    assert.equal(new Set(ids.slice(0, 3)).size, 1);
    assert.notEqual(ids[3], ids[0], 'many small steps do not creep away');
  });

  it('does not let a late answer move time backwards', async () => {
    const device = await site.device();
    const early = site.clock.now();
    site.clock.advance({ minutes: 1 });
    const first = (await see(device, { color: 'red' }))!;
    assert.equal((await see(device, { color: 'blue' }, early)) ?? null, null, 'an older answer replaces nothing');
    assert.deepEqual((await see(device, { color: 'red' }, early))!.observedAt, first.observedAt);
    const stored = (await factById(site.database.app, first.factId))!;
    assert.deepEqual([stored.body, stored.lastObservedAt], [{ color: 'red' }, first.observedAt]);
  });

  it('goes on with what is seen now when the clock of the server was set back', async () => {
    const device = await site.device();
    await see(device, { color: 'red' });
    site.clock.advance({ hours: -30 });
    const next = (await see(device, { color: 'blue' }))!;
    assert.deepEqual([next.isNew, next.observedAt], [true, site.clock.now()]);
    assert.deepEqual((await factById(site.database.app, next.factId))!.lastObservedAt, site.clock.now());
    site.clock.advance({ hours: 30 });
  });

  it('takes only the newest of several answers of one kind in one delivery', async () => {
    const device = await site.device();
    const at = site.clock.now();
    site.clock.advance({ seconds: 1 });
    const drafts = [
      site.draft(device, { body: { color: 'new' } }),
      site.draft(device, { body: { color: 'old' }, observedAt: at }),
      site.draft(device, { kind: 'size', body: { mm: 1 } }),
    ];
    await site.intake.accept({ drafts });
    const rows = await site.rows<{ body: unknown }>('SELECT body FROM intake_fact WHERE device_id = $1 ORDER BY kind', device);
    assert.deepEqual(
      rows.map((row) => row.body),
      [{ color: 'new' }, { mm: 1 }],
    );
  });

  it('keeps an unreadable answer as a fact with its words, and confirms it by the same words', async () => {
    const device = await site.device();
    const drafts = () => [site.draft(device, { unreadable: { ja: '読めません', en: 'not readable' } })];
    await site.intake.accept({ drafts: drafts() });
    await site.intake.accept({ drafts: drafts() });
    const [first, second] = site.accepted.slice(-2);
    assert.deepEqual([first!.isNew, second!.isNew, second!.body], [true, false, null]);
    assert.deepEqual(second!.unreadable, { ja: '読めません', en: 'not readable' });
  });
});
