import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, type Parts } from './question-tester.ts';
import { tlsQuestions } from './tls-settings.ts';

const protocols = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';
const ask = (parts: Parts) =>
  answer(tlsQuestions, 'tls-settings/windows', { seen: [{ seen: '8' }], build: [{ build: '26100' }], ...parts });
const state = (body: { protocols: { name: string; side: string; on: boolean | null }[] }, name: string, side: string) =>
  body.protocols.find((each) => each.name === name && each.side === side)?.on;

describe('tls-settings/windows', () => {
  it('reads on, off and not set, also the old way of writing on', () => {
    const body = ask({
      settings: [
        { key: `${protocols}\\TLS 1.0\\Server`, data: '0' },
        { key: `${protocols}\\TLS 1.1\\SERVER`, data: '4294967295' },
        { key: `${protocols}\\SSL 3.0\\Client`, data: '1' },
      ],
    });
    assert.equal(body.build, 26100);
    assert.equal(body.protocols.length, 8);
    assert.equal(state(body, 'TLS 1.0', 'server'), false);
    assert.equal(state(body, 'TLS 1.1', 'server'), true);
    assert.equal(state(body, 'SSL 3.0', 'client'), true);
    assert.equal(state(body, 'TLS 1.0', 'client'), null);
  });
  it('is unreadable where the registry was blind', () => {
    assert.equal(ask({ seen: [{ seen: '0' }] }), 'unreadable');
    assert.equal(ask({ build: [] }).build, null);
  });
});
