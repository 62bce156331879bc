import { checkTester } from '../../mechanism/check-tester.ts';
import { foldersNotOpen } from './open-folders.check.ts';

const fact = (open: { folder: string; to: string }[], readable = true, looked = ['/srv']) => ({ looked, open, readable });

checkTester(foldersNotOpen, {
  pass: [
    { name: 'none open', platform: 'linux', fact: fact([]), says: '/srv' },
    { name: 'nothing shared', platform: 'windows', fact: fact([], true, []) },
  ],
  fail: [
    { name: 'writable by all', platform: 'linux', fact: fact([{ folder: '/srv/経理', to: '0777' }]), says: '経理' },
    { name: 'Everyone', platform: 'windows', fact: fact([{ folder: '共有 (D:\\共有)', to: 'Everyone' }], false), says: 'Everyone' },
  ],
  unknown: [{ name: 'rights not read', platform: 'windows', fact: fact([], false) }],
});
