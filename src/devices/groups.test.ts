import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { newId } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { allTraits } from '../facts/kind.ts';
import { readEntries } from '../ledger/index.ts';
import {
  addGroup,
  changeGroup,
  chosenDevices,
  Devices,
  devicesByRule,
  devicesOfGroup,
  endGroup,
  type GroupRule,
  groupsInUse,
  groupVersions,
  listDevices,
  placeDevices,
} from './index.ts';

describe('groups of devices', () => {
  let database: TestDatabase;
  let devices: Devices;
  const clock = new FakeClock();
  const ids = new Map<string, string>();
  const [sales, east, books] = [newId(), newId(), newId()];
  const deps = () => ({ pool: database.app, clock });
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, clock);
    for (const [name, platform, os] of [
      ['営業-01', 'windows', 'Windows 11 Pro'],
      ['営業-02', 'windows', 'Windows 10 Pro'],
      ['mac_03', 'macos', 'macOS 15.1'],
      ['SRV-web01', 'linux', 'Debian GNU/Linux 13'],
      ['srv-db01', 'linux', 'Debian GNU/Linux 12'],
    ] as const)
      ids.set(
        name,
        (
          await devices.enrol({
            name,
            platform,
            os,
            serial: `S-${name}`,
            hardwareUuid: name,
            instanceId: name,
            agentVersion: '5',
            hardware: '',
          })
        ).deviceId,
      );
    await inTransaction(database.owner, async (tx) => {
      const department = 'INSERT INTO staff_department (id, name, name_key, parent_id) VALUES ($1, $2, $2, $3)';
      await tx.query(department, [sales, '営業部', null]);
      await tx.query(department, [east, '東日本', sales]);
      await tx.query(department, [books, '経理部', null]);
      for (const [number, part, state, serial, host] of [
        ['1', east, 'active', 's-営業-01', ''],
        ['2', books, 'active', '', 'MAC_03'],
        ['3', sales, 'left', '', '営業-02'],
      ]) {
        const person = newId();
        await tx.query(
          `INSERT INTO staff_person (id, number, number_key, name, kana, email, email_key, department_id, title, duties, state, search, revision, changed_at)
           VALUES ($1, $2, $2, '名', '', '', '', $3, '', '{}', $4, '', 1, now())`,
          [person, number, part, state],
        );
        await tx.query("INSERT INTO staff_device_owner VALUES ($1, $2, $3, $4, '', $5, now())", [
          newId(),
          serial ? `s:${serial}` : `h:${host}`,
          serial,
          host,
          person,
        ]);
      }
      for (const [network, days] of [
        ['192.168.1.0/24', 9],
        ['10.0.0.0/8', 1],
      ] as const)
        await tx.query(
          `WITH s AS (INSERT INTO inventory_segment (network, gateway, rule, first_seen_at, last_reported_at) VALUES ($1, '', 'ask', now(), now()) RETURNING id)
           INSERT INTO inventory_reporter SELECT id, $2, now() - $3 * interval '1 day' FROM s`,
          [network, ids.get('営業-01'), days],
        );
    });
  });
  after(() => database.close());

  const means = async (rule: GroupRule) => (await devicesByRule(database.app, rule, 50)).names;

  it('mean devices by what they are, all conditions together', async () => {
    assert.deepEqual(await means({ platforms: ['linux'] }), ['srv-db01', 'SRV-web01']);
    assert.deepEqual(await means({ platforms: ['windows', 'macos'], os: 'windows 1' }), ['営業-01', '営業-02']);
    assert.deepEqual(await means({ deviceClass: 'server', name: '*WEB*' }), ['SRV-web01']);
    assert.deepEqual(await means({ name: 'srv-*' }), ['srv-db01', 'SRV-web01']);
    assert.deepEqual(await means({ name: 'srv' }), [], 'without a star the whole name is meant');
    assert.deepEqual(await means({ environments: ['production'] }), []);
    assert.equal((await means({ environments: ['none'] })).length, 5);
  });
  it('take a person’s signs as signs', async () => {
    assert.deepEqual(await means({ name: 'mac_*' }), ['mac_03']);
    assert.deepEqual(await means({ name: 'srv_*' }), []);
    assert.deepEqual(await means({ os: '%' }), []);
    assert.deepEqual(await means({ os: "'; DROP TABLE devices_device; --" }), []);
  });
  it('know whose device it is, with the departments below, and not of people who left', async () => {
    assert.deepEqual(await means({ departments: [sales] }), ['営業-01']);
    assert.deepEqual(await means({ departments: [east, books] }), ['mac_03', '営業-01']);
  });
  it('know in which network a device was last', async () => {
    assert.deepEqual(await means({ networks: ['10.0.0.0/8'] }), ['営業-01']);
    assert.deepEqual(await means({ networks: ['192.168.1.0/24'] }), [], 'it told of that one nine days ago');
  });

  it('are made, changed and ended with a reason, version by version', async () => {
    const id = await addGroup(
      deps(),
      { name: ' 営業のPC ', rule: { name: '営業-*', os: ' ', platforms: [] }, reason: '営業部の点検' },
      'account:a',
    );
    assert.equal((await devicesOfGroup(database.app, id)).length, 2);
    await changeGroup(deps(), id, 1, { name: '営業のPC', rule: { name: '営業-*', os: 'Windows 11' }, reason: '11だけ' }, 'account:b');
    assert.deepEqual(await devicesOfGroup(database.app, id), [ids.get('営業-01')]);
    const [group] = (await groupsInUse(database.app)).filter((each) => each.id === id);
    assert.deepEqual([group!.name, group!.version, group!.devices, group!.rule], ['営業のPC', 2, 1, { name: '営業-*', os: 'Windows 11' }]);
    assert.deepEqual(
      (await groupVersions(database.app, id)).map(({ version, reason, by }) => [version, reason, by]),
      [
        [2, '11だけ', 'account:b'],
        [1, '営業部の点検', 'account:a'],
      ],
    );
    await assert.rejects(changeGroup(deps(), id, 1, { name: 'x', rule: { os: 'x' }, reason: 'r' }, 'account:a'), { code: 'conflict' });
    await endGroup(deps(), id, 2, '不要', 'account:a');
    assert.deepEqual(await devicesOfGroup(database.app, id), []);
    await assert.rejects(endGroup(deps(), id, 2, '不要', 'account:a'), { code: 'not-found' });
    const acts = await readEntries(database.app, { limit: 10, subject: `group:${id}` });
    assert.deepEqual(
      acts.map(({ kind, payload }) => [kind, (payload as { act: string }).act]),
      [
        ['device.group', 'ended'],
        ['device.group', 'changed'],
        ['device.group', 'made'],
      ],
    );
  });
  it('refuse no condition, no name, no reason, and a name that there is', async () => {
    const add = (name: string, rule: GroupRule, reason: string) => addGroup(deps(), { name, rule, reason }, 'account:a');
    await assert.rejects(add('すべて', { name: '**', platforms: [] }, 'r'), { code: 'bad-request' });
    await assert.rejects(add('  ', { os: 'x' }, 'r'), { code: 'bad-request' });
    await assert.rejects(add('x', { os: 'x' }, ' '), { code: 'reason-required' });
    const made = await Promise.allSettled([add('Twice', { os: 'x' }, 'r'), add('twice', { os: 'y' }, 'r')]);
    assert.deepEqual(made.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });
  it('keep what was written, also against the application’s own role', async () => {
    const refused = { code: '42501' };
    await assert.rejects(database.app.query("UPDATE devices_group_version SET name = 'x'"), refused);
    await assert.rejects(database.owner.query('DELETE FROM devices_group_version'), refused);
    await assert.rejects(database.owner.query('UPDATE devices_group SET ended_at = NULL WHERE ended_at IS NOT NULL'), refused);
  });
  it('filter the list, and choose whom to ask', async () => {
    const id = await addGroup(deps(), { name: 'サーバ', rule: { deviceClass: 'server' }, reason: 'r' }, 'account:a');
    const asked = await chosenDevices(database.app, { group: id }, 10);
    assert.deepEqual(asked.map((each) => each.id).sort(), [ids.get('SRV-web01'), ids.get('srv-db01')].sort());
    const page = {
      sort: 'name',
      order: 'asc',
      offset: 0,
      limit: 1,
      silentBefore: clock.now(),
      checksOf: allTraits.map((traits) => ({ ...traits, checks: 0 })),
    } as const;
    const listed = await listDevices(database.app, { ...page, group: id });
    assert.deepEqual([listed.total, listed.devices[0]!.name, listed.devices[0]!.deviceClass], [2, 'srv-db01', 'server']);
    assert.equal((await listDevices(database.app, { ...page, agents: ['4'] })).total, 0);
    assert.equal((await listDevices(database.app, { ...page, environment: 'none', deviceClass: 'client' })).total, 3);
  });

  describe('what a device is used as', () => {
    const told: string[] = [];
    const inside: string[] = [];
    const place = (names: readonly string[], placing: Parameters<typeof placeDevices>[2]) =>
      placeDevices(
        { ...deps(), onPlaced: async (_tx, placed) => void inside.push(...placed), placed: (placed) => void told.push(...placed) },
        names.map((name) => ids.get(name)!),
        placing,
        'account:a',
      );
    it('is a person’s decision with a reason, an entry for each that changed', async () => {
      assert.equal(await place(['srv-db01', 'SRV-web01'], { deviceClass: 'server', environment: 'production', reason: ' 本番 ' }), 2);
      assert.equal(await place(['srv-db01'], { deviceClass: 'server', environment: 'production', reason: '本番' }), 0, 'it is so already');
      assert.equal(told.length, 2);
      assert.deepEqual(told, inside);
      const [entry] = await readEntries(database.app, { limit: 1, subject: `device:${ids.get('srv-db01')}`, kind: 'device.placed' });
      assert.deepEqual(entry!.payload, {
        before: { class: 'server', classBy: 'rule', environment: null },
        after: { class: 'server', classBy: 'person', environment: 'production' },
        reason: '本番',
      });
      assert.equal((await means({ environments: ['production'] })).length, 2);
    });
    it('stays when the agent tells another system, and goes back to the rule on wish', async () => {
      await place(['SRV-web01'], { deviceClass: 'client', reason: '開発者のPC' });
      await devices.describe(ids.get('SRV-web01')!, 'Debian Server', '5');
      assert.deepEqual(await means({ deviceClass: 'client', platforms: ['linux'] }), ['SRV-web01']);
      await place(['SRV-web01'], { deviceClass: 'by-rule', environment: null, reason: '戻す' });
      assert.deepEqual(await means({ deviceClass: 'client', platforms: ['linux'] }), []);
      assert.deepEqual(await means({ deviceClass: 'server', environments: ['none'] }), ['SRV-web01']);
    });
    it('is refused without a reason, for nothing, and for all where one is gone', async () => {
      await assert.rejects(place(['srv-db01'], { deviceClass: 'client', reason: '' }), { code: 'reason-required' });
      await assert.rejects(place(['srv-db01'], { reason: 'r' }), { code: 'bad-request' });
      await assert.rejects(place([], { deviceClass: 'client', reason: 'r' }), { code: 'bad-request' });
      await devices.retire(ids.get('営業-02')!, 'account:a', async () => {});
      await assert.rejects(place(['mac_03', '営業-02'], { environment: 'development', reason: 'r' }), { code: 'not-found' });
      assert.deepEqual(await means({ environments: ['development'] }), []);
    });
  });
});
