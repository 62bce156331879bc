import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachmentQuestions, networkOf } from './attachments.ts';
import { answer, type Parts } from './question-tester.ts';

const row = (name: string, address: string, mask = '255.255.255.0') => ({ interface: name, address, mask });

describe('the network of an address', () => {
  it('masks the address', () => {
    assert.equal(networkOf('192.168.10.77', '255.255.255.0'), '192.168.10.0/24');
    assert.equal(networkOf('10.20.30.40', '255.255.240.0'), '10.20.16.0/20');
    assert.equal(networkOf('203.0.113.9', '255.255.255.252'), '203.0.113.8/30');
  });
  it('knows what is no network of other machines', () => {
    for (const [address, mask] of [
      ['127.0.0.1', '255.0.0.0'],
      ['169.254.3.4', '255.255.0.0'],
      ['10.0.0.1', '255.255.255.255'],
      ['10.0.0.1', '0.0.0.0'],
      ['10.0.0.1', '255.0.255.0'],
      ['10.0.0.1', ''],
      ['fe80::1', 'ffff::'],
      ['', '255.255.255.0'],
    ] as const)
      assert.equal(networkOf(address, mask), null, `${address} ${mask}`);
  });
});

describe('network-attachments', () => {
  const ask = (platform: string, parts: Parts) => answer(attachmentQuestions, `network-attachments/${platform}`, parts);
  it('leaves out what lives inside the device, and says behind which network the gateway is', () => {
    const addresses = [
      row('lo', '127.0.0.1', '255.0.0.0'),
      row('eth1', '10.0.0.5'),
      row('eth0', '192.0.2.2'),
      row('docker0', '172.17.0.1', '255.255.0.0'),
      row('br-0123456789ab', '172.18.0.1'),
    ];
    assert.deepEqual(ask('linux', { addresses, routes: [{ gateway: '192.0.2.1' }], forwarding: [{ value: '0' }] }), {
      networks: [
        { network: '10.0.0.0/24', interface: 'eth1', gateway: false },
        { network: '192.0.2.0/24', interface: 'eth0', gateway: true },
      ],
      forwards: false,
    });
  });
  it('reads whether packets are passed on, in each platform’s own way', () => {
    const addresses = [row('eth0', '192.0.2.2')];
    assert.equal(ask('linux', { addresses, forwarding: [{ value: '0' }, { value: '1' }] }).forwards, true);
    assert.equal(ask('linux', { addresses }).forwards, null);
    assert.equal(ask('macos', { addresses, forwarding: [{ value: '0' }] }).forwards, false);
    assert.equal(ask('windows', { addresses }).forwards, false);
    assert.equal(ask('windows', { addresses, forwarding: [{ value: '1' }] }).forwards, true);
  });
  it('knows Windows adapters by their own name', () => {
    const addresses = [
      { ...row('12', '192.168.10.5'), friendly_name: 'イーサネット' },
      { ...row('44', '172.29.0.1', '255.255.240.0'), friendly_name: 'vEthernet (WSL)' },
    ];
    assert.deepEqual(
      ask('windows', { addresses }).networks.map((each: { interface: string }) => each.interface),
      ['イーサネット'],
    );
  });
  it('is unreadable without a single address', () => assert.equal(ask('linux', {}), 'unreadable'));
});
