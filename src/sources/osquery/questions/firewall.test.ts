import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firewallQuestions } from './firewall.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;
type Part = { name: string; on: boolean | null };
const stateOf = (body: { parts: Part[] }) => Object.fromEntries(body.parts.map(({ name, on }) => [name, on]));

describe('host-firewall/windows', () => {
  const local = (profile: string, data: string) => ({
    key: `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\${profile}`,
    data,
  });
  const policy = (profile: string, data: string) => ({
    key: `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\${profile}`,
    data,
  });
  const on = ['DomainProfile', 'StandardProfile', 'PublicProfile'].map((profile) => local(profile, '1'));
  const windows = (parts: Parts) =>
    answer(firewallQuestions, 'host-firewall/windows', { local: on, service: [{ status: 'RUNNING' }], ...parts });
  it('reads the three profiles and the service', () => {
    assert.deepEqual(stateOf(windows({})), { Domain: true, Private: true, Public: true, MpsSvc: true });
    assert.equal(stateOf(windows({ service: [{ status: 'STOPPED' }] })).MpsSvc, false);
    assert.equal(stateOf(windows({ service: [] })).MpsSvc, null);
  });
  it('lets a policy outrank the local switch', () => {
    assert.equal(stateOf(windows({ policy: [policy('PublicProfile', '0')] })).Public, false);
    assert.equal(stateOf(windows({ policy: [policy('PrivateProfile', '0'), policy('StandardProfile', '1')] })).Private, false);
  });
  it('does not know a profile that is missing or garbage', () => {
    assert.deepEqual(stateOf(windows({ local: [on[0]!, local('PublicProfile', '?')] })), {
      Domain: true,
      Private: null,
      Public: null,
      MpsSvc: true,
    });
    assert.equal(windows({ local: [] }), 'unreadable');
  });
  it('names products of other makers that are on', () => {
    const products = [
      { name: 'ウイルスバスター クラウド', state: 'On' },
      { name: 'Norton', state: 'Off' },
      { name: 'Windows Firewall', state: 'On' },
    ];
    assert.deepEqual(windows({ products }).others, ['ウイルスバスター クラウド']);
  });
});

describe('host-firewall/macos', () => {
  const macos = (global_state: string) => stateOf(answer(firewallQuestions, 'host-firewall/macos', { alf: [{ global_state }] })).alf;
  it('reads the switch', () => {
    assert.deepEqual(['0', '1', '2', '-1', '', 'x'].map(macos), [false, true, true, null, null, null]);
    assert.equal(answer(firewallQuestions, 'host-firewall/macos', { alf: [] }), 'unreadable');
  });
});

describe('host-firewall/linux', () => {
  const linux = (parts: Parts) =>
    stateOf(answer(firewallQuestions, 'host-firewall/linux', { probe: [{ seen: '180' }], agent: [{ euid: '0' }], ...parts }));
  const active = (id: string) => ({ units: [{ id, active_state: 'active' }] });
  const off = { firewalld: false, iptables: false, nftables: false, ufw: false };
  it('knows nothing of the units without D-Bus', () => {
    assert.deepEqual(linux({ probe: [{ seen: '0' }] }), { firewalld: null, iptables: false, nftables: null, ufw: null });
  });
  it('reads units, and does not trust the one of nftables', () => {
    assert.deepEqual(linux({}), off);
    assert.deepEqual(linux(active('firewalld.service')), { ...off, firewalld: true });
    assert.deepEqual(linux({ units: [{ id: 'firewalld.service', active_state: 'failed' }] }), off);
    assert.equal(linux(active('nftables.service')).nftables, null);
  });
  // Digests of the file as Debian ships it (off, low) and after «ufw enable».
  const shipped = '1c75b26d27f47cb59a4383a0b07b479d4b3493d34c4eed165b1e1860fe5ccf39';
  const enabled = '254cb3ad232ca318498ed64ffaee96e2659e0e67228602b644b6357cd26c7e58';
  it('reads by its digest whether ufw is switched on', () => {
    const ufw = (sha256?: string) => linux({ ...active('ufw.service'), ufw: sha256 === undefined ? [] : [{ sha256 }] }).ufw;
    assert.deepEqual([ufw(enabled), ufw(shipped), ufw('00'), ufw()], [true, false, null, null]);
    assert.equal(linux({ ufw: [{ sha256: enabled }] }).ufw, false);
  });
  it('counts only iptables that drop something', () => {
    const chain = (policy: string, target: string) => linux({ chains: [{ chain: 'INPUT', policy, target }] }).iptables;
    assert.deepEqual(
      [chain('DROP', ''), chain('ACCEPT', 'REJECT'), chain('ACCEPT', 'f2b-sshd'), chain('ACCEPT', '')],
      [true, true, false, false],
    );
    assert.equal(linux({ agent: [{ euid: '1000' }] }).iptables, null);
  });
});
