import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removableStorage } from '../../../facts/removable-storage.ts';
import { answer, type Parts } from './question-tester.ts';
import { storageName, storageQuestions } from './removable-storage.ts';

const usbstor = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR';
const ultra = `${usbstor}\\Disk&Ven_SanDisk&Prod_Ultra_Fit&Rev_1.00`;
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices';
const windows = (parts: Parts) => answer(storageQuestions, 'removable-storage/windows', { seen: [{ seen: '20' }], ...parts });
const setting = (key: string, name: string, data: string) => windows({ settings: [{ key, name, data }] }).denied;

describe('removable-storage/windows', () => {
  it('reads maker and model out of the key, and joins two of a kind with the last time', () => {
    const devices = [
      { key: ultra, mtime: '1795300000' },
      { key: ultra, mtime: '1795200000' },
      { key: `${usbstor}\\Disk&Ven_&Prod_&Rev_`, mtime: '' },
    ];
    assert.deepEqual(windows({ devices }), {
      denied: false,
      readable: true,
      devices: [
        { name: 'Disk&Ven_&Prod_&Rev_', lastAt: null, connected: null },
        { name: 'SanDisk Ultra Fit', lastAt: '2026-11-21T22:26:40.000Z', connected: null },
      ],
    });
    assert.equal(storageName('USBSTOR\\Disk&Ven_BUFFALO'), 'Disk&Ven_BUFFALO');
  });
  it('knows the three ways of keeping storage out', () => {
    assert.equal(setting(policy, 'Deny_All', '1'), true);
    assert.equal(setting(`${policy}\\{53F5630D-b6bf-11d0-94f2-00a0c91efb8b}`, 'Deny_Write', '1'), true);
    assert.equal(setting('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\USBSTOR', 'Start', '4'), true);
    assert.equal(setting('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\USBSTOR', 'Start', '3'), false);
    assert.equal(setting(policy, 'Deny_All', '0'), false);
  });
  it('says when the registry was blind', () => assert.equal(windows({ seen: [] }).readable, false));
  it('makes no new fact of the same stick on the same day', () => {
    const fact = (lastAt: string) => ({ denied: false, readable: true, devices: [{ name: 'SanDisk', lastAt, connected: null }] });
    assert.ok(removableStorage.sameAs(fact('2026-11-21T01:00:00.000Z'), fact('2026-11-21T22:00:00.000Z')));
    assert.equal(removableStorage.sameAs(fact('2026-11-21T01:00:00.000Z'), fact('2026-11-22T01:00:00.000Z')), false);
  });
});

describe('removable-storage/linux', () => {
  const linux = (parts: Parts) => answer(storageQuestions, 'removable-storage/linux', { seen: [{ seen: '20' }], ...parts });
  it('tells an interface of a device from the driver’s own files', () => {
    const bound = ['bind', 'module', 'new_id', '1-2:1.0', '1-2:1.0', '3-1.4:1.0'].map((filename) => ({ filename }));
    assert.deepEqual(
      linux({ bound }).devices.map(({ name, connected }: { name: string; connected: boolean }) => [name, connected]),
      [
        ['USB 1-2', true],
        ['USB 3-1.4', true],
      ],
    );
  });
  it('is blind without the system’s list of devices', () => assert.equal(linux({ seen: [{ seen: '0' }] }).readable, false));
});
