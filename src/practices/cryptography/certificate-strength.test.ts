import { checkTester } from '../../mechanism/check-tester.ts';
import { certificateStrength } from './certificate-strength.check.ts';

type Key = { algorithm: 'RSA' | 'EC' | 'DSA' | 'other'; bits: number | null } | null;
const one = (name: string, key: Key, signature: string | null = 'sha256RSA') => ({
  name,
  place: 'LocalMachine',
  notAfter: null,
  key,
  signature,
});
const fact = (...certificates: ReturnType<typeof one>[]) => ({ certificates, tlsListening: null });
const rsa = (bits: number | null): Key => ({ algorithm: 'RSA', bits });

checkTester(certificateStrength, {
  pass: [
    { name: 'none is held', platform: 'windows', fact: fact() },
    {
      name: 'exactly long enough',
      platform: 'windows',
      fact: fact(one('PC-01', rsa(2048)), one('vpn', { algorithm: 'EC', bits: 256 })),
      says: '2048',
    },
    { name: 'SHA-512 is no SHA-1', platform: 'linux', fact: fact(one('www', rsa(4096), 'sha512WithRSAEncryption')) },
  ],
  fail: [
    { name: 'one bit too short', platform: 'windows', fact: fact(one('old', rsa(2047))), says: 'old' },
    {
      name: 'the company asks for more',
      platform: 'windows',
      params: { minRsaBits: 3072 },
      fact: fact(one('PC-01', rsa(2048))),
      says: '3072',
    },
    { name: 'SHA-1', platform: 'windows', fact: fact(one('old', rsa(4096), 'sha1RSA')), says: 'sha1RSA' },
    { name: 'SHA-1 as OpenSSL writes it', platform: 'linux', fact: fact(one('old', rsa(4096), 'sha1WithRSAEncryption')) },
    { name: 'a short curve', platform: 'linux', fact: fact(one('curve', { algorithm: 'EC', bits: 192 })) },
    { name: 'DSA', platform: 'linux', fact: fact(one('dsa', { algorithm: 'DSA', bits: 2048 })) },
  ],
  unknown: [
    {
      name: 'a fact from before keys were looked at',
      platform: 'windows',
      fact: fact({ name: 'PC-01', place: '', notAfter: null } as never),
      says: 'PC-01',
    },
    { name: 'the length is not told', platform: 'linux', fact: fact(one('www', rsa(null))), says: 'www' },
    { name: 'an algorithm that we do not know', platform: 'linux', fact: fact(one('www', { algorithm: 'other', bits: 256 })) },
    { name: 'a server whose certificate was not found', platform: 'linux', fact: { certificates: [], tlsListening: true } },
  ],
});
