import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { updatesCurrent } from './updates-current.check.ts';

const before = (ms: number) => new Date(testNow.getTime() - ms).toISOString();

const day = 86_400_000;
const none = { installedAt: null, historySince: null, checkedAt: null, automaticAt: null, automaticTimer: null, waiting: null };
// It is 22 November 2026; releases are on 13 October (40 days ago) and 10 November. With 30 days October is due.
const params = { patchDeadlineDaysOther: 30 };

checkTester(updatesCurrent, {
  pass: [
    {
      name: 'Windows: installed after the release that is due',
      platform: 'windows',
      params,
      fact: { ...none, installedAt: '2026-10-14T00:30:00.000Z' },
      says: '2026-10-13',
    },
    {
      name: 'Windows: in Japan the history lies nine hours early',
      platform: 'windows',
      params,
      fact: { ...none, installedAt: '2026-10-13T09:00:00.000Z' },
    },
    {
      name: 'Windows: with 60 days the release of September is enough',
      platform: 'windows',
      params: { patchDeadlineDaysOther: 60 },
      fact: { ...none, installedAt: '2026-09-10T00:00:00.000Z' },
      says: '2026-09-08',
    },
    {
      name: 'Windows: the history was cleared, the list of hotfixes shows it',
      platform: 'windows',
      params,
      fact: { ...none, hotfixAt: '2026-10-15T00:00:00.000Z' },
    },
    {
      name: 'macOS: nothing waits, looked for exactly at the limit',
      platform: 'macos',
      params,
      fact: { ...none, checkedAt: before(30 * day), waiting: 0 },
    },
    {
      name: 'macOS: what waits cannot be older than the last update',
      platform: 'macos',
      params,
      fact: { ...none, checkedAt: before(day), waiting: 2, installedAt: before(30 * day) },
      says: '30',
    },
    {
      name: 'Linux: the automatic update ended well at the limit',
      platform: 'linux',
      params,
      fact: { ...none, automaticAt: before(30 * day) },
    },
    {
      name: 'Linux: dnf installs by its timer',
      platform: 'linux',
      params,
      fact: { ...none, automaticTimer: true, installedAt: before(3 * day), checkedAt: before(60 * day) },
    },
  ],
  fail: [
    {
      name: 'Windows: the last update is older than the release that is due',
      platform: 'windows',
      params,
      fact: { ...none, installedAt: '2026-10-13T08:59:59.000Z' },
      says: '2026-10-13',
    },
    {
      name: 'Windows: a history long enough without any',
      platform: 'windows',
      params,
      fact: { ...none, historySince: '2026-01-05T00:00:00.000Z' },
    },
    {
      name: 'Windows: with 10 days November is due',
      platform: 'windows',
      params: { patchDeadlineDaysOther: 10 },
      fact: { ...none, installedAt: '2026-10-20T00:00:00.000Z' },
      says: '2026-11-10',
    },
    { name: 'macOS: not looked for since', platform: 'macos', params, fact: { ...none, checkedAt: before(30 * day + 1), waiting: 0 } },
    {
      name: 'macOS: updates wait for too long',
      platform: 'macos',
      params,
      fact: { ...none, checkedAt: before(day), waiting: 1, installedAt: before(31 * day) },
      says: '31',
    },
    {
      name: 'Linux: the lists of packages are old',
      platform: 'linux',
      params,
      fact: { ...none, checkedAt: before(31 * day), automaticAt: before(40 * day) },
    },
  ],
  unknown: [
    {
      name: 'Windows: installed in a year to come',
      platform: 'windows',
      params,
      fact: { ...none, installedAt: before(-365 * day) },
    },
    {
      name: 'Linux: ended well in a year to come',
      platform: 'linux',
      params,
      fact: { ...none, automaticAt: before(-365 * day) },
    },
    { name: 'Windows: the history is too short', platform: 'windows', params, fact: { ...none, historySince: '2026-11-01T00:00:00.000Z' } },
    { name: 'Windows: the history tells nothing', platform: 'windows', params, fact: none },
    { name: 'macOS: the number waiting is not told', platform: 'macos', params, fact: { ...none, checkedAt: before(day) } },
    {
      name: 'macOS: updates wait since nobody knows when',
      platform: 'macos',
      params,
      fact: { ...none, checkedAt: before(day), waiting: 3 },
      says: '3',
    },
    { name: 'Linux: fresh lists are no updates', platform: 'linux', params, fact: { ...none, checkedAt: before(day) } },
    {
      name: 'Linux: a timer alone is no update',
      platform: 'linux',
      params,
      fact: { ...none, automaticTimer: true, checkedAt: before(day) },
    },
  ],
});
