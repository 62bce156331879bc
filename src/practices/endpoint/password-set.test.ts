import { checkTester } from '../../mechanism/check-tester.ts';
import { passwordSet } from './password-set.check.ts';

const params = { minPasswordLength: 10 };
const rule = (minLength: number | null, blankOnlyAtConsole: boolean | null) => ({ accounts: null, minLength, blankOnlyAtConsole });
const accounts = (...list: ['set' | 'locked' | 'empty' | null, string][]) => ({
  accounts: list.map(([password, user]) => ({ user, password })),
  minLength: null,
  blankOnlyAtConsole: null,
});

checkTester(passwordSet, {
  pass: [
    { name: 'Windows exactly at the value', platform: 'windows', params, fact: rule(10, true), says: '10' },
    { name: 'Windows above it', platform: 'windows', params, fact: rule(14, true), says: '14' },
    { name: 'Linux: set and locked', platform: 'linux', params, fact: accounts(['set', 'taro'], ['locked', 'root']), says: '2' },
    { name: 'macOS: a day of setting for everyone', platform: 'macos', params, fact: accounts(['set', 'hanako']) },
  ],
  fail: [
    { name: 'Windows one short', platform: 'windows', params, fact: rule(9, true), says: '9' },
    { name: 'Windows without a rule', platform: 'windows', params, fact: rule(0, true), says: '0' },
    { name: 'Windows lets blank passwords over the network', platform: 'windows', params, fact: rule(12, false) },
    { name: 'Windows short, the rest not readable', platform: 'windows', params, fact: rule(4, null) },
    {
      name: 'Linux: one empty beside one not known',
      platform: 'linux',
      params,
      fact: accounts([null, 'x'], ['empty', '営業']),
      says: '営業',
    },
  ],
  unknown: [
    { name: 'Windows length not told', platform: 'windows', params, fact: rule(null, true) },
    { name: 'Windows blank rule not told', platform: 'windows', params, fact: rule(12, null) },
    {
      name: 'Linux: an account without a line in shadow',
      platform: 'linux',
      params,
      fact: accounts(['set', 'a'], [null, 'toor']),
      says: 'toor',
    },
    { name: 'Linux: no account at all', platform: 'linux', params, fact: accounts() },
    { name: 'macOS: no day of setting', platform: 'macos', params, fact: accounts([null, '鈴木']), says: '鈴木' },
    { name: 'macOS: accounts missing', platform: 'macos', params, fact: rule(null, null) },
  ],
});
