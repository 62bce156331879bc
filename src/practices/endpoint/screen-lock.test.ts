import { checkTester } from '../../mechanism/check-tester.ts';
import { screenLockCheck } from './screen-lock.check.ts';

const params = { screenLockMinutes: 10 };
const nobody = { machineSeconds: null, machinePasswordRequired: null, users: [] };
const user = (seconds: number | null, passwordRequired: boolean | null, name = '山田太郎') => ({ user: name, seconds, passwordRequired });

checkTester(screenLockCheck, {
  pass: [
    {
      name: 'machine limit exactly at the value',
      platform: 'windows',
      params,
      fact: { ...nobody, machineSeconds: 600, machinePasswordRequired: true },
      says: '10',
    },
    {
      name: 'machine limit makes a person’s own setting irrelevant',
      platform: 'windows',
      params,
      fact: { machineSeconds: 300, machinePasswordRequired: true, users: [user(0, false)] },
    },
    { name: 'a person exactly at the value', platform: 'windows', params, fact: { ...nobody, users: [user(600, true)] }, says: '山田太郎' },
    {
      name: 'machine limit too long, but the only person is stricter',
      platform: 'windows',
      params,
      fact: { machineSeconds: 1800, machinePasswordRequired: true, users: [user(300, true)] },
    },
    {
      name: 'profile asks for the password, the person chose the time',
      platform: 'macos',
      params,
      fact: { machineSeconds: null, machinePasswordRequired: true, users: [user(300, null, 'hanako')] },
    },
  ],
  fail: [
    {
      name: 'machine limit one second over',
      platform: 'windows',
      params,
      fact: { ...nobody, machineSeconds: 601, machinePasswordRequired: true },
      says: '1',
    },
    { name: 'a person after 15 minutes', platform: 'windows', params, fact: { ...nobody, users: [user(900, true)] }, says: '15' },
    {
      name: 'a second person never locks',
      platform: 'windows',
      params,
      fact: { ...nobody, users: [user(60, true, 'a'), user(0, true, '佐藤')] },
      says: '佐藤',
    },
    { name: 'no password on resume', platform: 'windows', params, fact: { ...nobody, users: [user(60, false)] } },
    { name: 'macOS never starts the screen saver', platform: 'macos', params, fact: { ...nobody, users: [user(0, null)] } },
    {
      name: 'a stricter company value',
      platform: 'windows',
      params: { screenLockMinutes: 5 },
      fact: { ...nobody, users: [user(600, true)] },
      says: '5',
    },
    {
      name: 'macOS profile that asks for no password',
      platform: 'macos',
      params,
      fact: { machineSeconds: 300, machinePasswordRequired: false, users: [user(300, null)] },
    },
  ],
  unknown: [
    { name: 'nobody is signed in', platform: 'windows', params, fact: nobody },
    { name: 'time not readable', platform: 'windows', params, fact: { ...nobody, users: [user(null, null)] } },
    {
      name: 'one good, one not readable',
      platform: 'windows',
      params,
      fact: { ...nobody, users: [user(60, true, 'a'), user(null, true, 'b')] },
    },
    { name: 'macOS without a profile', platform: 'macos', params, fact: { ...nobody, users: [user(300, null)] } },
    {
      name: 'macOS profile without the password',
      platform: 'macos',
      params,
      fact: { ...nobody, machineSeconds: 300, users: [user(300, null)] },
    },
  ],
});
