import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hardwareIdOf, recognise, usefulSerial, usefulUuid } from './identity.ts';
import type { Device } from './store.ts';

const uuid = '4c4c4544-0042-3510-8052-c4c04f4e4e32';
const said = { hardwareUuid: uuid, serial: 'PF3ABC12', hostIdentifier: 'desktop-1', instanceId: 'i-1' };
const known = (hardwareUuid: string, serial: string | null): Device =>
  ({ id: `${hardwareUuid} ${serial}`, name: 'pc', hardwareUuid, serial }) as Device;

describe('what names a machine', () => {
  it('ignores serial numbers that makers leave in', () => {
    for (const junk of [
      '',
      '  ',
      '0',
      '-1',
      'None',
      'N/A',
      'Default string',
      'To Be Filled By O.E.M.',
      'System Serial Number',
      '0000000',
      'XXXXXXX',
      '123456789',
    ])
      assert.equal(usefulSerial(junk), null, junk);
    assert.equal(usefulSerial(undefined), null);
    assert.equal(usefulSerial(' PF3ABC12 '), 'PF3ABC12');
  });

  it('ignores hardware ids that stand in whole series of boards', () => {
    const junk = [
      '',
      '00000000-0000-0000-0000-000000000000',
      'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
      '03000200-0400-0500-0006-000700080009',
    ];
    for (const one of [...junk, '12345678-1234-5678-90ab-cddeefaabbcc']) assert.equal(usefulUuid(one), null, one);
    assert.equal(usefulUuid(uuid.toUpperCase()), uuid);
  });

  it('falls back to the serial number, then to the agent itself, and never to the host name', () => {
    assert.equal(hardwareIdOf(said), uuid);
    const board = { ...said, hardwareUuid: '03000200-0400-0500-0006-000700080009', hostIdentifier: '03000200-0400-0500-0006-000700080009' };
    assert.equal(hardwareIdOf(board), 'serial:pf3abc12');
    assert.equal(hardwareIdOf({ ...board, serial: 'Default string' }), 'instance:i-1');
    const neighbour = hardwareIdOf({ ...board, serial: 'Default string', instanceId: 'i-2' });
    assert.notEqual(neighbour, hardwareIdOf({ ...board, serial: 'Default string' }), 'two boards without any number stay two');
  });

  it('knows a machine by both, forgives a serial that cannot be read, and leaves the rest to a person', () => {
    const is = (serial: string | null, hardwareUuid = uuid, ...devices: Device[]) =>
      recognise({ hardwareUuid, serial, instanceId: 'i' }, devices).is;
    assert.equal(is('A', uuid), 'new');
    assert.equal(is('A', uuid, known(uuid, 'A')), 'known');
    assert.equal(is(null, uuid, known(uuid, null)), 'known');
    assert.equal(is(null, uuid, known(uuid, 'A')), 'known');
    assert.equal(is('A', uuid, known(uuid, null)), 'known');
    assert.equal(is('B', uuid, known(uuid, 'A')), 'conflict');
    assert.equal(is('A', 'other', known(uuid, 'A')), 'conflict');
    assert.equal(is(null, 'other', known(uuid, null)), 'new');
    assert.equal(is('B', uuid, known(uuid, 'A'), known(uuid, 'B')), 'known', 'the exact one goes before the one alike');
  });
});
