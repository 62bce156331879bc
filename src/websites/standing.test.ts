import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Seen } from './seen.ts';
import { addressOfSite } from './seen.ts';
import { judgeWebsite } from './standing.ts';

const now = new Date('2026-11-22T03:00:00Z');
const rules = { minTlsVersion: 'TLS1.2', warnDays: 30, minRsaBits: 2048 };
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(now.getTime() + days * dayMs).toISOString();
type Shown = Exclude<Seen, { failed: string }>;
const shown = (versions: Partial<Shown['versions']> = {}, certificate: Partial<Shown['certificate']> = {}): Shown => ({
  versions: { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true, ...versions },
  cipher: 'TLS_AES_256_GCM_SHA384',
  certificate: {
    name: 'www.example.co.jp',
    issuer: 'Example CA',
    notBefore: inDays(-60),
    notAfter: inDays(30),
    named: true,
    trusted: true,
    trustProblem: '',
    key: { algorithm: 'EC', bits: 256 },
    ...certificate,
  },
});
const verdict = (seen: Seen, more: Partial<typeof rules> = {}) => judgeWebsite(seen, { ...rules, ...more }, now).verdict;

describe('a website', () => {
  it('passes with new versions alone and a certificate that lasts', () => {
    assert.equal(verdict(shown()), 'pass');
    assert.equal(verdict(shown({ 'TLSv1.3': false })), 'pass');
    assert.equal(verdict(shown({ 'TLSv1.2': false }), { minTlsVersion: 'TLS1.3' }), 'pass');
  });
  it('fails with an old version, as the company draws the line', () => {
    assert.equal(verdict(shown({ 'TLSv1.1': true })), 'fail');
    assert.equal(verdict(shown(), { minTlsVersion: 'TLS1.3' }), 'fail');
  });
  it('fails by its certificate', () => {
    for (const bad of [
      { notAfter: inDays(0) },
      { notAfter: new Date(now.getTime() + 30 * dayMs - 1).toISOString() },
      { notBefore: inDays(1) },
      { named: false },
      { trusted: false, trustProblem: 'CERT_HAS_EXPIRED' },
      { key: { algorithm: 'RSA' as const, bits: 1024 } },
      { key: { algorithm: 'EC' as const, bits: 192 } },
    ])
      assert.equal(verdict(shown({}, bad)), 'fail', JSON.stringify(bad));
  });
  it('is unknown where the look failed or did not tell enough, and says why', () => {
    for (const failed of ['timeout', 'tls', 'something-else']) assert.equal(verdict({ failed }), 'unknown');
    assert.match(judgeWebsite({ failed: 'refused' }, rules, now).because.ja, /拒まれ/);
    assert.equal(verdict(shown({ TLSv1: null })), 'unknown');
    assert.equal(verdict(shown({ 'TLSv1.3': null })), 'pass');
    assert.equal(verdict(shown({}, { notAfter: null })), 'unknown');
  });
});

describe('the name of a website', () => {
  it('is a host, with a port where it is not 443', () => {
    assert.deepEqual(addressOfSite(' WWW.example.co.jp '), { host: 'www.example.co.jp', port: 443 });
    assert.deepEqual(addressOfSite('www.example.co.jp:8443'), { host: 'www.example.co.jp', port: 8443 });
    for (const text of ['', 'a:0', 'a:70000', 'a:b', 'a b']) assert.equal(addressOfSite(text), null, text);
  });
});
