import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkQuestions } from './network.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;
const socket = (local_port: string, name: string, path = '') => ({ local_port, name, path });

describe('listening-ports', () => {
  const ports = (platform: string, found: Parts[string], seen = '120') =>
    answer(networkQuestions, `listening-ports/${platform}`, { found, probe: [{ seen }] });
  it('keeps each port and program once, in order of the number', () => {
    const found = [socket('8080', '会計サーバ'), socket('443', 'nginx'), socket('443', 'worker', '/usr/sbin/nginx'), socket('22', 'sshd')];
    assert.deepEqual(ports('linux', found).ports, [
      { port: 22, program: 'sshd' },
      { port: 443, program: 'nginx' },
      { port: 8080, program: '会計サーバ' },
    ]);
  });
  it('keeps a program that is not told and a number that cannot be read', () => {
    assert.deepEqual(ports('linux', [socket('2024', '')]).ports, [{ port: 2024, program: '' }]);
    for (const cell of ['', '0', '65536', 'x']) assert.equal(ports('linux', [socket(cell, 'a')]).ports[0].port, null);
  });
  it('leaves out the passing ports of the system’s own services, and of nobody else', () => {
    const lsass = socket('49664', 'lsass.exe', 'C:\\Windows\\System32\\lsass.exe');
    const low = socket('135', 'svchost.exe', 'C:\\Windows\\System32\\svchost.exe');
    const other = socket('50000', 'backdoor.exe', 'C:\\Users\\Public\\backdoor.exe');
    assert.deepEqual(
      ports('windows', [lsass, low, other]).ports.map((one: { port: number }) => one.port),
      [135, 50000],
    );
    assert.deepEqual(ports('macos', [socket('49152', 'rapportd', '/usr/libexec/rapportd')]).ports, []);
    assert.equal(ports('macos', [socket('49151', 'rapportd', '/usr/libexec/rapportd')]).ports.length, 1);
    assert.equal(ports('linux', [socket('50000', 'x', '/usr/libexec/x')]).ports.length, 1);
  });
  it('tells nothing listening from nothing seen', () => {
    assert.deepEqual(ports('linux', []), { ports: [] });
    assert.equal(ports('linux', [], '0'), 'unreadable');
    assert.equal(ports('windows', [], ''), 'unreadable');
  });
});

describe('dns-resolvers', () => {
  it('reads Linux and macOS', () => {
    const found = [{ address: '10.255.255.53' }, { address: '10.0.0.1' }];
    for (const platform of ['linux', 'macos']) {
      assert.deepEqual(answer(networkQuestions, `dns-resolvers/${platform}`, { found }).servers, ['10.0.0.1', '10.255.255.53']);
      assert.equal(answer(networkQuestions, `dns-resolvers/${platform}`, { found: [] }), 'unreadable');
    }
    // An IPv6 server comes as an empty address: it must stay visible as one that cannot be read.
    assert.deepEqual(answer(networkQuestions, 'dns-resolvers/linux', { found: [{ address: '' }] }).servers, ['']);
  });
  it('takes the lists of Windows apart', () => {
    const found = [{ dns_server_search_order: '192.168.1.53, 8.8.8.8' }, { dns_server_search_order: '192.168.1.53' }];
    assert.deepEqual(answer(networkQuestions, 'dns-resolvers/windows', { found }).servers, ['192.168.1.53', '8.8.8.8']);
    assert.equal(answer(networkQuestions, 'dns-resolvers/windows', { found: [{ dns_server_search_order: ' ' }] }), 'unreadable');
  });
});
