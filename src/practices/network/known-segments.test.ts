import { checkTester } from '../../mechanism/check-tester.ts';
import { knownSegments } from './known-segments.check.ts';

const fact = (...networks: string[]) => ({
  networks: networks.map((network) => ({ network, interface: 'eth0', gateway: true })),
  forwards: false,
});
const params = { internalSegments: ['192.168.10.0/24'], publicServerSegments: ['192.168.20.0/24'] };

checkTester(knownSegments, {
  pass: [
    { name: 'inside', platform: 'linux', params, fact: fact('192.168.10.0/24'), says: '192.168.10.0/24' },
    { name: 'part of a public segment', platform: 'windows', params, fact: fact('192.168.20.128/25') },
  ],
  fail: [
    { name: 'somewhere else', platform: 'linux', params, fact: fact('192.168.10.0/24', '172.16.5.0/24'), says: '172.16.5.0/24' },
    { name: 'wider than the segment', platform: 'linux', params, fact: fact('192.168.0.0/16') },
  ],
  unknown: [
    { name: 'nothing is listed', platform: 'linux', fact: fact('192.168.10.0/24') },
    { name: 'no network is seen', platform: 'linux', params, fact: fact() },
  ],
});
