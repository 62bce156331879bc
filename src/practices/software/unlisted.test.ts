import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { orderlyBody } from './testing/control-body.ts';
import { unlistedSoftware } from './unlisted.check.ts';

const at = (ms: number) => new Date(testNow.getTime() + ms).toISOString();
const zip = (failsAt: string) => ({ title: 7, name: '7-Zip', version: '24.09', since: at(-86_400_000), failsAt });

checkTester(unlistedSoftware, {
  pass: [{ name: 'all is permitted', platform: 'windows', fact: orderlyBody }],
  fail: [
    {
      name: 'at the very end of the days',
      platform: 'windows',
      fact: { ...orderlyBody, unlisted: [zip(at(0))], unlistedCount: 1 },
      says: '7-Zip 24.09',
    },
    {
      name: 'one late among many new ones',
      platform: 'macos',
      fact: { ...orderlyBody, unlisted: [zip(at(-1)), { ...zip(at(1)), name: 'Slack' }], unlistedCount: 2 },
      params: { unlistedGraceDays: 5 },
      says: '5',
    },
    {
      name: 'more than a fact can name',
      platform: 'linux',
      fact: { ...orderlyBody, unlisted: [zip(at(-1))], unlistedCount: 321 },
      says: '321',
    },
    {
      name: 'a version that its line does not permit',
      platform: 'windows',
      fact: { ...orderlyBody, unlisted: [{ ...zip(at(-1)), line: 'R-SW-3' }], unlistedCount: 1 },
      says: 'R-SW-3',
    },
  ],
  unknown: [
    { name: 'within the days', platform: 'windows', fact: { ...orderlyBody, unlisted: [zip(at(1))], unlistedCount: 1 }, says: '7-Zip' },
    {
      name: 'asked for and not decided',
      platform: 'windows',
      fact: { ...orderlyBody, asked: [{ name: 'Zoom', request: '申請12' }], askedCount: 1 },
      says: '申請12',
    },
    {
      name: 'a condition on versions that cannot be read',
      platform: 'linux',
      fact: { ...orderlyBody, unclear: [{ name: 'nginx', version: '1.22', line: 'R-SW-4' }], unclearCount: 1 },
      says: 'R-SW-4',
    },
  ],
});
