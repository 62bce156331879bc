import { checkTester } from '../../mechanism/check-tester.ts';
import { oneSegmentOnly } from './one-segment.check.ts';

const fact = (networks: string[], forwards: boolean | null = false) => ({
  networks: networks.map((network, index) => ({ network, interface: `eth${index}`, gateway: index === 0 })),
  forwards,
});
const params = { internalSegments: ['192.168.10.0/24', '10.0.0.0/8'], publicServerSegments: ['DMZ', '192.168.20.0/24', '10.9.0.0/16'] };

checkTester(oneSegmentOnly, {
  pass: [
    { name: 'in one segment', platform: 'linux', params, fact: fact(['192.168.10.0/24']), says: '192.168.10.0/24' },
    {
      name: 'in one segment and at a network that is not the company’s',
      platform: 'macos',
      params,
      fact: fact(['192.168.10.0/24', '172.16.0.0/24']),
    },
    { name: 'at home', platform: 'windows', params, fact: fact(['192.168.0.0/24']) },
    { name: 'two networks of one segment', platform: 'linux', params, fact: fact(['10.1.0.0/24', '10.2.0.0/24']), says: '10.0.0.0/8' },
  ],
  fail: [
    {
      name: 'inside and in the zone of public servers',
      platform: 'linux',
      params,
      fact: fact(['192.168.10.0/24', '192.168.20.0/24']),
      says: '192.168.20.0/24',
    },
    { name: 'and passing packets on', platform: 'linux', params, fact: fact(['192.168.10.0/24', '10.1.1.0/24'], true) },
    { name: 'a segment within a wider one', platform: 'windows', params, fact: fact(['10.9.1.0/24', '10.1.1.0/24']) },
  ],
  unknown: [
    {
      name: 'no range is listed',
      platform: 'linux',
      params: { internalSegments: [], publicServerSegments: ['DMZ'] },
      fact: fact(['10.0.0.0/24']),
    },
  ],
});
