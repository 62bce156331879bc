import { checkTester, testNow } from '../../mechanism/check-tester.ts';
import { fileSharingTraces } from './file-sharing-traces.check.ts';

const before = (ms: number) => new Date(testNow.getTime() - ms).toISOString();

const day = 86_400_000;
const params = { forbiddenSoftware: ['Winny', 'Share', 'とても長い名前のファイル共有ソフトの実行ファイル'] };
const asked = ['share', 'winny', 'とても長い名前のファイル共有ソフトの実行ファイル'];
const both = { prefetch: true, activity: true };
const fact = (...traces: [string, string | null][]) => ({
  asked,
  logs: both,
  traces: traces.map(([program, lastRunAt]) => ({ program, lastRunAt })),
});

checkTester(fileSharingTraces, {
  pass: [
    { name: 'no trace', platform: 'windows', params, fact: fact(), says: '3' },
    {
      name: 'only one of the records could be read',
      platform: 'windows',
      params,
      fact: { ...fact(), logs: { prefetch: false, activity: true } },
      says: 'BAM',
    },
    { name: 'a trace a moment older than 30 days', platform: 'windows', params, fact: fact(['winny.exe', before(30 * day + 1)]) },
    { name: 'a trace of a program that is no longer named', platform: 'windows', params, fact: fact(['emule.exe', before(day)]) },
  ],
  fail: [
    { name: 'run yesterday', platform: 'windows', params, fact: fact(['winny.exe', before(day)]), says: 'winny.exe' },
    { name: 'run exactly 30 days ago', platform: 'windows', params, fact: fact(['share.exe', before(30 * day)]) },
    { name: 'run at an unknown time', platform: 'windows', params, fact: fact(['share.exe', null]) },
    {
      name: 'a name cut at 29 characters',
      platform: 'windows',
      params: { forbiddenSoftware: ['a'.repeat(40)] },
      fact: fact(['a'.repeat(29), before(day)]),
    },
  ],
  unknown: [
    { name: 'no record could be read', platform: 'windows', params, fact: { ...fact(), logs: { prefetch: false, activity: false } } },
    { name: 'the list grew', platform: 'windows', params: { forbiddenSoftware: ['Cabos'] }, fact: fact(), says: 'Cabos' },
    { name: 'nothing is named', platform: 'windows', params: { forbiddenSoftware: [] }, fact: fact() },
  ],
});
