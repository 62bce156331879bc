import { checkTester } from '../../mechanism/check-tester.ts';
import { memoryLeft } from './memory.check.ts';

const hour = 3_600_000;

checkTester(memoryLeft, {
  pass: [
    { name: 'below the level', platform: 'linux', fact: { usedPercent: 89 }, says: '90%' },
    { name: 'a reading of two days ago', platform: 'macos', ageMs: 48 * hour, fact: { usedPercent: 40 }, says: '40%' },
  ],
  fail: [
    { name: 'exactly at the level', platform: 'linux', fact: { usedPercent: 90 }, says: '90%' },
    { name: 'at the company’s own level', platform: 'macos', params: { memoryWarnPercent: 70 }, fact: { usedPercent: 75 }, says: '70%' },
  ],
  unknown: [{ name: 'an old reading', platform: 'linux', ageMs: 48 * hour + 1, fact: { usedPercent: 10 } }],
});
