import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { certificateExpiry } from './certificate-expiry.check.ts';

const params = { certExpiryWarnDays: 30 };
const ending = (days: number, name = 'www.example.jp') => ({
  name,
  place: 'LocalMachine',
  notAfter: new Date(testNow.getTime() + days * 86_400_000).toISOString(),
});
const untold = { name: '社内CA発行', place: 'LocalMachine', notAfter: null };

checkTester(certificateExpiry, {
  pass: [
    { name: 'exactly at the value', platform: 'windows', params, fact: { certificates: [ending(30)], tlsListening: null }, says: '30' },
    { name: 'none', platform: 'macos', params, fact: { certificates: [], tlsListening: null } },
    { name: 'none and nothing that listens', platform: 'linux', params, fact: { certificates: [], tlsListening: false } },
    { name: 'one, and a listener', platform: 'linux', params, fact: { certificates: [ending(80)], tlsListening: true } },
  ],
  fail: [
    {
      name: 'one day short',
      platform: 'windows',
      params,
      fact: { certificates: [ending(90), ending(29, 'vpn')], tlsListening: null },
      says: 'vpn',
    },
    { name: 'expired just now', platform: 'linux', params, fact: { certificates: [ending(0)], tlsListening: true }, says: '2026-11-22' },
    {
      name: 'expired beside one not told',
      platform: 'macos',
      params,
      fact: { certificates: [untold, ending(-400, '旧VPN')], tlsListening: null },
      says: '旧VPN',
    },
    {
      name: 'an earlier warning',
      platform: 'linux',
      params: { certExpiryWarnDays: 60 },
      fact: { certificates: [ending(45)], tlsListening: false },
      says: '60',
    },
  ],
  unknown: [
    {
      name: 'expiry not told',
      platform: 'windows',
      params,
      fact: { certificates: [ending(90), untold], tlsListening: null },
      says: '社内CA発行',
    },
    { name: 'a listener without a certificate', platform: 'linux', params, fact: { certificates: [], tlsListening: true } },
  ],
});
