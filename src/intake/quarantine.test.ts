import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { counters, recentQuarantine } from './read.ts';
import { type Desk, desk } from './testing/desk.ts';

describe('quarantine', () => {
  let site: Desk;
  let device: string;
  before(async () => {
    site = await desk();
    device = await site.device();
  });
  after(() => site.close());

  const newest = async () =>
    (
      await site.rows<{ what: string; reason: string; content: string }>(
        'SELECT what, reason, content FROM intake_quarantine ORDER BY id DESC LIMIT 1',
      )
    )[0]!;

  it('keeps what is not of its kind, and hands on that the device is unreadable', async () => {
    await site.intake.accept({ drafts: [site.draft(device, { body: { color: 'red' } })] });
    await site.intake.accept({ drafts: [site.draft(device, { body: { colour: 'red' } })] });
    const fact = site.accepted.at(-1)!;
    assert.deepEqual([fact.isNew, fact.body], [true, null]);
    assert.match(fact.unreadable!.ja, /隔離/);
    const kept = await newest();
    assert.deepEqual([kept.what, kept.content], ['fact:color', '{"colour":"red"}']);
    assert.match(kept.reason, /color/);
    assert.equal((await counters(site.database.app)).quarantined, 1);
  });

  it('cuts a long content, and says how long it was', async () => {
    const content = 'あ'.repeat(30_000);
    await site.intake.accept({ quarantined: [{ at: site.clock.now(), deviceId: null, what: 'line', reason: 'too odd', content }] });
    const kept = await newest();
    assert.deepEqual([kept.content.length, kept.reason], [20_000, 'too odd (30000 characters in all)']);
    const body = { colour: 'x'.repeat(30_000) };
    await site.intake.accept({ drafts: [site.draft(device, { body })] });
    assert.match((await newest()).reason, /\(30013 characters in all\)$/);
  });

  it('stores NULs and halves of characters, wherever they stand', async () => {
    const odd = 'a\u0000b\ud800c';
    await site.intake.accept({ quarantined: [{ at: site.clock.now(), deviceId: device, what: 'line', reason: odd, content: odd }] });
    const kept = await newest();
    assert.deepEqual([kept.content, kept.reason], ['a␀b\ufffdc', 'a␀b\ufffdc']);
    const cut = `${'x'.repeat(19_999)}😀`;
    await site.intake.accept({ quarantined: [{ at: site.clock.now(), deviceId: null, what: 'line', reason: '', content: cut }] });
    assert.equal((await newest()).content.at(-1), '\ufffd');
  });

  it('limits the reason too', async () => {
    await site.intake.accept({
      quarantined: [{ at: site.clock.now(), deviceId: null, what: 'line', reason: 'r'.repeat(50_000), content: '' }],
    });
    assert.equal((await newest()).reason.length, 2_000);
  });

  it('shows the newest first, with the name of the device', async () => {
    const listed = await recentQuarantine(site.database.app, 2);
    assert.equal(listed.length, 2);
    assert.ok(listed[0]!.id > listed[1]!.id);
    const all = await recentQuarantine(site.database.app, 100);
    assert.ok(all.some((item) => item.device === 'pc-1'));
    assert.ok(all.some((item) => item.device === null));
  });
});
