import { checkTester } from '../../mechanism/check-tester.ts';
import { privateKeysProtected } from './private-keys-protected.check.ts';

const key = (path: string, encrypted: boolean | null) => ({ user: 'taro', path, encrypted });

checkTester(privateKeysProtected, {
  pass: [
    {
      name: 'all protected',
      platform: 'linux',
      fact: { keys: [key('/home/taro/.ssh/id_rsa', true), key('/root/.ssh/id_ed25519', true)] },
      says: '2',
    },
    { name: 'no key', platform: 'windows', fact: { keys: [] } },
  ],
  fail: [
    {
      name: 'one is bare',
      platform: 'windows',
      fact: { keys: [key('C:\\Users\\山田\\.ssh\\id_rsa', false), key('a', true)] },
      says: '山田',
    },
    {
      name: 'bare weighs more than not told',
      platform: 'macos',
      fact: { keys: [key('a', null), key('/Users/b/.ssh/id_rsa', false)] },
      says: '/Users/b',
    },
  ],
  unknown: [
    { name: 'one is not told', platform: 'linux', fact: { keys: [key('a', true), key('/home/x/.ssh/k', null)] }, says: '/home/x/.ssh/k' },
  ],
});
