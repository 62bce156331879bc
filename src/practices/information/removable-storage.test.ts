import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { removableStorageUnused } from './removable-storage.check.ts';

const day = 86_400_000;
const before = (ms: number) => new Date(testNow.getTime() - ms).toISOString();
const windows = (...devices: [string, string | null][]) => ({
  denied: false,
  readable: true,
  devices: devices.map(([name, lastAt]) => ({ name, lastAt, connected: null })),
});
const linux = (...names: string[]) => ({
  denied: null,
  readable: true,
  devices: names.map((name) => ({ name, lastAt: null, connected: true })),
});

checkTester(removableStorageUnused, {
  pass: [
    { name: 'none was connected', platform: 'windows', fact: windows() },
    { name: 'a moment longer ago than 30 days', platform: 'windows', fact: windows(['SanDisk Ultra', before(30 * day + 1)]) },
    { name: 'a policy keeps it out', platform: 'windows', fact: { ...windows(['SanDisk Ultra', before(day)]), denied: true } },
    {
      name: 'the company allows it',
      platform: 'windows',
      params: { removableStorageRule: 'allowed' },
      fact: windows(['SanDisk', before(day)]),
    },
    { name: 'nothing is plugged in', platform: 'linux', fact: linux() },
  ],
  fail: [
    { name: 'exactly 30 days ago', platform: 'windows', fact: windows(['SanDisk Ultra', before(30 * day)]), says: 'SanDisk Ultra' },
    { name: 'at an unknown time', platform: 'windows', fact: windows(['BUFFALO', null]), says: 'BUFFALO' },
    { name: 'plugged in now', platform: 'linux', fact: linux('USB 1-2'), says: 'USB 1-2' },
  ],
  unknown: [
    { name: 'the record cannot be read', platform: 'windows', fact: { ...windows(), readable: false } },
    { name: 'the system shows no devices at all', platform: 'linux', fact: { ...linux(), readable: false } },
  ],
});
