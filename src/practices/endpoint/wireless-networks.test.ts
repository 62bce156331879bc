import { checkTester } from '../../mechanism/check-tester.ts';
import { wirelessNetworksCheck } from './wireless-networks.check.ts';

type Security = 'open' | 'wep' | 'wpa' | 'wpa2' | null;
const params = { openWifiAllowed: false, allowedSsids: ['Office', '事務所'], wifiLookbackDays: 30 };
const network = (ssid: string, security: Security, lastUsed: string | null = null) => ({ ssid, security, lastUsed });
const windows = { complete: true, radio: null, securityReported: false };
const macos = { complete: true, radio: null, securityReported: true };
const linux = { complete: true, radio: true, securityReported: true };

checkTester(wirelessNetworksCheck, {
  pass: [
    {
      name: 'listed',
      platform: 'windows',
      params,
      fact: { ...windows, networks: [network('事務所', null, '2026-11-20')] },
      says: '事務所',
    },
    {
      name: 'listed, numbered by Windows',
      platform: 'windows',
      params,
      fact: { ...windows, networks: [network('Office 2', null, '2026-11-20')] },
    },
    {
      name: 'a café one day before the period',
      platform: 'windows',
      params,
      fact: { ...windows, networks: [network('Cafe', null, '2026-10-22')] },
      says: '30',
    },
    {
      name: 'none joined, nothing listed',
      platform: 'windows',
      params: { ...params, allowedSsids: [] },
      fact: { ...windows, networks: [] },
    },
    { name: 'WPA2 and listed', platform: 'macos', params, fact: { ...macos, networks: [network('Office', 'wpa2')] } },
    { name: 'no adapter', platform: 'linux', params, fact: { complete: false, radio: false, securityReported: true, networks: [] } },
    {
      name: 'the company allows open networks',
      platform: 'macos',
      params: { ...params, openWifiAllowed: true },
      fact: { ...macos, networks: [network('Cafe', 'open')] },
    },
  ],
  fail: [
    {
      name: 'a café on the first day of the period',
      platform: 'windows',
      params,
      fact: { ...windows, networks: [network('Cafe', null, '2026-10-23')] },
      says: 'Cafe',
    },
    { name: 'open and kept', platform: 'linux', params, fact: { ...linux, networks: [network('駅Wi-Fi', 'open')] }, says: '駅Wi-Fi' },
    { name: 'open although listed', platform: 'macos', params, fact: { ...macos, networks: [network('Office', 'open')] } },
    {
      name: 'open while nothing is listed',
      platform: 'macos',
      params: { ...params, allowedSsids: [] },
      fact: { ...macos, networks: [network('Cafe', 'open')] },
    },
    {
      name: 'WEP although open networks are allowed',
      platform: 'macos',
      params: { ...params, openWifiAllowed: true },
      fact: { ...macos, networks: [network('Old', 'wep')] },
    },
    {
      name: 'not listed',
      platform: 'linux',
      params,
      fact: { ...linux, complete: false, networks: [network('Home', 'wpa2')] },
      says: 'Home',
    },
    {
      name: 'a number is part of the name elsewhere',
      platform: 'macos',
      params,
      fact: { ...macos, networks: [network('Office 2', 'wpa2')] },
    },
  ],
  unknown: [
    {
      name: 'nothing is listed yet',
      platform: 'windows',
      params: { ...params, allowedSsids: [] },
      fact: { ...windows, networks: [network('Home', null)] },
      says: 'Home',
    },
    { name: 'protection not readable', platform: 'macos', params, fact: { ...macos, networks: [network('Office', null)] }, says: 'Office' },
    {
      name: 'further networks may lie elsewhere',
      platform: 'linux',
      params,
      fact: { ...linux, complete: false, networks: [network('Office', 'wpa2')] },
    },
    { name: 'an adapter and nothing readable', platform: 'linux', params, fact: { ...linux, complete: false, networks: [] } },
    {
      name: 'open networks allowed, nothing readable',
      platform: 'linux',
      params: { ...params, openWifiAllowed: true },
      fact: { ...linux, complete: false, networks: [] },
    },
  ],
});
