import { checkTester } from '../../mechanism/check-tester.ts';
import { baselineCheck } from './baseline.check.ts';

const baseline = { id: 'b', version: 2, digest: '0'.repeat(64) };
const fact = (more: object = {}) => ({
  unit: 'linux/server',
  baseline,
  unseen: [],
  beyond: 0,
  lacking: 0,
  changed: 0,
  quiet: 0,
  names: [],
  ...more,
});

checkTester(baselineCheck, {
  pass: [
    { name: 'nothing differs', platform: 'linux', fact: fact(), says: '2' },
    { name: 'nothing but noise differs', platform: 'windows', fact: fact({ quiet: 3 }), says: '3' },
  ],
  fail: [
    { name: 'a service too many', platform: 'linux', fact: fact({ beyond: 1, names: ['services + xrdp.service'] }), says: 'xrdp' },
    { name: 'one is missing', platform: 'macos', fact: fact({ lacking: 1, names: ['services - auditd'] }), says: 'auditd' },
    { name: 'differs, and a list is missing too', platform: 'linux', fact: fact({ changed: 1, names: ['x ~ y'], unseen: ['settings'] }) },
  ],
  unknown: [
    { name: 'nobody approved a state for the class', platform: 'linux', fact: fact({ baseline: null }) },
    { name: 'a list never came', platform: 'windows', fact: fact({ unseen: ['startup-items'] }), says: 'startup-items' },
  ],
});
