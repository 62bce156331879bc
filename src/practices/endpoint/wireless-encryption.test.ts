import { checkTester } from '../../mechanism/check-tester.ts';
import { wirelessEncryption } from './wireless-encryption.check.ts';

type Security = 'open' | 'wep' | 'wpa' | 'wpa2' | null;
const fact = (...networks: [string, Security][]) => ({
  complete: true,
  radio: true,
  securityReported: true,
  networks: networks.map(([ssid, security]) => ({ ssid, security, lastUsed: null })),
});
const params = { allowedSsids: ['本社', 'Office'] };

checkTester(wirelessEncryption, {
  pass: [
    { name: 'WPA2 or better', platform: 'linux', params, fact: fact(['本社', 'wpa2'], ['カフェ', 'open']), says: '本社' },
    { name: 'the company’s network is not used', platform: 'macos', params, fact: fact(['カフェ', 'open']) },
    { name: 'no adapter', platform: 'linux', params, fact: { ...fact(), complete: false, radio: false } },
  ],
  fail: [
    { name: 'WEP', platform: 'linux', params, fact: fact(['本社', 'wpa2'], ['Office', 'wep']), says: 'Office' },
    { name: 'open', platform: 'macos', params, fact: fact(['Office', 'open']) },
    { name: 'the first WPA', platform: 'macos', params, fact: fact(['Office', 'wpa']) },
  ],
  unknown: [
    { name: 'nothing is listed', platform: 'linux', fact: fact(['Office', 'wep']) },
    { name: 'not told', platform: 'macos', params, fact: fact(['Office', null]), says: 'Office' },
    {
      name: 'only WPA3 will do',
      platform: 'macos',
      params: { ...params, acceptableWlanModes: ['WPA3'] },
      fact: fact(['Office', 'wpa2']),
      says: 'WPA3',
    },
    {
      name: 'a mode in words of the company’s own',
      platform: 'macos',
      params: { ...params, acceptableWlanModes: ['最新のもの'] },
      fact: fact(['Office', 'wpa2']),
    },
    { name: 'networks may be kept elsewhere', platform: 'linux', params, fact: { ...fact(), complete: false } },
  ],
});
