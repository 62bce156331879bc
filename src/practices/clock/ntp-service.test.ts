import { checkTester } from '../../mechanism/check-tester.ts';
import { ntpServiceOn } from './ntp-service.check.ts';

const windows = (automatic: boolean | null, servers: string[] | null = null) => ({ running: [], automatic, servers });
const linux = (running: string[] | null, servers: string[] | null = null) => ({ running, automatic: null, servers });
const params = { ntpServers: ['ntp.nict.jp', 'NTP.example.jp'] };

checkTester(ntpServiceOn, {
  pass: [
    { name: 'Windows, no server named by the company', platform: 'windows', fact: windows(true, ['time.windows.com']) },
    {
      name: 'Windows with the named servers',
      platform: 'windows',
      params,
      fact: windows(true, ['ntp.example.jp', 'ntp.nict.jp']),
      says: 'ntp.nict.jp',
    },
    { name: 'Windows in a domain', platform: 'windows', params, fact: windows(true) },
    { name: 'macOS', platform: 'macos', params, fact: { running: ['timed'], automatic: true, servers: null } },
    { name: 'Linux with the named server', platform: 'linux', params, fact: linux(['chronyd.service'], ['ntp.nict.jp']) },
    { name: 'a unit of Linux', platform: 'linux', params, fact: linux(['chrony.service']), says: 'chrony.service' },
  ],
  fail: [
    { name: 'Windows, switched off', platform: 'windows', fact: windows(false, ['ntp.nict.jp']) },
    {
      name: 'Windows with a server that is not named',
      platform: 'windows',
      params,
      fact: windows(true, ['ntp.nict.jp', 'time.windows.com']),
      says: 'time.windows.com',
    },
    { name: 'macOS, switched off', platform: 'macos', fact: { running: ['timed'], automatic: false, servers: null } },
    {
      name: 'Linux with a server that is not named',
      platform: 'linux',
      params,
      fact: linux(['chronyd.service'], ['pool.ntp.org']),
      says: 'pool.ntp.org',
    },
    { name: 'nothing on Linux', platform: 'linux', fact: linux([]) },
  ],
  unknown: [
    { name: 'Windows, settings not read', platform: 'windows', fact: windows(null) },
    { name: 'Windows without a server in the settings', platform: 'windows', params, fact: windows(true, []) },
    { name: 'macOS, settings not read', platform: 'macos', fact: { running: ['timed'], automatic: null, servers: null } },
    { name: 'Linux is blind', platform: 'linux', fact: linux(null) },
  ],
});
