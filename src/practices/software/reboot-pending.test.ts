import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { rebootPendingCheck } from './reboot-pending.check.ts';

const before = (ms: number) => new Date(testNow.getTime() - ms).toISOString();

const day = 86_400_000;
const params = { patchDeadlineDaysCritical: 14 };
const kernel = { running: '6.1.0-9-amd64', newest: '6.1.0-28-amd64' };

checkTester(rebootPendingCheck, {
  pass: [
    { name: 'nothing waits', platform: 'windows', params, fact: { pending: false, since: null, kernel: null } },
    {
      name: 'waits no longer than the deadline',
      platform: 'windows',
      params,
      fact: { pending: true, since: before(14 * day), kernel: null },
      says: '14',
    },
    {
      name: 'the newest kernel runs',
      platform: 'linux',
      params,
      fact: { pending: false, since: null, kernel: { running: '6.1.0-28-amd64', newest: '6.1.0-28-amd64' } },
    },
  ],
  fail: [
    {
      name: 'waits a moment longer than the deadline',
      platform: 'windows',
      params,
      fact: { pending: true, since: before(14 * day + 1), kernel: null },
      says: '14',
    },
    { name: 'an old kernel runs', platform: 'linux', params, fact: { pending: true, since: null, kernel }, says: '6.1.0-28-amd64' },
    { name: 'waits since nobody knows when', platform: 'linux', params, fact: { pending: true, since: null, kernel: null } },
  ],
  unknown: [
    { name: 'nothing marks a restart', platform: 'linux', params, fact: { pending: null, since: null, kernel: null } },
    {
      name: 'since a year to come',
      platform: 'linux',
      params,
      fact: { pending: true, since: before(-365 * day), kernel: null },
    },
  ],
});
