import { words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import { namedIn } from '../../mechanism/named.ts';
import { dayOf, lastOf } from './histories.ts';

/** Until then work in the night still counts for the day before. */
const nightEnds = 6;
const workDay = (at: Date): string => dayOf(new Date(at.getTime() - nightEnds * 3_600_000));

/**
 * What was planned against what was done. Judged once it was audited, and before that only where a difference is known: an audit that
 * found one, or an application on another day than planned that was called "as planned".
 */
function opinion(one: CaseHistory): CaseOpinion {
  const applied = lastOf(one, 'apply', 'emergency');
  if (applied === undefined) return null;
  if (one.state === 'deviating')
    return {
      verdict: 'fail',
      because: words('監査や試験で見つかった違いが、まだ正されていません。', 'What the audit or the test found is not put right yet.'),
    };
  if (one.state === 'refused')
    return {
      verdict: 'fail',
      because: words('認められなかった緊急の変更が、まだ元に戻されていません。', 'An emergency change was refused and is not undone yet.'),
    };
  const { plannedOn, device } = one.events[0]?.cells ?? {};
  if (applied.step === 'apply' && typeof plannedOn === 'string' && applied.cells.result === 'asPlanned') {
    const days = [dayOf(applied.happenedAt), workDay(applied.happenedAt)];
    if (!days.includes(plannedOn))
      return {
        verdict: 'fail',
        because: words(
          `予定日(${plannedOn})と違う日(${days[0]})に適用され、「計画どおり」と記録されています。`,
          `It was applied on ${days[0]}, planned for ${plannedOn}, and called as planned.`,
        ),
      };
  }
  if (lastOf(one, 'audit', 'auditUndone') === undefined || one.endedAt === null) return null;
  return measuredOnAll(one, namedIn(device));
}

/** A device that was named and told of no difference leaves open whether anything was done to it, unless its version proves it. */
function measuredOnAll(one: CaseHistory, devices: readonly string[]): CaseOpinion {
  if (devices.length === 0) return { verdict: 'pass' };
  const measured = lastOf(one, 'measured')?.cells;
  const without = measured === undefined ? devices : measured.same === true ? [] : namedIn(measured.unchanged);
  if (without.length === 0) return { verdict: 'pass' };
  return {
    verdict: 'unknown',
    because:
      without.length === devices.length
        ? words('対象の端末で、適用による違いが測定されていません。', 'Nothing was measured on its devices, though it was applied.')
        : words(
            `対象の端末${devices.length}台のうち${without.length}台で、適用による違いが測定されていません。`,
            `On ${without.length} of its ${devices.length} devices nothing was measured, though it was applied.`,
          ),
  };
}

export const outcomeAsPlanned = defineCaseCheck({
  id: 'changes/outcome-as-planned',
  title: words('計画と実際の差異がないこと', 'Plan and outcome agree'),
  reads: ['changes/change'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(`監査を終えた変更${count}件に、正されていない違いはありません。`, `None of ${count} audited changes has a difference left.`),
      none: words('監査まで終えた変更がまだありません。', 'No change came as far as its audit yet.'),
    }),
});
