import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { inTransaction } from '../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../src/db/test-database.ts';
import { Devices } from '../src/devices/index.ts';
import { type CollectedItem, collectionFacts } from '../src/facts/collection.ts';
import type { FactKind } from '../src/facts/kind.ts';
import { Intake } from '../src/intake/index.ts';
import { collectSets, forgetSets, knownCollections } from '../src/inventory/index.ts';

const kind = collectionFacts.software;
const program = (key: string, version: string): CollectedItem => ({ key, attributes: { version } });

describe('collections', () => {
  let database: TestDatabase;
  let intake: Intake;
  const clock = new FakeClock();
  const ids: string[] = [];
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<T>(sql, values)).rows;
  let mac = '';
  let looks = 0;

  before(async () => {
    database = await testDatabase();
    const devices = new Devices(database.app, clock);
    intake = new Intake({
      pool: database.app,
      clock,
      log: silentLog,
      kinds: new Map([[kind.kind, kind as unknown as FactKind]]),
      collect: (tx, sets) =>
        collectSets(
          tx,
          sets.map((set) => ({ ...set, platform: set.deviceId === mac ? 'macos' : 'linux' })),
        ),
      afterAccept: async () => {},
      afterCommit: () => {},
    });
    for (const name of ['srv-01', 'srv-02']) {
      const said = { name, serial: name, hardwareUuid: name, instanceId: name, os: '', agentVersion: '', hardware: '' };
      ids.push((await devices.enrol({ ...said, platform: 'linux' })).deviceId);
    }
    const said = { name: 'mac-01', serial: 'm', hardwareUuid: 'm', instanceId: 'm', os: '', agentVersion: '', hardware: '' };
    mac = (await devices.enrol({ ...said, platform: 'macos' })).deviceId;
  });
  after(() => database.close());

  /** What an agent tells: the items, or only that nothing changed. */
  async function told(deviceId: string, digit: string, items: readonly CollectedItem[] | null, count = items?.length ?? 0) {
    clock.advance({ hours: 1 });
    looks += 1;
    const at = clock.now();
    const digest = digit.repeat(64);
    const collected = items === null ? undefined : { collection: 'software' as const, token: digit.repeat(32), items };
    const body = { count, digest };
    await intake.accept({ drafts: [{ deviceId, kind: kind.kind, source: 'test', observedAt: at, receivedAt: at, body, collected }] });
  }
  const held = async (deviceId: string) =>
    (
      await rows<{ said: string }>(
        `SELECT i.key || ' ' || (i.attributes->>'version') AS said FROM inventory_set s JOIN inventory_item i ON i.id = ANY(s.items) WHERE s.device_id = $1 ORDER BY 1`,
        deviceId,
      )
    ).map(({ said }) => said);
  const sums = async () =>
    Object.fromEntries(
      (
        await rows<{ said: string; devices: number }>(`SELECT key || ' ' || (attributes->>'version') AS said, devices FROM inventory_item`)
      ).map(({ said, devices }) => [said, devices]),
    );

  it('keeps what two devices have once, and the first set is no change', async () => {
    await told(ids[0]!, 'a', [program('bash', '5.2'), program('nginx', '1.22')]);
    await told(ids[1]!, 'b', [program('bash', '5.2')]);
    assert.deepEqual(await sums(), { 'bash 5.2': 2, 'nginx 1.22': 1 });
    assert.equal((await rows('SELECT 1 FROM inventory_change')).length, 0);
  });

  it('writes down what came and went, with the time in which it happened', async () => {
    const seenLast = clock.now();
    await told(ids[1]!, 'c', [program('bash', '5.2'), program('curl', '8')]);
    const [change] = await rows<{ from_at: Date; at: Date; added: number[]; removed: number[] }>('SELECT * FROM inventory_change');
    assert.deepEqual([change!.from_at, change!.at], [seenLast, clock.now()]);
    assert.deepEqual([change!.added.length, change!.removed.length], [1, 0]);
    assert.deepEqual(await held(ids[1]!), ['bash 5.2', 'curl 8']);
  });

  it('takes a confirmation without items as the same set, seen again', async () => {
    await told(ids[1]!, 'c', null, 2);
    const confirmed = clock.now();
    await told(ids[1]!, 'd', [program('bash', '5.3'), program('curl', '8')]);
    const [last] = await rows<{ from_at: Date }>('SELECT from_at FROM inventory_change ORDER BY id DESC LIMIT 1');
    assert.deepEqual(last!.from_at, confirmed, 'it happened after the confirmation');
    assert.deepEqual(await sums(), { 'bash 5.2': 1, 'bash 5.3': 1, 'curl 8': 1, 'nginx 1.22': 1 });
    assert.equal((await knownCollections(database.app, ids[1]!)).get('software')!.token, 'd'.repeat(32));
  });

  it('holds nothing of a device that is retired, and keeps what changed on it', async () => {
    const before = (await rows('SELECT 1 FROM inventory_change')).length;
    await inTransaction(database.app, (tx) => forgetSets(tx, ids[1]!));
    assert.deepEqual(await sums(), { 'bash 5.2': 1, 'bash 5.3': 0, 'curl 8': 0, 'nginx 1.22': 1 });
    assert.equal((await rows('SELECT 1 FROM inventory_change')).length, before);
    assert.ok(before > 0 && looks > 0);
  });

  it('refuses to rewrite what changed, also to the application', async () => {
    await assert.rejects(database.app.query('DELETE FROM inventory_change'), { code: '42501' });
    await assert.rejects(database.owner.query('UPDATE inventory_change SET added = removed'), { code: '42501' });
  });

  it('stores lists of two platforms in one commit, which tell the same of two things', async () => {
    const same = program('vim', '9.1');
    for (const digit of ['1', '2', '3']) {
      clock.advance({ hours: 1 });
      await inTransaction(database.app, async (tx) => {
        const facts = await tx.query<{ id: number; device: string }>(
          `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest)
           SELECT d, 'test', 'test', $2, $2, '{}', decode('00', 'hex') FROM unnest($1::uuid[]) AS d RETURNING id, device_id AS device`,
          [[ids[0], mac], clock.now()],
        );
        await collectSets(
          tx,
          facts.rows.map(({ id, device }) => ({
            deviceId: device,
            platform: device === mac ? 'macos' : 'linux',
            collection: 'software',
            token: digit.repeat(32),
            digest: digit.repeat(64),
            items: [same],
            factId: id,
            observedAt: clock.now(),
          })),
        );
      });
    }
    assert.deepEqual([await held(ids[0]!), await held(mac)], [['vim 9.1'], ['vim 9.1']]);
    const stored = await rows<{ platform: string; devices: number }>(
      `SELECT platform, devices FROM inventory_item WHERE key = 'vim' ORDER BY 1`,
    );
    assert.deepEqual(stored, [
      { platform: 'linux', devices: 1 },
      { platform: 'macos', devices: 1 },
    ]);
  });
});
