import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diskForecast } from '../../facts/disk-forecast.ts';
import { checkTester } from '../../mechanism/check-tester.ts';
import { diskNotFilling } from './disk-forecast.check.ts';

type Volume = Parameters<typeof diskForecast.sameAs>[0]['volumes'][number];
const volume = (more: Partial<Volume> = {}): Volume => ({
  volume: '/data',
  state: 'stable',
  because: null,
  fullOn: null,
  earliestOn: null,
  latestOn: null,
  unless: null,
  warn: false,
  cause: null,
  ...more,
});
const filling = (fullOn: string, more: Partial<Volume> = {}) => volume({ state: 'filling', fullOn, earliestOn: fullOn, ...more });
const fact = (...volumes: Volume[]) => ({ asOf: '2026-11-22', horizonDays: 14, volumes });

checkTester(diskNotFilling, {
  pass: [
    { name: 'nothing grows', platform: 'linux', fact: fact(volume()), says: '14' },
    { name: 'later than the company looks', platform: 'windows', fact: fact(volume(), filling('2026-12-25')), says: '2026-12-25' },
    { name: 'a saw-tooth that is cleaned up as usual', platform: 'linux', fact: fact(filling('2026-11-27', { unless: 'usual-clean-up' })) },
    {
      name: 'a shorter horizon of the company',
      platform: 'linux',
      params: { diskFullWarnDays: 7 },
      fact: fact(filling('2026-12-01', { warn: true, cause: 'trend' })),
    },
  ],
  fail: [
    { name: 'warned', platform: 'linux', fact: fact(filling('2026-11-30', { warn: true, cause: 'trend' })), says: '2026-11-30' },
    { name: 'no room for another jump', platform: 'linux', fact: fact(volume({ warn: true, cause: 'steps' })), says: '/data' },
    {
      name: 'full, whatever the horizon',
      platform: 'macos',
      params: { diskFullWarnDays: 3 },
      fact: fact(volume({ warn: true, cause: 'full' })),
      says: '/data',
    },
    {
      name: 'a longer horizon of the company, to the day',
      platform: 'linux',
      params: { diskFullWarnDays: 30 },
      fact: fact(filling('2026-12-22')),
      says: '30',
    },
    {
      name: 'one warned, one silent',
      platform: 'linux',
      fact: fact(volume({ state: 'silent', because: 'gaps' }), filling('2026-11-30', { warn: true, cause: 'trend' })),
    },
  ],
  unknown: [
    { name: 'too short', platform: 'linux', fact: fact(volume({ state: 'silent', because: 'short-history' })), says: '21' },
    { name: 'gaps', platform: 'linux', fact: fact(volume(), volume({ volume: '/old', state: 'silent', because: 'gaps' })), says: '/old' },
    { name: 'no volume', platform: 'linux', fact: fact() },
  ],
});

describe('a forecast', () => {
  it('says the same while its day moves little, near by a day and far by a tenth', () => {
    const same = (a: string, b: string) => diskForecast.sameAs(fact(filling(a)), { ...fact(filling(b)), asOf: '2026-11-23' });
    assert.equal(same('2026-12-10', '2026-12-11'), true);
    assert.equal(same('2026-12-10', '2026-12-12'), false);
    assert.equal(same('2027-03-01', '2027-03-09'), true);
    assert.equal(same('2027-03-01', '2027-03-20'), false);
    assert.equal(diskForecast.sameAs(fact(filling('2026-12-10')), fact(filling('2026-12-10', { warn: true, cause: 'trend' }))), false);
  });
});
