import { words } from '../../base/text.ts';
import { defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';

const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

/** What went live had been tested before: the order of two days, of every acceptance that ended. */
export const testedBeforeLive = defineCaseCheck({
  id: 'development/tested-before-live',
  title: words('試験の完了が運用開始に先立つことの点検', 'Check that testing ended before going live'),
  reads: ['development/acceptance'],
  judge: (cases) =>
    judgeEach(
      cases,
      ({ events }) => {
        const live = events.findLast(({ step }) => step === 'live');
        if (live === undefined) return null;
        const test = events.findLast(({ step, to }) => step === 'apply' || (step === 'tested' && to !== 'testing'));
        if (test === undefined)
          return { verdict: 'unknown', because: words('試験の完了の記録がありません。', 'Nobody recorded that it was tested.') };
        const [testedOn, liveOn] = [dayOf(test.happenedAt), dayOf(live.happenedAt)];
        return testedOn <= liveOn
          ? { verdict: 'pass' }
          : {
              verdict: 'fail',
              because: words(
                `試験の完了(${testedOn})より前に運用を始めています(${liveOn})。`,
                `It went live on ${liveOn}, before its test was completed (${testedOn}).`,
              ),
            };
      },
      {
        pass: (count) => words(`運用を始めた${count}件は、すべて試験の完了後です。`, `All ${count} went live after they had been tested.`),
        none: words('運用を始めた受入れがまだありません。', 'No acceptance has gone live yet.'),
      },
    ),
});
