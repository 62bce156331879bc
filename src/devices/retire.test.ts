import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { readEntries } from '../ledger/index.ts';
import { Devices, deviceCounts } from './index.ts';

const laptop = {
  platform: 'windows',
  os: '',
  agentVersion: '',
  hardware: '',
  name: '営業-07',
  hardwareUuid: 'u-7',
  serial: 's-7',
  instanceId: 'i-7',
} as const;

describe('retiring a device', () => {
  let database: TestDatabase;
  let devices: Devices;
  before(async () => {
    database = await testDatabase();
    devices = new Devices(database.app, new FakeClock());
  });
  after(() => database.close());

  it('ends its keys at once, counts it no more, and says so in the ledger', async () => {
    const { nodeKey, deviceId } = await devices.enrol(laptop);
    assert.ok(await devices.node(nodeKey));
    const forgotten: string[] = [];
    await devices.retire(deviceId, 'account:a', async (_tx, id) => {
      forgotten.push(id);
    });
    assert.deepEqual(forgotten, [deviceId]);
    assert.equal(await devices.node(nodeKey), null, 'a stolen laptop speaks no more');
    assert.equal((await deviceCounts(database.app)).devicesByPlatform.windows, 0);
    const [entry] = await readEntries(database.app, { limit: 1 });
    assert.deepEqual(
      [entry!.kind, entry!.subject, entry!.payload],
      ['device.decided', `device:${deviceId}`, { decision: 'retired', reason: 'mistake', note: '', occurrence: null }],
    );
    await assert.rejects(
      devices.retire(deviceId, 'account:a', async () => {}),
      { code: 'not-found' },
    );
  });

  it('comes back as another device only', async () => {
    const again = await devices.enrol(laptop);
    assert.ok(await devices.node(again.nodeKey));
    assert.equal((await readEntries(database.app, { limit: 10, kind: 'device.enrolled' })).length, 2);
  });
});
