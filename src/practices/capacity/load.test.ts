import { checkTester } from '../../mechanism/check-tester.ts';
import { processorLoadLow } from './load.check.ts';

const hour = 3_600_000;
const fact = (load15: number, cores = 4, load5 = 0) => ({ cores, load5, load15 });

checkTester(processorLoadLow, {
  pass: [
    { name: 'below the level', platform: 'linux', fact: fact(3.1), says: '78%' },
    { name: 'a short peak', platform: 'macos', fact: fact(1, 8, 20), says: '80%' },
  ],
  fail: [
    { name: 'exactly at the level', platform: 'linux', fact: fact(3.2), says: '80%' },
    { name: 'far above on one processor', platform: 'macos', params: { cpuWarnPercent: 60 }, fact: fact(2.5, 1), says: '250%' },
  ],
  unknown: [{ name: 'an old reading', platform: 'linux', ageMs: 48 * hour + 1, fact: fact(0.1) }],
});
