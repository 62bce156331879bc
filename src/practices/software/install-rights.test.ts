import { checkTester } from '../../mechanism/check-tester.ts';
import { installRightsLimited } from './install-rights.check.ts';

const holder = (user: string, disabled = false) => ({ user, by: ['Administrators'], disabled });
const fact = { holders: [holder('ITAdmin')], unresolved: [], complete: true };

checkTester(installRightsLimited, {
  pass: [
    { name: 'only those who run IT, whatever their case', platform: 'windows', fact },
    { name: 'another one is disabled', platform: 'windows', fact: { ...fact, holders: [holder('itadmin'), holder('Tanaka', true)] } },
  ],
  fail: [
    {
      name: 'a user is an administrator',
      platform: 'windows',
      fact: { ...fact, holders: [holder('itadmin'), holder('tanaka')] },
      says: 'tanaka',
    },
    {
      name: 'seen though not all could be read',
      platform: 'linux',
      fact: { ...fact, holders: [holder('suzuki')], complete: false },
      says: 'suzuki',
    },
  ],
  unknown: [
    { name: 'not all could be read', platform: 'linux', fact: { ...fact, complete: false } },
    { name: 'a rule for a name that nobody can trace', platform: 'macos', fact: { ...fact, unresolved: ['%helpers'] } },
  ],
});
