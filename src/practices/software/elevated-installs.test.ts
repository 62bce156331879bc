import { checkTester } from '../../mechanism/check-tester.ts';
import { elevatedInstallsOff } from './elevated-installs.check.ts';

const fact = { elevatedMachine: false, elevatedUsers: 0, store: 'open' as const, seen: true };

checkTester(elevatedInstallsOff, {
  pass: [
    { name: 'off, with an open store', platform: 'windows', fact },
    {
      name: 'only a user’s half, which alone does nothing',
      platform: 'windows',
      fact: { ...fact, elevatedUsers: 1, store: 'closed' as const },
    },
  ],
  fail: [
    { name: 'both halves', platform: 'windows', fact: { ...fact, elevatedMachine: true, elevatedUsers: 2 } },
    {
      name: 'the machine’s half: users who are not signed in cannot be seen',
      platform: 'windows',
      fact: { ...fact, elevatedMachine: true },
    },
  ],
  unknown: [{ name: 'the registry could not be read', platform: 'windows', fact: { ...fact, seen: false } }],
});
