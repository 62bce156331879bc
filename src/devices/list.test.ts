import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { allTraits } from '../facts/kind.ts';
import { type DeviceFilter, Devices, deviceSums, listDevices } from './index.ts';

describe('the list of devices', () => {
  let database: TestDatabase;
  const clock = new FakeClock();
  const ids = new Map<string, string>();
  before(async () => {
    database = await testDatabase();
    const devices = new Devices(database.app, clock);
    const enrol = async (name: string, platform: 'windows' | 'macos' | 'linux', hardware = '', serial: string | null = null) => {
      const said = { name, platform, hardware, serial, os: `${platform} 1`, hardwareUuid: name, instanceId: name, agentVersion: '5' };
      ids.set(name, (await devices.enrol(said)).deviceId);
    };
    await enrol('経理-01', 'windows', 'ThinkPad X1', 'PF3ABC12');
    await enrol('ﾌﾛﾝﾄ-02', 'windows', '100%_share');
    clock.advance({ hours: 1 });
    await enrol('mac-03', 'macos');
    await enrol('srv-04', 'linux');
    await enrol('srv-05', 'linux', '', 'pf3abc12x');
    const clone = { name: 'srv-06', platform: 'linux', hardware: '', os: '', agentVersion: '' } as const;
    await devices.enrol({ ...clone, serial: 'other', hardwareUuid: 'srv-05', instanceId: 'x' });
    const sums: [string, number, number, number][] = [
      ['経理-01', 3, 1, 0],
      ['mac-03', 2, 0, 0],
      ['srv-04', 1, 0, 1],
    ];
    for (const [name, ...counts] of sums)
      await database.owner.query('INSERT INTO checks_device (device_id, pass, fail, unknown) VALUES ($1, $2, $3, $4)', [
        ids.get(name),
        ...counts,
      ]);
  });
  after(() => database.close());

  const list = (filter: Partial<DeviceFilter> = {}) =>
    listDevices(database.app, {
      sort: 'name',
      order: 'asc',
      offset: 0,
      limit: 50,
      silentBefore: new Date(clock.now().getTime() - 60_000),
      checksOf: allTraits.map((traits) => ({ ...traits, checks: { windows: 4, macos: 2, linux: 3 }[traits.platform] })),
      ...filter,
    });
  const names = async (filter: Partial<DeviceFilter>) => (await list(filter)).devices.map((device) => device.name);

  it('counts what was never measured as unknown', async () => {
    const { devices, total } = await list();
    assert.equal(total, 6);
    const counts = Object.fromEntries(devices.map(({ name, pass, fail, unknown }) => [name, [pass, fail, unknown]]));
    assert.deepEqual(counts['経理-01'], [3, 1, 0]);
    assert.deepEqual(counts['srv-04'], [1, 0, 2]);
    assert.deepEqual(counts['srv-05'], [0, 0, 3]);
  });

  it('filters by verdict, platform and state', async () => {
    assert.deepEqual(await names({ verdict: 'fail' }), ['経理-01']);
    assert.deepEqual(await names({ verdict: 'pass' }), ['mac-03']);
    assert.deepEqual(await names({ verdict: 'unknown', platform: 'linux' }), ['srv-04', 'srv-05', 'srv-06']);
    assert.deepEqual(await names({ state: 'conflict' }), ['srv-06']);
    assert.deepEqual(await names({ state: 'silent', platform: 'windows' }), await names({ platform: 'windows' }));
    assert.deepEqual(await names({ state: 'active' }), ['mac-03', 'srv-04', 'srv-05', 'srv-06']);
    const silentBefore = new Date(clock.now().getTime() - 60_000);
    assert.deepEqual(await deviceSums(database.app, silentBefore), { total: 6, silent: 2, conflicts: 1 });
  });

  it('finds by name, hardware and serial in any width and case, and takes % _ and \\ as they are', async () => {
    assert.deepEqual(await names({ q: 'フロント' }), ['ﾌﾛﾝﾄ-02']);
    assert.deepEqual(await names({ q: 'ＴＨＩＮＫＰＡＤ' }), ['経理-01']);
    assert.deepEqual((await names({ q: 'pf3ABC12' })).sort(), ['srv-05', '経理-01'].sort());
    assert.deepEqual(await names({ q: '%' }), ['ﾌﾛﾝﾄ-02']);
    assert.deepEqual(await names({ q: '0%_s' }), ['ﾌﾛﾝﾄ-02']);
    assert.deepEqual(await names({ q: 'srv_0' }), []);
    assert.deepEqual(await names({ q: '\\' }), []);
    assert.deepEqual(await names({ q: "'; DROP TABLE devices_device; --" }), []);
    assert.equal((await names({ q: 'mac\u0000-03' })).length, 1);
  });

  it('sorts both ways, the same at every call', async () => {
    assert.deepEqual(await names({ sort: 'name', order: 'desc' }), (await names({})).toReversed());
    assert.equal((await names({ sort: 'fail', order: 'desc' }))[0], '経理-01');
    assert.equal((await names({ sort: 'unknown', order: 'asc' }))[0], 'mac-03');
    assert.deepEqual((await names({ sort: 'platform', order: 'asc' })).slice(0, 3), ['srv-04', 'srv-05', 'srv-06']);
    assert.equal((await names({ sort: 'lastSeenAt', order: 'asc' })).length, 6);
  });

  it('pages without gaps, and knows the total behind the last page too', async () => {
    const all = await names({});
    const paged: string[] = [];
    for (let offset = 0; offset < 8; offset += 2) {
      const page = await list({ offset, limit: 2 });
      assert.equal(page.total, 6);
      paged.push(...page.devices.map((device) => device.name));
    }
    assert.deepEqual(paged, all);
    assert.deepEqual(await list({ offset: 0, q: 'nobody' }), { total: 0, devices: [] });
    assert.deepEqual(await list({ offset: 100, q: 'nobody' }), { total: 0, devices: [] });
  });
});
