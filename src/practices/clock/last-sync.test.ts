import { checkTester } from '../../mechanism/check-tester.ts';
import { clockSynchronised } from './last-sync.check.ts';

const fact = (ageDays: number | null, by: string | null = '/var/lib/chrony/chrony.drift', readable = true) => ({ ageDays, by, readable });

checkTester(clockSynchronised, {
  pass: [
    { name: 'today', platform: 'linux', fact: fact(0), says: 'chrony.drift' },
    { name: 'a day ago, the most', platform: 'linux', fact: fact(1) },
    { name: 'a week ago on Windows, the most', platform: 'windows', fact: fact(7, 'W32Time'), says: '7' },
  ],
  fail: [
    { name: 'two days ago', platform: 'linux', fact: fact(2), says: '2' },
    { name: 'eight days ago on Windows', platform: 'windows', fact: fact(8, 'W32Time'), says: '8' },
  ],
  unknown: [
    { name: 'no mark', platform: 'linux', fact: fact(null, null) },
    { name: 'no entry on Windows proves nothing', platform: 'windows', fact: fact(null, null, false) },
  ],
});
