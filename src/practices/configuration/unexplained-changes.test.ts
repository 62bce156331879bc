import { checkTester } from '../../mechanism/check-tester.ts';
import { unexplainedChangesCheck } from './unexplained-changes.check.ts';

const oldest = { at: '2026-11-20T01:00:00.000Z', businessDays: 3, ja: 'サービス「xrdp」を追加', en: 'service xrdp added' };
const fact = (waiting: number, days: number) => ({
  looked: ['services'],
  waiting,
  oldest: waiting === 0 ? null : { ...oldest, businessDays: days },
});

checkTester(unexplainedChangesCheck, {
  pass: [
    { name: 'nothing waits', platform: 'linux', fact: fact(0, 0) },
    { name: 'on the last day of the deadline', platform: 'linux', params: { changeExplanationDays: 3 }, fact: fact(1, 3), says: 'xrdp' },
  ],
  fail: [
    { name: 'the day after', platform: 'linux', params: { changeExplanationDays: 3 }, fact: fact(2, 4), says: 'xrdp' },
    { name: 'no time at all is allowed', platform: 'windows', params: { changeExplanationDays: 0 }, fact: fact(1, 1), says: 'xrdp' },
  ],
  unknown: [{ name: 'no list was ever reported', platform: 'macos', fact: { looked: [], waiting: 0, oldest: null } }],
});
