import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import type { Delivery } from './index.ts';
import { type Desk, desk } from './testing/desk.ts';

describe('commits', () => {
  let site: Desk;
  let device: string;
  let refuses = (_color: string): boolean => false;
  before(async () => {
    site = await desk((accepted) => {
      if (accepted.some((fact) => refuses((fact.body as { color?: string }).color ?? ''))) throw new Error('cannot be judged');
    });
    device = await site.device();
  });
  after(() => site.close());
  beforeEach(() => {
    refuses = () => false;
    site.commits = 0;
  });

  const lines = async () => (await site.rows<{ key: Buffer }>('SELECT key FROM intake_line')).map((row) => row.key.toString());

  it('shares one commit among calls that arrive together', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => `together-${n}`);
    await Promise.all(keys.map((key) => site.intake.accept({ lines: [site.line(device, key)] })));
    assert.equal(site.commits, 1);
    const stored = new Set(await lines());
    assert.ok(keys.every((key) => stored.has(key)));
  });

  it('starts again for a call that is made the moment another is answered', async () => {
    for (let call = 0; call < 3; call += 1) await site.intake.accept({ lines: [site.line(device, `in-turn-${call}`)] });
    assert.equal(site.commits, 3);
    await site.intake.idle();
  });

  it('says when it is behind, and when it is not any more', async () => {
    const device = await site.device();
    const all = Array.from({ length: 300 }, (_, n) => site.intake.accept({ lines: [site.line(device, `behind-${n}`)] }));
    assert.equal(site.intake.isBusy, true);
    await Promise.all(all);
    assert.equal(site.intake.isBusy, false);
  });

  it('counts a line once, however often and wherever it is sent', async () => {
    const before = [await site.counter('lines'), await site.counter('lines-sent-again')];
    const twice = () => [site.line(device, 'twice'), site.line(device, 'twice'), site.line(device, 'once')];
    await site.intake.accept({ lines: twice() });
    await Promise.all([site.intake.accept({ lines: twice() }), site.intake.accept({ lines: twice() })]);
    assert.deepEqual([(await site.counter('lines')) - before[0]!, (await site.counter('lines-sent-again')) - before[1]!], [2, 2]);
    assert.equal((await lines()).filter((key) => key === 'twice').length, 1);
  });

  it('lets a bad delivery fail alone, and stores nothing of it', async () => {
    refuses = (color) => color === 'bad';
    const deliveries: Delivery[] = [
      { lines: [site.line(device, 'good-1')], counts: { polls: 1 } },
      { lines: [site.line(device, 'lost')], drafts: [site.draft(device, { body: { color: 'bad' } })], counts: { polls: 100 } },
      { lines: [site.line(newId(), 'of nobody')] },
      { lines: [site.line(device, 'good-2')], drafts: [site.draft(device, { body: { color: 'good' } })], counts: { polls: 1 } },
    ];
    const ends = await Promise.allSettled(deliveries.map((delivery) => site.intake.accept(delivery)));
    assert.deepEqual(
      ends.map((end) => end.status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    );
    const stored = await lines();
    assert.ok(stored.includes('good-1') && stored.includes('good-2'));
    assert.ok(!stored.includes('lost') && !stored.includes('of nobody'));
    assert.equal(await site.counter('polls'), 2);
    assert.equal((await site.rows('SELECT 1 FROM intake_fact')).length, 1);
  });

  it('refuses a kind of fact that it does not know, alone', async () => {
    const [odd, good] = await Promise.allSettled([
      site.intake.accept({ drafts: [site.draft(device, { kind: 'nobody-knows', body: {} })] }),
      site.intake.accept({ lines: [site.line(device, 'beside the unknown kind')] }),
    ]);
    assert.deepEqual([odd!.status, good!.status], ['rejected', 'fulfilled']);
  });

  it('takes many lines in several commits, and none is lost', async () => {
    const bulk = (call: number) => Array.from({ length: 4_000 }, (_, n) => site.line(device, `bulk-${call}-${n}`));
    await Promise.all([0, 1, 2, 3, 4].map((call) => site.intake.accept({ lines: bulk(call) })));
    assert.equal(site.commits, 3, '10,000 lines at most in one transaction');
    assert.equal((await lines()).filter((key) => key.startsWith('bulk-')).length, 20_000);
  });

  it('tells a failure of the database to the caller, and works again afterwards', async () => {
    await site.database.owner.query('ALTER TABLE intake_line RENAME TO intake_line_away');
    const away = await Promise.allSettled([site.intake.accept({ lines: [site.line(device, 'away')] })]);
    assert.equal(away[0]!.status, 'rejected');
    await site.database.owner.query('ALTER TABLE intake_line_away RENAME TO intake_line');
    await site.intake.accept({ lines: [site.line(device, 'away')] });
    assert.ok((await lines()).includes('away'));
  });
});
