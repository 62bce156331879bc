import { checkTester } from '../../mechanism/check-tester.ts';
import { sourceTreesAbsent } from './source-trees.check.ts';

const fact = { places: ['/srv/%', '/home/%'], trees: [], tools: [], seen: true };
const params = { sourceTreePlaces: ['/srv/%', '/home/%'] };

checkTester(sourceTreesAbsent, {
  pass: [{ name: 'nothing in the places', platform: 'linux', fact, params, says: '2' }],
  fail: [
    { name: 'a working tree', platform: 'linux', fact: { ...fact, trees: ['/srv/app'] }, params, says: '/srv/app' },
    {
      name: 'a compiler without a package',
      platform: 'linux',
      fact: { ...fact, tools: ['/usr/local/go/bin/go'] },
      params,
      says: '/usr/local/go',
    },
    {
      name: 'seen in an old place while a new one was not asked yet',
      platform: 'linux',
      fact: { ...fact, trees: ['/srv/app'] },
      says: '/srv/app',
    },
  ],
  unknown: [
    { name: 'a blind agent', platform: 'windows', fact: { ...fact, seen: false }, params },
    { name: 'a place that was added since', platform: 'linux', fact, params: { sourceTreePlaces: ['/srv/%', '/data/%'] }, says: '/data/%' },
    { name: 'no place named', platform: 'linux', fact: { ...fact, places: [] }, params: { sourceTreePlaces: [] } },
  ],
});
