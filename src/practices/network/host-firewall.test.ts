import { checkTester } from '../../mechanism/check-tester.ts';
import { hostFirewallCheck } from './host-firewall.check.ts';

const fact = (parts: Readonly<Record<string, boolean | null>>, ...others: string[]) => ({
  parts: Object.entries(parts).map(([name, on]) => ({ name, on })),
  others,
});
const windows = { Domain: true, Private: true, Public: true, MpsSvc: true };
const linux = { firewalld: false, iptables: false, nftables: false, ufw: false };

checkTester(hostFirewallCheck, {
  pass: [
    { name: 'all profiles', platform: 'windows', fact: fact(windows), says: 'Public' },
    {
      name: 'another maker’s product instead',
      platform: 'windows',
      fact: fact({ ...windows, Public: false }, 'ウイルスバスター'),
      says: 'ウイルスバスター',
    },
    { name: 'macOS', platform: 'macos', fact: fact({ alf: true }) },
    {
      name: 'one of Linux, others not told',
      platform: 'linux',
      fact: fact({ ...linux, firewalld: true, nftables: null }),
      says: 'firewalld',
    },
  ],
  fail: [
    { name: 'one profile', platform: 'windows', fact: fact({ ...windows, Public: false }), says: 'Public' },
    { name: 'the service is stopped', platform: 'windows', fact: fact({ ...windows, MpsSvc: false }), says: 'MpsSvc' },
    {
      name: 'off weighs more than not told',
      platform: 'windows',
      fact: fact({ ...windows, Domain: null, Private: false }),
      says: 'Private',
    },
    { name: 'macOS', platform: 'macos', fact: fact({ alf: false }) },
    { name: 'none on Linux', platform: 'linux', fact: fact(linux), says: 'ufw' },
  ],
  unknown: [
    { name: 'a profile not told', platform: 'windows', fact: fact({ ...windows, Public: null }), says: 'Public' },
    { name: 'macOS not told', platform: 'macos', fact: fact({ alf: null }) },
    { name: 'nftables is loaded, its rules are not seen', platform: 'linux', fact: fact({ ...linux, nftables: null }), says: 'nftables' },
    { name: 'no D-Bus', platform: 'linux', fact: fact({ firewalld: null, iptables: false, nftables: null, ufw: null }) },
    { name: 'nothing at all', platform: 'windows', fact: fact({}) },
  ],
});
