import { checkTester } from '../../mechanism/check-tester.ts';
import { listeningProgramsCheck } from './listening-programs.check.ts';

const fact = (...ports: [number | null, string][]) => ({ ports: ports.map(([port, program]) => ({ port, program })) });
const params = { allowedListeningPrograms: ['sshd', 'postgres:5432', 'svchost.exe'] };

checkTester(listeningProgramsCheck, {
  pass: [
    { name: 'nothing listens', platform: 'linux', params, fact: fact() },
    { name: 'known programs, one on its port', platform: 'linux', params, fact: fact([22, 'sshd'], [5432, 'postgres']), says: 'postgres' },
    { name: 'in other letters', platform: 'windows', params, fact: fact([135, 'SVCHOST.EXE']) },
    { name: 'a known program on a port that is not told', platform: 'linux', params, fact: fact([null, 'sshd']) },
  ],
  fail: [
    {
      name: 'an unknown program on an allowed port',
      platform: 'linux',
      params,
      fact: fact([22, 'sshd'], [443, 'python3.11']),
      says: 'python3.11:443',
    },
    { name: 'a program on another port than its own', platform: 'linux', params, fact: fact([15432, 'postgres']), says: 'postgres:15432' },
    { name: 'nothing is allowed', platform: 'macos', params: { allowedListeningPrograms: [] }, fact: fact([22, 'sshd']) },
  ],
  unknown: [{ name: 'the program is not told', platform: 'linux', params, fact: fact([22, 'sshd'], [111, '']), says: '111' }],
});
