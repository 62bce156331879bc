import { checkTester } from '../../mechanism/check-tester.ts';
import { logsNotCleared } from './not-cleared.check.ts';

const none = { logon: 0, account: 0, change: 0 };
const log = (more = {}) => ({ readable: true, logons: true, policy: none, cleared: [], windowDays: 7, ...more });

checkTester(logsNotCleared, {
  pass: [{ name: 'nothing cleared', platform: 'windows', fact: log(), says: '7' }],
  fail: [
    {
      name: 'cleared',
      platform: 'windows',
      fact: log({ cleared: [{ log: 'Security', at: '2026-11-20T01:02:03.000Z' }] }),
      says: 'Security 2026-11-20',
    },
    {
      name: 'cleared, and empty since',
      platform: 'windows',
      fact: log({ readable: false, cleared: [{ log: 'System', at: '2026-11-20T01:02:03.000Z' }] }),
    },
  ],
  unknown: [{ name: 'blind', platform: 'windows', fact: log({ readable: false, logons: false }) }],
});
