import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Devices } from '../devices/index.ts';
import { isRandomised, macOf, macsIn, type Neighbour } from '../facts/neighbours.ts';
import { readEntries } from '../ledger/index.ts';
import { collectSets, keepNeighbours, listQuestions, listSegments, Strangers, type UnknownMachines } from './index.ts';

const office = '192.168.10.0/24';
const router = '00:a0:de:00:00:01';
const printer = '3c:52:82:11:0a:7f';
const phone = 'da:a1:19:00:00:01';

describe('network cards', () => {
  it('are read in every way of writing, and only where they are one card', () => {
    for (const text of ['3C-52-82-11-0A-7F', '3c52.82'.length === 7 ? '3C5282110A7F' : '', '3c:52:82:11:a:7f', ' 3c:52:82:11:0a:7f '])
      assert.equal(macOf(text), printer, text);
    for (const text of ['', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:fb', '33:33:00:00:00:01', 'incomplete', undefined])
      assert.equal(macOf(text), null, text);
    assert.deepEqual([isRandomised(phone), isRandomised(printer)], [true, false]);
    assert.deepEqual(macsIn('営業部プリンタ 3C-52-82-11-0A-7F,00:a0:de:00:00:01 と 1234'), [printer, router]);
  });
});

describe('machines that nobody registered', () => {
  let database: TestDatabase;
  let strangers: Strangers;
  const clock = new FakeClock();
  const ids: string[] = [];
  const told = new Map<string, UnknownMachines>();
  let registered: string[] = [];
  let ranges = ['192.168.10.0/24'];

  before(async () => {
    database = await testDatabase();
    const devices = new Devices(database.app, clock);
    for (const name of ['pc-01', 'pc-02']) {
      const said = { name, serial: name, hardwareUuid: name, instanceId: name, os: '', agentVersion: '', hardware: '' };
      ids.push((await devices.enrol({ ...said, platform: 'windows' })).deviceId);
    }
    strangers = new Strangers({
      pool: database.app,
      clock,
      registeredMacs: async () => new Set(registered),
      ranges: { list: () => ranges, of: (network) => (ranges.includes(network) ? network : null) },
      tell: async (facts) => {
        for (const { deviceId, body } of facts) told.set(deviceId, body);
      },
    });
  });
  after(() => database.close());

  async function look(deviceId: string, macs: readonly string[], gateway: string | null = router, network = office) {
    clock.advance({ minutes: 10 });
    const observedAt = clock.now();
    const around = [...(gateway === null ? [] : [gateway]), ...macs].map(
      (mac, at): Neighbour => ({ network, mac, address: `192.168.10.${at + 1}` }),
    );
    const body = { networks: [{ network, gateway }] };
    const looks = [{ deviceId, observedAt, body, neighbours: around }];
    await inTransaction(database.app, (tx) => keepNeighbours(tx, looks, (each) => ranges.includes(each)));
    strangers.looked(deviceId, observedAt);
    await strangers.round();
    return told.get(deviceId)!;
  }
  const list = (state: 'open' | 'answered' = 'open') =>
    listQuestions(database.app, { state, offset: 0, limit: 50, seenSince: new Date(clock.now().getTime() - 86_400_000) });
  const question = async (subject: string) => (await list()).questions.find((each) => each.subject === subject)!;
  const neighbours = async () => (await database.owner.query('SELECT 1 FROM inventory_neighbour')).rows.length;

  it('asks once for each card, and once in all for those that change their address', async () => {
    registered = [router];
    const body = await look(ids[0]!, [printer, phone, 'de:ad:be:00:00:02']);
    assert.deepEqual(body.networks[0]!.waiting.map(({ subject }) => subject).sort(), [`mac:${printer}`, 'random:']);
    assert.equal((await look(ids[1]!, [printer, phone, 'd2:00:00:00:00:99'])).networks[0]!.open, 2);
    const random = await question('random:');
    assert.equal(random.seen, 3, 'three addresses, one question');
    assert.deepEqual((await question(`mac:${printer}`)).macs, [printer]);
  });

  it('keeps an answer: quiet from then on, in the ledger, and in every segment', async () => {
    const { id } = await question('random:');
    await strangers.answer(id, { answer: 'guest', deviceId: null, note: '社員の私物スマートフォン(来客用Wi-Fi)', by: 'account:a' });
    await strangers.round();
    assert.equal(told.get(ids[0]!)!.networks[0]!.open, 1);
    assert.equal((await look(ids[0]!, [printer, 'd2:11:11:11:11:11'])).networks[0]!.open, 1, 'a new address of that kind asks nobody');
    const [entry] = await readEntries(database.app, { limit: 1, kind: 'neighbour.answered' });
    assert.deepEqual([entry!.actor, (entry!.payload as { answer: string }).answer], ['account:a', 'guest']);
    await assert.rejects(strangers.answer(ids[0]!, { answer: 'gear', deviceId: null, note: '', by: 'account:a' }), { code: 'not-found' });
  });

  it('settles what gets an agent or a line in a register, and asks anew when that ends', async () => {
    const opened = (await question(`mac:${printer}`)).openedAt;
    registered = [router, printer];
    assert.equal((await look(ids[0]!, [printer])).networks[0]!.open, 0);
    registered = [router];
    clock.advance({ hours: 7 });
    assert.equal((await look(ids[0]!, [printer])).networks[0]!.open, 1);
    assert.ok((await question(`mac:${printer}`)).openedAt > opened, 'the time to answer begins anew');
    const item = { key: 'Ethernet', attributes: { mac: printer } };
    await withFact(async (factId) =>
      inTransaction(database.app, (tx) =>
        collectSets(tx, [
          {
            deviceId: ids[1]!,
            platform: 'windows',
            collection: 'interfaces',
            token: 't',
            digest: '0'.repeat(64),
            items: [item],
            factId,
            observedAt: clock.now(),
          },
        ]),
      ),
    );
    assert.equal((await look(ids[0]!, [printer])).networks[0]!.open, 0);
  });

  async function withFact(work: (factId: number) => Promise<void>) {
    const { rows } = await database.owner.query<{ id: number }>(
      `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest) VALUES ($1, 'x', 't', now(), now(), '{}', sha256('')) RETURNING id`,
      [ids[1]],
    );
    await work(rows[0]!.id);
  }

  it('goes on telling of a machine that was forbidden for as long as it is seen', async () => {
    await look(ids[0]!, ['3c:52:82:00:00:aa']);
    const { id } = await question('mac:3c:52:82:00:00:aa');
    await strangers.answer(id, { answer: 'forbidden', deviceId: null, note: '', by: 'account:a' });
    await strangers.round();
    assert.deepEqual(told.get(ids[0]!)!.networks[0]!.forbidden, ['mac:3c:52:82:00:00:aa']);
    clock.advance({ days: 8 });
    assert.deepEqual((await look(ids[0]!, [])).networks[0]!.forbidden, []);
  });

  it('keeps nothing of a home: neither of other ranges nor behind another router, until a person says that it is ours', async () => {
    const before = await neighbours();
    assert.deepEqual((await look(ids[1]!, ['3c:52:82:00:00:bb'], '00:11:22:33:44:55', '192.168.99.0/24')).networks, []);
    const body = await look(ids[1]!, ['3c:52:82:00:00:bb'], '00:11:22:33:44:55');
    assert.deepEqual([body.networks[0]!.rule, body.networks[0]!.open, body.silent.length], ['undecided', 0, 1]);
    assert.equal(await neighbours(), before);
    const [undecided] = await listSegments(database.app, new Date(0));
    assert.equal(undecided!.gateway, '00:11:22:33:44:55');
    await strangers.decideSegment(undecided!.id, { rule: 'ignore', reason: '社員の自宅', by: 'account:a' });
    await strangers.round();
    assert.deepEqual(told.get(ids[1]!)!.silent, []);
    await strangers.decideSegment(undecided!.id, { rule: 'ask', reason: '支店', by: 'account:a' });
    assert.equal((await look(ids[1]!, ['3c:52:82:00:00:bb'], '00:11:22:33:44:55')).networks[0]!.open, 2, 'the stranger and its router');
  });

  it('says which of the company’s ranges nobody sees', async () => {
    ranges = [office, '192.168.20.0/24'];
    assert.deepEqual((await look(ids[0]!, [])).silent, ['192.168.20.0/24']);
    ranges = [office];
  });

  it('lets no device that lies fill a segment', async () => {
    const lies = Array.from(
      { length: 1_000 },
      (_, n) => `3c:52:83:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`,
    );
    const body = await look(ids[0]!, lies);
    assert.ok(body.networks[0]!.open <= 502, String(body.networks[0]!.open));
    assert.equal(body.networks[0]!.waiting.length, 20);
  });
});
