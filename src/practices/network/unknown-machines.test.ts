import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { unknownMachinesCheck } from './unknown-machines.check.ts';

/** So many days before the moment of judging, and a little more. */
const ago = (days: number, ms = 0) => new Date(testNow.getTime() - days * 86_400_000 - ms).toISOString();
const params = { internalSegments: ['192.168.10.0/24'], unknownDeviceGraceDays: 3 };
const office = (given: { since?: string[]; forbidden?: string[]; subject?: string } = {}) => ({
  networks: [
    {
      network: '192.168.10.0/24',
      rule: 'ask' as const,
      waiting: (given.since ?? []).map((since) => ({ subject: given.subject ?? 'mac:3c:52:82:11:0a:7f', since })),
      open: given.since?.length ?? 0,
      forbidden: given.forbidden ?? [],
    },
  ],
  silent: [] as string[],
});

checkTester(unknownMachinesCheck, {
  pass: [
    { name: 'everything is known', platform: 'linux', params, fact: office(), says: '192.168.10.0/24' },
    {
      name: 'asked, and within the time',
      platform: 'windows',
      params,
      fact: office({ since: [ago(3)] }),
      says: '3',
    },
    { name: 'at home', platform: 'macos', params, fact: { networks: [], silent: [] } },
  ],
  fail: [
    { name: 'a moment too long', platform: 'linux', params, fact: office({ since: [ago(3, 1)] }), says: '3c:52:82' },
    { name: 'a machine that was forbidden', platform: 'linux', params, fact: office({ forbidden: ['mac:3c:52:82:11:0a:7f'] }) },
    {
      name: 'late, although another segment is silent',
      platform: 'linux',
      params,
      fact: { ...office({ since: [ago(20)], subject: 'random:' }), silent: ['192.168.20.0/24'] },
    },
  ],
  unknown: [
    {
      name: 'more machines than are kept',
      platform: 'linux',
      params,
      fact: { ...office(), networks: [{ ...office().networks[0]!, full: true }] },
      says: '192.168.10.0/24',
    },
    { name: 'no segment is listed', platform: 'linux', fact: office() },
    {
      name: 'nobody tells of a segment',
      platform: 'linux',
      params,
      fact: { ...office(), silent: ['192.168.20.0/24'] },
      says: '192.168.20.0/24',
    },
  ],
});
