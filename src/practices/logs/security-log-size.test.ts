import { checkTester } from '../../mechanism/check-tester.ts';
import { securityLogLarge } from './security-log-size.check.ts';

const megabyte = 1024 * 1024;

checkTester(securityLogLarge, {
  pass: [{ name: 'exactly the size', platform: 'windows', fact: { maxBytes: 192 * megabyte }, says: '192' }],
  fail: [
    { name: 'a byte too small', platform: 'windows', fact: { maxBytes: 192 * megabyte - 1 }, says: '191' },
    { name: 'what Windows starts with', platform: 'windows', fact: { maxBytes: 20 * megabyte }, says: '20' },
  ],
  unknown: [{ name: 'not told', platform: 'windows', fact: { maxBytes: null } }],
});
