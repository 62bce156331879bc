import { checkTester } from '../../mechanism/check-tester.ts';
import { dataVolumesEncrypted } from './data-volumes-encrypted.check.ts';

type State = 'encrypted' | 'suspended' | 'partial' | 'plain' | null;
const fact = (...volumes: [string, State][]) => ({ volumes: volumes.map(([name, state]) => ({ name, system: name === '/', state })) });
const d = { importantDataVolumes: ['d:'] };
const srv = { importantDataVolumes: ['/srv/'] };

checkTester(dataVolumesEncrypted, {
  pass: [
    { name: 'the drive is encrypted', platform: 'windows', params: d, fact: fact(['C:', 'plain'], ['D:', 'encrypted']), says: 'D:' },
    { name: 'the device has no such drive', platform: 'windows', params: d, fact: fact(['C:', 'plain']) },
    {
      name: 'the mount point is encrypted',
      platform: 'linux',
      params: srv,
      fact: fact(['/', 'plain'], ['/srv', 'encrypted']),
      says: '/srv',
    },
    { name: 'no mount point of its own, on an encrypted system', platform: 'linux', params: srv, fact: fact(['/', 'encrypted']) },
  ],
  fail: [
    { name: 'plain', platform: 'windows', params: d, fact: fact(['D:', 'plain']), says: 'D:' },
    { name: 'the key lies open', platform: 'windows', params: d, fact: fact(['D:', 'suspended']) },
    { name: 'a plain mount point', platform: 'linux', params: srv, fact: fact(['/', 'encrypted'], ['/srv', 'plain']) },
  ],
  unknown: [
    { name: 'nothing is listed', platform: 'windows', fact: fact(['C:', 'plain']) },
    { name: 'being encrypted', platform: 'windows', params: d, fact: fact(['D:', 'partial']) },
    { name: 'a folder that would lie on a plain system', platform: 'linux', params: srv, fact: fact(['/', 'plain']), says: '/srv' },
  ],
});
