import { checkTester } from '../../mechanism/check-tester.ts';
import { sudoPassword } from './sudo-password.check.ts';

const rule = (who: string, text: string) => ({ who, rule: text, source: '/etc/sudoers.d/90-cloud-init-users' });

checkTester(sudoPassword, {
  pass: [
    { name: 'no such rule', platform: 'linux', fact: { installed: true, passwordless: [] } },
    { name: 'no sudo', platform: 'linux', fact: { installed: false, passwordless: [] } },
    { name: 'macOS as it ships', platform: 'macos', fact: { installed: true, passwordless: [] } },
  ],
  fail: [
    {
      name: 'the rule of cloud images',
      platform: 'linux',
      fact: { installed: true, passwordless: [rule('ubuntu', 'ALL=(ALL) NOPASSWD:ALL')] },
      says: '90-cloud-init-users',
    },
    {
      name: 'a default',
      platform: 'macos',
      fact: { installed: true, passwordless: [rule('Defaults:開発部', '!authenticate')] },
      says: '開発部',
    },
    {
      name: 'more than three',
      platform: 'linux',
      fact: { installed: true, passwordless: [1, 2, 3, 4].map((n) => rule(`u${n}`, 'NOPASSWD:ALL')) },
    },
  ],
  unknown: [{ name: 'rules that cannot be read', platform: 'linux', fact: { installed: null, passwordless: [] } }],
});
