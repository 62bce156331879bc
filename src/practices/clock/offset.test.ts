import { checkTester } from '../../mechanism/check-tester.ts';
import { clockOffsetSmall } from './offset.check.ts';

const fact = (offsetMs: number, boundMs = 500) => ({ offsetMs, boundMs });

checkTester(clockOffsetSmall, {
  pass: [
    { name: 'right', platform: 'linux', fact: fact(0), says: '2,000' },
    { name: 'offset and bound reach the limit exactly', platform: 'windows', fact: fact(1500) },
    { name: 'behind, the limit exactly', platform: 'macos', fact: fact(-1500), says: '1,500' },
  ],
  fail: [
    { name: 'surely over the limit', platform: 'windows', fact: fact(2501), says: '2,501' },
    { name: 'an hour behind', platform: 'linux', fact: fact(-3_600_000), says: '3,600,000' },
    { name: 'over a stricter limit', platform: 'macos', params: { maxClockOffsetMs: 100 }, fact: fact(700), says: '100' },
  ],
  unknown: [
    { name: 'a millisecond too coarse to pass', platform: 'linux', fact: fact(1501) },
    { name: 'exactly too coarse to fail', platform: 'linux', fact: fact(2500) },
    { name: 'a bound wider than the limit', platform: 'windows', fact: fact(0, 2001) },
  ],
});
