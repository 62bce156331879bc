import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row, WithNeighbours } from '../question.ts';
import { neighbourQuestions } from './neighbours.ts';

const round = { askedAt: new Date(0), receivedAt: new Date(1000) };
const translate = (platform: string, parts: Record<string, Row[]>) =>
  neighbourQuestions.find(({ id }) => id === `neighbours/${platform}`)!.translate(parts, round, {}) as WithNeighbours<{
    networks: object[];
  }>;

describe('neighbours', () => {
  it('are the cards within the networks of the device, with the router of each', () => {
    const said = translate('windows', {
      addresses: [
        { interface: '7', friendly_name: 'イーサネット', address: '192.168.10.5', mask: '255.255.255.0' },
        { interface: '9', friendly_name: 'vEthernet (WSL)', address: '172.20.0.1', mask: '255.255.240.0' },
        { interface: '1', friendly_name: 'Loopback', address: '127.0.0.1', mask: '255.0.0.0' },
      ],
      seen: [
        { address: '192.168.10.1', mac: '00-A0-DE-00-00-01' },
        { address: '192.168.10.31', mac: '3C-52-82-11-0A-7F' },
        { address: '192.168.10.255', mac: 'FF-FF-FF-FF-FF-FF' },
        { address: '224.0.0.22', mac: '01-00-5E-00-00-16' },
        { address: '172.20.0.2', mac: '00-15-5D-00-00-01' },
        { address: '192.168.10.5', mac: '3C-52-82-00-00-01' },
      ],
      routes: [{ gateway: '192.168.10.1' }, { gateway: '0.0.0.0' }],
    });
    assert.deepEqual(said.body, { networks: [{ network: '192.168.10.0/24', gateway: '00:a0:de:00:00:01' }] });
    assert.deepEqual(said.neighbours, [
      { network: '192.168.10.0/24', mac: '00:a0:de:00:00:01', address: '192.168.10.1' },
      { network: '192.168.10.0/24', mac: '3c:52:82:11:0a:7f', address: '192.168.10.31' },
    ]);
  });

  it('are none where nobody was met, and unreadable where the network cannot be seen', () => {
    const lone = translate('linux', {
      addresses: [{ interface: 'eth0', address: '10.0.0.5', mask: '255.255.255.0' }],
      seen: [],
      routes: [],
    });
    assert.deepEqual([lone.body, lone.neighbours], [{ networks: [{ network: '10.0.0.0/24', gateway: null }] }, []]);
    assert.ok('unreadable' in translate('macos', { addresses: [], seen: [], routes: [] }));
  });
});
