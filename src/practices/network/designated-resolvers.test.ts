import { checkTester } from '../../mechanism/check-tester.ts';
import { designatedResolversCheck } from './designated-resolvers.check.ts';

const params = { designatedResolvers: ['192.168.1.53', '2001:db8::53'] };
const servers = (...list: string[]) => ({ servers: list });

checkTester(designatedResolversCheck, {
  pass: [
    { name: 'one of them', platform: 'linux', params, fact: servers('192.168.1.53'), says: '192.168.1.53' },
    { name: 'IPv6 in another spelling, with a zone', platform: 'windows', params, fact: servers('192.168.1.53', '2001:0DB8:0:0::53%12') },
    {
      name: 'a filter on the device itself',
      platform: 'macos',
      params: { designatedResolvers: ['127.0.0.1'] },
      fact: servers('127.0.0.1'),
    },
  ],
  fail: [
    { name: 'another beside the designated', platform: 'windows', params, fact: servers('192.168.1.53', '8.8.8.8'), says: '8.8.8.8' },
    { name: 'another behind a relay', platform: 'linux', params, fact: servers('127.0.0.53', '1.1.1.1'), says: '1.1.1.1' },
    { name: 'one digit off', platform: 'macos', params, fact: servers('192.168.1.54'), says: '192.168.1.53' },
  ],
  unknown: [
    { name: 'none designated yet', platform: 'windows', params: { designatedResolvers: [] }, fact: servers('8.8.8.8') },
    { name: 'systemd-resolved', platform: 'linux', params, fact: servers('127.0.0.53'), says: '127.0.0.53' },
    { name: 'IPv6 relay', platform: 'windows', params, fact: servers('::1') },
    { name: 'an address that is none', platform: 'linux', params, fact: servers('192.168.1.53', 'garbage'), says: 'garbage' },
    { name: 'none in use', platform: 'macos', params, fact: servers() },
  ],
});
