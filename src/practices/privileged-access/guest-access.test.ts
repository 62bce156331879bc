import { checkTester } from '../../mechanism/check-tester.ts';
import { guestAccessCheck } from './guest-access.check.ts';

const windows = {
  guestAccount: false as boolean | null,
  anonymousLookup: false as boolean | null,
  guestShares: null,
  sharesComplete: true,
};
const shares = (guestAccount: boolean | null, guestShares: string[] | null, sharesComplete = true) => ({
  guestAccount,
  anonymousLookup: null,
  guestShares,
  sharesComplete,
});

checkTester(guestAccessCheck, {
  pass: [
    { name: 'both off', platform: 'windows', fact: windows },
    { name: 'no guest, no share', platform: 'macos', fact: shares(false, []) },
    { name: 'no share for guests', platform: 'linux', fact: shares(null, []) },
    { name: 'the company allows it', platform: 'linux', params: { anonymousAccessAllowed: true }, fact: shares(null, ['公開']) },
  ],
  fail: [
    { name: 'guest account on', platform: 'windows', fact: { ...windows, guestAccount: true } },
    { name: 'anonymous lookup on, guest not told', platform: 'windows', fact: { ...windows, guestAccount: null, anonymousLookup: true } },
    { name: 'guest on macOS', platform: 'macos', fact: shares(true, []) },
    { name: 'a share on macOS', platform: 'macos', fact: shares(false, ['SMB']), says: 'SMB' },
    { name: 'a share beside an include', platform: 'linux', fact: shares(null, ['営業共有'], false), says: '営業共有' },
  ],
  unknown: [
    { name: 'guest not told', platform: 'windows', fact: { ...windows, guestAccount: null } },
    { name: 'lookup not told', platform: 'windows', fact: { ...windows, anonymousLookup: null } },
    { name: 'guest on macOS not told', platform: 'macos', fact: shares(null, []) },
    { name: 'an include in smb.conf', platform: 'linux', fact: shares(null, [], false) },
    { name: 'shares not told', platform: 'linux', fact: shares(null, null) },
  ],
});
