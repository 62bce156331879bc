import { oldProtocols } from '../../facts/tls-settings.ts';
import { checkTester } from '../../mechanism/check-tester.ts';
import { oldProtocolsOff } from './old-protocols.check.ts';

const fact = (build: number | null, on: Partial<Record<(typeof oldProtocols)[number], boolean | null>>) => ({
  build,
  protocols: oldProtocols.flatMap((name) => (['client', 'server'] as const).map((side) => ({ name, side, on: on[name] ?? null }))),
});
const off = { 'TLS 1.0': false, 'TLS 1.1': false };
const platform = 'windows' as const;

checkTester(oldProtocolsOff, {
  pass: [
    { name: 'TLS 1.0 and 1.1 are switched off, SSL by default', platform, fact: fact(19045, off), says: 'TLS 1.0' },
    { name: 'on any build', platform, fact: fact(null, { ...off, 'SSL 3.0': false }) },
  ],
  fail: [
    { name: 'switched on', platform, fact: fact(26100, { ...off, 'TLS 1.1': true }), says: 'TLS 1.1' },
    { name: 'SSL 3.0 switched on', platform, fact: fact(26100, { ...off, 'SSL 3.0': true }), says: 'SSL 3.0' },
    { name: 'left on by the default of an older Windows', platform, fact: fact(22631, {}), says: 'TLS 1.0' },
  ],
  unknown: [
    { name: 'left to the default of a newer Windows', platform, fact: fact(22632, {}), says: 'TLS 1.0' },
    { name: 'of a Windows that tells no build', platform, fact: fact(null, { 'TLS 1.0': false }), says: 'TLS 1.1' },
  ],
});
