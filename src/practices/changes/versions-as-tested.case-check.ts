import { type Words, words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { namedIn } from '../../mechanism/named.ts';
import { lastOf } from './histories.ts';

/** What machines in operation have after a change of the system is what was tried on the test machine. Both are measured. */
function opinion(one: CaseHistory): CaseOpinion {
  if (one.variant !== 'os' || lastOf(one, 'apply') === undefined) return null;
  if (one.state === 'undone' || one.state === 'reverted') return null;
  const measured = lastOf(one, 'measured')?.cells;
  if (measured?.same === true) return { verdict: 'pass' };
  const devices = namedIn(one.events[0]?.cells.device);
  if (measured?.same === false) return { verdict: 'fail', because: whereOther(measured, devices.length) };
  const untold = namedIn(measured?.versionUntold).length;
  if (devices.length > 1 && untold > 0)
    return {
      verdict: 'unknown',
      because: words(
        `対象の端末${devices.length}台のうち${untold}台の版を、適用の後に測れていません。`,
        `Of ${untold} of its ${devices.length} devices the version was not measured after it was applied.`,
      ),
    };
  return {
    verdict: 'unknown',
    because: words(
      '試験機と運用機の版を、適用の後に測れていません。申請に対象の端末、検証に試験機の端末を選ぶと測ります。',
      'The versions of the two machines were not measured after it was applied. Name both as devices, and they are.',
    ),
  };
}

function whereOther({ production, testMachine, otherVersion }: Cells, devices: number): Words {
  const other = namedIn(otherVersion).length;
  return devices > 1
    ? words(
        `試験機は${testMachine}ですが、対象の端末${devices}台のうち${other}台の版が違います(${production})。`,
        `The test machine has ${testMachine}; ${other} of ${devices} devices have another version (${production}).`,
      )
    : words(
        `運用機は${production}、試験機は${testMachine}で、版が違います。`,
        `The machine in operation has ${production}, the test machine ${testMachine}.`,
      );
}

export const versionsAsTested = defineCaseCheck({
  id: 'changes/versions-as-tested',
  title: words('試験機と運用機の版が同じこと', 'Test machine and operation have the same version'),
  reads: ['changes/change'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(
          `OS・パッケージの変更${count}件で、運用機は試験機と同じ版です。`,
          `In ${count} changes of systems operation has the version that was tested.`,
        ),
      none: words('適用したOS・パッケージの変更がまだありません。', 'No change of a system was applied yet.'),
    }),
});
