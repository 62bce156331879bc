import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { utilitiesTraces } from './utilities-traces.check.ts';

const day = 86_400_000;
const before = (ms: number) => new Date(testNow.getTime() - ms).toISOString();
const params = { unapprovedUtilities: ['PsExec', 'mimikatz'] };
const fact = (...traces: [string, string | null][]) => ({
  asked: ['mimikatz', 'psexec', 'winny'],
  logs: { prefetch: true, activity: true, desktop: true },
  traces: traces.map(([program, lastRunAt]) => ({ program, lastRunAt })),
});
const platform = 'windows' as const;

checkTester(utilitiesTraces, {
  pass: [
    { name: 'no trace', platform, params, fact: fact(), says: '2' },
    { name: 'a forbidden program, which is another check’s', platform, params, fact: fact(['winny.exe', before(day)]) },
    { name: 'run longer ago', platform, params, fact: fact(['psexec.exe', before(30 * day + 1)]) },
  ],
  fail: [
    { name: 'run yesterday', platform, params, fact: fact(['mimikatz.exe', before(day)]), says: 'mimikatz.exe' },
    { name: 'the 64-bit file of it', platform, params, fact: fact(['psexec64.exe', before(day)]), says: 'psexec64.exe' },
    { name: 'at an unknown time', platform, params, fact: fact(['psexec.exe', null]) },
  ],
  unknown: [
    { name: 'the list grew', platform, params: { unapprovedUtilities: ['Rufus'] }, fact: fact(), says: 'Rufus' },
    { name: 'nothing is named', platform, params: { unapprovedUtilities: [] }, fact: fact() },
    {
      name: 'only the record of the desktop could be read, which holds one way of starting alone',
      platform,
      params,
      fact: { ...fact(), logs: { prefetch: false, activity: false, desktop: true } },
    },
  ],
});
