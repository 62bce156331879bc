import { checkTester } from '../../mechanism/check-tester.ts';
import { diskSpaceLeft } from './disk-space.check.ts';

const fact = (...volumes: [string, number | null, number | null][]) => ({
  volumes: volumes.map(([volume, usedPercent, inodePercent]) => ({ volume, usedPercent, inodePercent })),
});

checkTester(diskSpaceLeft, {
  pass: [
    { name: 'one percent below the level', platform: 'windows', fact: fact(['C:', 84, null], ['D:', 3, null]), says: '84%' },
    { name: 'a company level of 100 (not full)', platform: 'linux', params: { diskWarnPercent: 100 }, fact: fact(['/', 99, 99]) },
    { name: 'macOS', platform: 'macos', fact: fact(['/System/Volumes/Data', 40, null]), says: '85%' },
  ],
  fail: [
    { name: 'exactly at the level', platform: 'linux', fact: fact(['/', 20, 3], ['/data/共有', 85, 1]), says: '/data/共有' },
    { name: 'no inodes left', platform: 'linux', fact: fact(['/', 20, 100]), says: '100%' },
    { name: 'one full, one unread', platform: 'windows', fact: fact(['C:', 97, null], ['D:', null, null]), says: 'C:' },
  ],
  unknown: [
    { name: 'one volume cannot be read', platform: 'windows', fact: fact(['C:', 10, null], ['D:', null, null]), says: 'D:' },
    { name: 'no volume', platform: 'linux', fact: fact() },
  ],
});
