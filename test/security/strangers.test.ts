import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../../src/base/clock.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { Devices } from '../../src/devices/index.ts';
import type { Neighbour } from '../../src/facts/neighbours.ts';
import { collectSets, keepNeighbours, Strangers, type UnknownMachines } from '../../src/inventory/index.ts';

/** One device of the office lies about what it sees, so that a stranger's machine is never asked about on the honest one. */
const office = '10.1.0.0/16';
const router = '00:a0:de:00:00:01';
const stranger = '3c:52:82:11:0a:7f';
const hex = (n: number) => n.toString(16).padStart(2, '0');
const cards = (count: number, maker: string) =>
  Array.from({ length: count }, (_, n) => `${maker}:${hex(n >> 16)}:${hex((n >> 8) & 255)}:${hex(n & 255)}`);

describe('a device that lies about its network', () => {
  let database: TestDatabase;
  let strangers: Strangers;
  let honest: string;
  let liar: string;
  const clock = new FakeClock();
  const told = new Map<string, UnknownMachines>();

  before(async () => {
    database = await testDatabase();
    const devices = new Devices(database.app, clock);
    const enrol = async (name: string) => {
      const said = { name, serial: name, hardwareUuid: name, instanceId: name, os: '', agentVersion: '', hardware: '' };
      return (await devices.enrol({ ...said, platform: 'windows' })).deviceId;
    };
    [honest, liar] = [await enrol('honest'), await enrol('liar')];
    strangers = new Strangers({
      pool: database.app,
      clock,
      registeredMacs: async () => new Set([router]),
      ranges: { list: () => [office], of: (network) => (network.startsWith('10.') ? office : null) },
      tell: async (facts) => {
        for (const { deviceId, body } of facts) told.set(deviceId, body);
      },
    });
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.owner.query('TRUNCATE inventory_neighbour, inventory_question, inventory_reporter, inventory_segment CASCADE');
  });

  async function look(deviceId: string, macs: readonly string[], networks = [{ network: office, gateway: router as string | null }]) {
    clock.advance({ minutes: 1 });
    const observedAt = clock.now();
    const neighbours = macs.map((mac, n): Neighbour => ({ network: office, mac, address: `10.1.${n >> 8}.${n & 255}` }));
    const looks = [{ deviceId, observedAt, body: { networks }, neighbours }];
    await inTransaction(database.app, (tx) => keepNeighbours(tx, looks, (each) => each.startsWith('10.')));
    strangers.looked(deviceId, observedAt);
    await strangers.round();
    return told.get(deviceId)!;
  }
  const waiting = (said: UnknownMachines) => said.networks.flatMap((network) => network.waiting.map(({ subject }) => subject));

  it('cannot take the places of others by addresses that change each time', async () => {
    await look(honest, [router]);
    for (let n = 0; n < 6; n += 1) await look(liar, cards(6_000, 'd2:00:00').slice(n * 1_000, (n + 1) * 1_000));
    const said = await look(honest, [router, stranger]);
    assert.ok(waiting(said).includes(`mac:${stranger}`), JSON.stringify(said));
    assert.equal(said.networks[0]!.full, undefined);
  });

  it('cannot fill a segment in silence', async () => {
    await look(honest, [router]);
    for (let n = 0; n < 6; n += 1) await look(liar, cards(6_000, '3c:52:83').slice(n * 1_000, (n + 1) * 1_000));
    assert.equal((await look(honest, [router, stranger])).networks[0]!.full, true);
  });

  it('keeps no question from being asked by questions that it raised long ago', async () => {
    await look(liar, cards(900, '3c:52:84'));
    clock.advance({ days: 8 });
    assert.deepEqual(waiting(await look(honest, [router, stranger])), [`mac:${stranger}`]);
  });

  it('makes nobody known by naming a thousand network cards as its own', async () => {
    const claim = async (macs: readonly string[]) => {
      const { rows } = await database.owner.query<{ id: number }>(
        `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest) VALUES ($1, 'x', 't', now(), now(), '{}', sha256('')) RETURNING id`,
        [liar],
      );
      const items = macs.map((mac, n) => ({ key: `eth${n}`, attributes: { mac } }));
      const set = { deviceId: liar, platform: 'windows', collection: 'interfaces', token: 't', digest: '0'.repeat(64), items } as const;
      await inTransaction(database.app, (tx) => collectSets(tx, [{ ...set, factId: rows[0]!.id, observedAt: clock.now() }]));
    };
    await claim([...cards(1_000, '3c:52:85'), stranger]);
    assert.deepEqual(waiting(await look(honest, [router, stranger])), [`mac:${stranger}`]);
    await claim([stranger]);
    assert.deepEqual(waiting(await look(honest, [router, stranger])), [], 'its own card is known');
  });

  it('makes no more segments than a device ever stands in, and still tells of those that there are', async () => {
    await look(honest, [router]);
    for (let n = 0; n < 8; n += 1) {
      const networks = Array.from({ length: 50 }, (_, at) => ({ network: `10.${n + 2}.${at}.0/24`, gateway: null }));
      await look(liar, [], networks);
    }
    const { rows } = await database.owner.query<{ count: number }>('SELECT count(*)::int AS count FROM inventory_segment');
    assert.ok(rows[0]!.count <= 101, `${rows[0]!.count} segments`);
    const other = '3c:52:82:11:0a:80';
    assert.deepEqual(waiting(await look(liar, [router, other])), [`mac:${other}`]);
  });
});
