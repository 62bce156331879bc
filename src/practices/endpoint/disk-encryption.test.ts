import { checkTester } from '../../mechanism/check-tester.ts';
import { diskEncryptionCheck } from './disk-encryption.check.ts';

type State = 'encrypted' | 'suspended' | 'partial' | 'plain' | null;
const volumes = (...list: [string, State, boolean][]) => ({ volumes: list.map(([name, state, system]) => ({ name, state, system })) });

checkTester(diskEncryptionCheck, {
  pass: [
    { name: 'all drives', platform: 'windows', fact: volumes(['C:', 'encrypted', true], ['D:', 'encrypted', false]), says: 'D:' },
    { name: 'FileVault on', platform: 'macos', fact: volumes(['FileVault', 'encrypted', true]) },
    { name: 'root and home', platform: 'linux', fact: volumes(['/', 'encrypted', true], ['/home', 'encrypted', false]), says: '/home' },
    {
      name: 'the company does not ask for it',
      platform: 'linux',
      params: { deviceEncryptionRequired: false },
      fact: volumes(['/', 'plain', true]),
    },
  ],
  fail: [
    { name: 'a data drive is plain', platform: 'windows', fact: volumes(['C:', 'encrypted', true], ['D:', 'plain', false]), says: 'D:' },
    { name: 'protection suspended', platform: 'windows', fact: volumes(['C:', 'suspended', true]), says: 'C:' },
    { name: 'encryption under way', platform: 'windows', fact: volumes(['C:', 'partial', true]) },
    {
      name: 'plain weighs more than not known',
      platform: 'linux',
      fact: volumes(['/', null, true], ['/データ', 'plain', false]),
      says: '/データ',
    },
    { name: 'FileVault off', platform: 'macos', fact: volumes(['FileVault', 'plain', true]) },
  ],
  unknown: [
    { name: 'a container’s root', platform: 'linux', fact: volumes(['/', null, true]), says: '/' },
    { name: 'the system drive is not in the report', platform: 'windows', fact: volumes(['E:', 'encrypted', false]) },
    { name: 'no volume at all', platform: 'windows', fact: volumes() },
    { name: 'FileVault unknown', platform: 'macos', fact: volumes(['FileVault', null, true]) },
  ],
});
