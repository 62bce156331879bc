import { checkTester } from '../../mechanism/check-tester.ts';
import { suidProgramsKnown } from './suid-programs.check.ts';

const program = (path: string, user = 'root') => ({ path, user, group: 'root', asUser: true, asGroup: false });
const fact = (system: string, ...paths: string[]) => ({ system, programs: paths.map((path) => program(path)) });
const platform = 'linux' as const;

checkTester(suidProgramsKnown, {
  pass: [
    { name: 'what Debian ships', platform, fact: fact('debian', '/usr/bin/su', '/usr/bin/passwd', '/usr/sbin/unix_chkpwd'), says: '3' },
    {
      name: 'what the company allows, by its full path',
      platform,
      params: { allowedSuidPrograms: ['/usr/local/bin/kintai'] },
      fact: fact('ubuntu', '/usr/bin/su', '/usr/local/bin/kintai'),
    },
    { name: 'another system, with known programs only', platform, fact: fact('arch', '/usr/bin/su') },
  ],
  fail: [
    { name: 'a shell', platform, fact: fact('debian', '/usr/bin/su', '/usr/bin/bash'), says: '/usr/bin/bash' },
    { name: 'a known name in another folder', platform, fact: fact('rhel', '/tmp/su'), says: '/tmp/su' },
    {
      name: 'the company allows it elsewhere',
      platform,
      params: { allowedSuidPrograms: ['/usr/bin/kintai'] },
      fact: fact('debian', '/usr/local/bin/kintai'),
    },
  ],
  unknown: [
    { name: 'an unknown program of a system that we do not know', platform, fact: fact('arch', '/usr/bin/odd'), says: '/usr/bin/odd' },
    { name: 'nothing was read', platform, fact: fact('debian') },
  ],
});
