import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cryptographyQuestions } from './cryptography.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;
const root = [{ euid: '0' }];
const probe = [{ seen: '30' }];

describe('ssh-private-keys', () => {
  const keys = [
    { username: 'taro', path: '/home/taro/.ssh/id_rsa', encrypted: '1' },
    { username: 'shared', path: '/home/taro/.ssh/id_rsa', encrypted: '1' },
    { username: '山田', path: '/home/yamada/.ssh/id_ed25519', encrypted: '0' },
    { username: 'x', path: '/home/x/.ssh/k', encrypted: '' },
  ];
  it('reads each key once', () => {
    const body = answer(cryptographyQuestions, 'ssh-private-keys/linux', { keys, probe, agent: root });
    assert.deepEqual(
      body.keys.map((key: { encrypted: boolean }) => key.encrypted),
      [true, null, false],
    );
  });
  it('does not take an agent without root for «no keys»', () => {
    for (const agent of [[{ euid: '1000' }], [], [{ euid: '' }]]) {
      assert.equal(answer(cryptographyQuestions, 'ssh-private-keys/linux', { keys: [], probe, agent }), 'unreadable');
    }
    assert.deepEqual(answer(cryptographyQuestions, 'ssh-private-keys/windows', { keys: [], probe }), { keys: [] });
    assert.equal(answer(cryptographyQuestions, 'ssh-private-keys/windows', { keys: [], probe: [{ seen: '0' }] }), 'unreadable');
  });
});

describe('key-files', () => {
  const linux = (parts: Parts) => answer(cryptographyQuestions, 'key-files/linux', { agent: root, ...parts });
  it('keeps mode and group; a mode that is none is not known', () => {
    const server = [
      { path: '/etc/ssl/private/ssl-cert-snakeoil.key', mode: '0640', groupname: 'ssl-cert' },
      { path: '/etc/ssl/private/b.key', mode: '', groupname: '' },
      { path: '/etc/ssl/private/c.key', mode: '0688', groupname: 'root' },
    ];
    const people = [{ path: '/home/yamada/.ssh/id_rsa', mode: '600', groupname: 'yamada' }];
    assert.deepEqual(linux({ server, people }).files, [
      { path: '/etc/ssl/private/b.key', mode: null, group: '' },
      { path: '/etc/ssl/private/c.key', mode: null, group: 'root' },
      { path: '/etc/ssl/private/ssl-cert-snakeoil.key', mode: '0640', group: 'ssl-cert' },
      { path: '/home/yamada/.ssh/id_rsa', mode: '0600', group: 'yamada' },
    ]);
  });
  it('is unreadable without root', () => assert.equal(linux({ agent: [{ euid: '65534' }] }), 'unreadable'));
});

describe('held-certificates', () => {
  const found = [
    { common_name: 'www.例え.jp', not_valid_after: '1797118885', place: 'LocalMachine' },
    { common_name: 'www.例え.jp', not_valid_after: '1797118885', place: 'LocalMachine' },
    { common_name: '', not_valid_after: 'soon', place: 'CurrentUser' },
  ];
  it('reads the key in each system’s own words, a curve by its name', () => {
    const keyOf = (key_algorithm: string, key_strength: string) =>
      answer(cryptographyQuestions, 'held-certificates/windows', { found: [{ ...found[0], key_algorithm, key_strength }], probe })
        .certificates[0].key;
    assert.deepEqual(keyOf('rsaEncryption', '2048'), { algorithm: 'RSA', bits: 2048 });
    assert.deepEqual(keyOf('RSA', ''), { algorithm: 'RSA', bits: null });
    assert.deepEqual(keyOf('id-ecPublicKey', 'prime256v1'), { algorithm: 'EC', bits: 256 });
    assert.deepEqual(keyOf('ECC', 'secp384r1'), { algorithm: 'EC', bits: 384 });
    assert.deepEqual(keyOf('ECDSA_P256', '256'), { algorithm: 'EC', bits: 256 });
    assert.deepEqual(keyOf('dsaEncryption', '1024'), { algorithm: 'DSA', bits: 1024 });
    assert.deepEqual(keyOf('ED25519', ''), { algorithm: 'other', bits: null });
    assert.equal(keyOf('', ''), null);
  });
  it('reads each certificate once; an expiry that is no time is not known', () => {
    const body = answer(cryptographyQuestions, 'held-certificates/windows', { found, probe });
    assert.deepEqual(body.certificates, [
      { name: '?', place: 'CurrentUser', notAfter: null, key: null, signature: null },
      { name: 'www.例え.jp', place: 'LocalMachine', notAfter: '2026-12-12T23:41:25.000Z', key: null, signature: null },
    ]);
  });
  it('tells an empty store from one that was not read', () => {
    for (const id of ['held-certificates/windows', 'held-certificates/macos']) {
      assert.deepEqual(answer(cryptographyQuestions, id, { found: [], probe }).certificates, []);
      assert.equal(answer(cryptographyQuestions, id, { found: [], probe: [{ seen: '0' }] }), 'unreadable');
    }
  });
  it('sees on Linux whether something listens for TLS', () => {
    const linux = (parts: Parts) => answer(cryptographyQuestions, 'held-certificates/linux', { agent: root, ...parts });
    assert.equal(linux({ tls: [{ seen: '1' }] }).tlsListening, true);
    assert.equal(linux({ tls: [{ seen: '0' }] }).tlsListening, false);
    assert.equal(linux({ agent: [] }), 'unreadable');
  });
});
