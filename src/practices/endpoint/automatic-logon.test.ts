import { checkTester } from '../../mechanism/check-tester.ts';
import { automaticLogonCheck } from './automatic-logon.check.ts';

checkTester(automaticLogonCheck, {
  pass: [
    { name: 'off on Windows', platform: 'windows', fact: { enabled: false, user: null } },
    { name: 'off on macOS', platform: 'macos', fact: { enabled: false, user: null } },
  ],
  fail: [
    { name: 'on with a Japanese name', platform: 'windows', fact: { enabled: true, user: '受付' }, says: '受付' },
    { name: 'on without a name', platform: 'windows', fact: { enabled: true, user: null } },
    { name: 'on on macOS', platform: 'macos', fact: { enabled: true, user: 'kiosk' }, says: 'kiosk' },
  ],
  unknown: [
    { name: 'a value that is neither on nor off', platform: 'windows', fact: { enabled: null, user: null } },
    { name: 'an empty name on macOS', platform: 'macos', fact: { enabled: null, user: null } },
  ],
});
