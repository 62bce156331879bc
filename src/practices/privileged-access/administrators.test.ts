import { checkTester } from '../../mechanism/check-tester.ts';
import { administratorsCheck } from './administrators.check.ts';

const params = { privilegeHolders: ['Admin01', '情シス太郎'] };
const holder = (user: string, by = 'Administrators', disabled = false) => ({ user, by: [by], disabled });
const fact = (holders: ReturnType<typeof holder>[], unresolved: string[] = [], complete = true) => ({ holders, unresolved, complete });

checkTester(administratorsCheck, {
  pass: [
    { name: 'both on the list', platform: 'windows', params, fact: fact([holder('admin01'), holder('情シス太郎')]), says: '情シス太郎' },
    {
      name: 'the built-in account is off',
      platform: 'windows',
      params,
      fact: fact([holder('Admin01'), holder('Administrator', 'Administrators', true)]),
    },
    { name: 'nobody but root', platform: 'linux', params, fact: fact([]) },
    {
      name: 'the same name written with a combining mark',
      platform: 'macos',
      params: { privilegeHolders: ['\u304c'] },
      fact: fact([holder('\u304b\u3099', 'admin')]),
    },
  ],
  fail: [
    { name: 'one is not on the list', platform: 'windows', params, fact: fact([holder('Admin01'), holder('営業花子')]), says: '営業花子' },
    { name: 'the built-in account is on', platform: 'windows', params, fact: fact([holder('Administrator')]), says: 'Administrator' },
    { name: 'capital letters count on Linux', platform: 'linux', params, fact: fact([holder('admin01', 'docker')]), says: 'docker' },
    {
      name: 'a stranger weighs more than a rule not traced',
      platform: 'linux',
      params,
      fact: fact([holder('x', 'sudo')], ['OPS'], false),
      says: 'x',
    },
  ],
  unknown: [
    { name: 'no list', platform: 'windows', params: { privilegeHolders: [] }, fact: fact([holder('Admin01')]) },
    { name: 'a rule for an alias', platform: 'linux', params, fact: fact([holder('Admin01', 'sudo')], ['%運用部']), says: '%運用部' },
    { name: 'sudo not readable', platform: 'linux', params, fact: fact([holder('Admin01', 'sudo')], [], false) },
  ],
});
