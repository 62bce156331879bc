import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { record, type Target } from '../../src/capacity/index.ts';
import { testDevice } from '../../src/capacity/testing/device.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type CollectedItem, type CollectionId, collectionFacts } from '../../src/facts/collection.ts';
import { Services } from '../../src/server/capacity-services.ts';
import { Scrapes } from '../../src/sources/prometheus/scrapes.ts';
import { type DataSite, dataSite, type TestAgent } from '../data-site.ts';

/** What the server works out by itself is never greener than what it was worked out of. */
describe('a fact that is derived', () => {
  let site: DataSite;
  let pc: TestAgent;
  before(async () => {
    site = await dataSite({ whole: true });
    pc = await site.agent('pc-01', 'windows');
  });
  after(() => site.close());

  async function told(collection: CollectionId, said: { items: readonly CollectedItem[] } | { unreadable: { ja: string; en: string } }) {
    const at = site.clock.now();
    const head = { deviceId: pc.deviceId, kind: collectionFacts[collection].kind, source: 'test', observedAt: at, receivedAt: at };
    const digest = newId().replaceAll('-', '').padEnd(64, '0');
    const draft =
      'items' in said
        ? { ...head, body: { count: said.items.length, digest }, collected: { collection, token: digest.slice(0, 32), items: said.items } }
        : { ...head, unreadable: said.unreadable };
    await site.engine.intake.accept({ drafts: [draft] });
    await site.software.control.idle();
  }
  const verdict = async (deviceId: string, check: string) => {
    const { rows } = await site.database.owner.query<{ verdict: string }>(
      'SELECT verdict FROM checks_state WHERE device_id = $1 AND check_id = $2',
      [deviceId, check],
    );
    return rows[0]?.verdict ?? null;
  };

  it('of software is unknown while what people installed for themselves cannot be read', async () => {
    await told('software', { items: [] });
    await told('user-software', { items: [] });
    assert.equal(await verdict(pc.deviceId, 'software/unlisted'), 'pass');
    await told('user-software', { unreadable: { ja: '読めません。', en: 'It cannot be read.' } });
    assert.equal(await verdict(pc.deviceId, 'software/unlisted'), 'unknown');
    await told('software', { items: [] });
    assert.equal(await verdict(pc.deviceId, 'software/unlisted'), 'unknown');
    await told('user-software', { items: [] });
    assert.equal(await verdict(pc.deviceId, 'software/unlisted'), 'pass');
  });

  it('of disks grows old with the last day that was measured, not with the day on which it was worked out', async () => {
    const device = await testDevice(site.database, 'fs01');
    const size = 1000 * 2 ** 30;
    for (let day = 0; day < 40; day += 1) {
      const at = site.clock.now();
      const samples = [{ metric: 'disk' as const, item: '/', at, value: size * 0.2, size }];
      await inTransaction(site.database.app, (tx) => record(tx, [{ of: { device }, samples }], at));
      site.clock.advance({ days: 1 });
    }
    await site.capacity.daily();
    assert.equal(await verdict(device, 'capacity/disk-forecast'), 'pass');
    // The device says nothing any more.
    for (let day = 0; day < 2; day += 1) {
      site.clock.advance({ days: 1 });
      await site.capacity.daily();
    }
    site.clock.advance({ hours: 2 });
    await site.engine.sweep();
    assert.equal(await verdict(device, 'capacity/disk-forecast'), 'unknown');
  });
});

describe('services of one server', () => {
  it('are told by the worst, however many there are', () => {
    const services = new Services();
    const at = new Date('2026-11-22T00:00:00Z');
    const targets = Array.from({ length: 60 }, (_, n): Target => {
      const name = `service ${String(n).padStart(2, '0')}`;
      return {
        id: String(n),
        kind: 'tcp',
        name,
        address: `a:${n + 1}`,
        deviceId: 'd',
        warnMs: null,
        revision: 1,
        createdAt: at,
        changedAt: at,
      };
    });
    for (let round = 0; round < 3; round += 1)
      services.add(targets.map((target, n) => ({ target, at, ms: n === 59 ? null : 10, says: null, samples: [] })));
    const [draft] = services.drafts(targets, 1_000, at);
    const told = (draft!.body as { services: { name: string; state: string }[] }).services;
    assert.equal(told.length, 50);
    assert.deepEqual(told.at(-1), { name: 'service 59', state: 'down', p95Ms: null, limitMs: null, levelMs: 1_000 });
  });
});

describe('a sender of numbers', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const total = (at: number) => ({ name: 'node_memory_MemTotal_bytes', labels: {}, value: 1000, at });
  const free = (at: number) => ({ name: 'node_memory_MemAvailable_bytes', labels: {}, value: 400, at });
  it('ends nothing by a number from a far day', () => {
    const scrapes = new Scrapes();
    const far = 8_640_000_000_000_000;
    for (const at of [far, far + 1, far + 2, Number.MAX_SAFE_INTEGER, now.getTime() + 86_400_000])
      scrapes.add('a', [total(at), free(at)], now);
    const times = [3, 2, 1].map((minutes) => now.getTime() - minutes * 60_000);
    const numbers = times.flatMap((at) => scrapes.add('a', [total(at), free(at)], now));
    assert.deepEqual(
      numbers.map(({ at }) => at),
      [new Date(times[0]!)],
    );
  });
});
