import { checkTester } from '../../mechanism/check-tester.ts';
import { signInsRecorded } from './sign-ins-recorded.check.ts';

const none = { logon: 0, account: 0, change: 0 };
const log = (more = {}) => ({ readable: true, logons: true, policy: none, cleared: [], windowDays: 7, ...more });

checkTester(signInsRecorded, {
  pass: [
    { name: 'entries, whatever the old policy says', platform: 'windows', fact: log() },
    {
      name: 'a policy, of a log that is not readable',
      platform: 'windows',
      fact: log({ readable: false, logons: false, policy: { ...none, logon: 1 } }),
    },
  ],
  fail: [{ name: 'a log without a single sign-in', platform: 'windows', fact: log({ logons: false }) }],
  unknown: [
    { name: 'a log that is not readable', platform: 'windows', fact: log({ readable: false, logons: false }) },
    {
      name: 'no policy either',
      platform: 'windows',
      fact: log({ readable: false, logons: false, policy: { logon: null, account: null, change: null } }),
    },
  ],
});
