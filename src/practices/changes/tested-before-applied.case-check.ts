import { words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import { dayOf, lastOf } from './histories.ts';

/** Every change was tested, and in order, before it was applied. An emergency may be tested afterwards, but not never. */
function opinion(one: CaseHistory): CaseOpinion {
  if (one.variant === 'emergency') {
    if (lastOf(one, 'testAfterwards')) return { verdict: 'pass' };
    return one.state === 'closed'
      ? { verdict: 'fail', because: words('緊急の変更が、試験のないまま終わっています。', 'An emergency change ended without a test.') }
      : null;
  }
  const applied = lastOf(one, 'apply');
  if (applied === undefined) return null;
  const tested = one.events.findLast(
    ({ step, to, at }) => ['test', 'testServer', 'verify'].includes(step) && to === 'tested' && at <= applied.at,
  );
  if (tested === undefined)
    return { verdict: 'fail', because: words('試験の記録がないまま適用されています。', 'It was applied without a test.') };
  return dayOf(tested.happenedAt) <= dayOf(applied.happenedAt)
    ? { verdict: 'pass' }
    : {
        verdict: 'fail',
        because: words(
          `適用(${dayOf(applied.happenedAt)})が試験(${dayOf(tested.happenedAt)})より前です。`,
          `It was applied (${dayOf(applied.happenedAt)}) before its test (${dayOf(tested.happenedAt)}).`,
        ),
      };
}

export const testedBeforeApplied = defineCaseCheck({
  id: 'changes/tested-before-applied',
  title: words('試験が適用に先立つこと', 'Testing came before applying'),
  reads: ['changes/change'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(`適用した変更${count}件のすべてに、試験の記録があります。`, `All ${count} changes that were applied have their test.`),
      none: words('適用した変更がまだありません。', 'No change was applied yet.'),
    }),
});
