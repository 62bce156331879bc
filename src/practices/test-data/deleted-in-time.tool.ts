import { words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach, type ValueAt } from '../../mechanism/case-check.ts';
import { deleteWithinHoursAfterTest } from './params.ts';

const hourMs = 3_600_000;

/**
 * Real data were deleted within the hours of the company's value, counted from the end of the test, and somebody or something saw that
 * nothing is left. A report that nobody could hold against the place is unknown, not good.
 */
export const deletedInTime = defineCaseCheck({
  id: 'test-data/deleted-in-time',
  title: words('消去期限と残存データの点検', 'Check of deletion deadlines and data left behind'),
  reads: ['test-data/use'],
  judge: (cases, now, value) =>
    judgeEach(cases, (one) => opinion(one, now, value), {
      pass: (count) =>
        words(
          `${count}件すべて期限内に消去し、残っていないことを確かめました。`,
          `All ${count} were deleted in time, and nothing is left.`,
        ),
      none: words('終わった実データの試験がまだありません。', 'No test with real data has ended yet.'),
    }),
});

function opinion({ events, endedAt }: CaseHistory, now: Date, value: ValueAt | undefined): CaseOpinion {
  const end = events.find(({ step }) => step === 'end-test' || step === 'run-out');
  if (end === undefined) return null;
  const hours = Number(value?.(deleteWithinHoursAfterTest, end.at) ?? deleteWithinHoursAfterTest.default);
  const dueAt = end.happenedAt.getTime() + hours * hourMs;
  const deletion = events.find(({ step, to }) => step === 'delete' && to === 'deleted');
  if (deletion === undefined)
    return now.getTime() <= dueAt
      ? null
      : {
          verdict: 'fail',
          because: words(
            `試験の終了から${hours}時間を過ぎても、消去の報告がありません。`,
            `No deletion was reported within ${hours} hours.`,
          ),
        };
  if (deletion.happenedAt.getTime() > dueAt)
    return {
      verdict: 'fail',
      because: words(`消去が、試験の終了から${hours}時間を過ぎています。`, `The deletion came more than ${hours} hours after the test.`),
    };
  const last = events.at(-1)!;
  if (last.to === 'ended')
    return { verdict: 'fail', because: words('消去の報告の後に、データが残っていました。', 'Data were left after the report.') };
  if (endedAt === null) return null;
  const measured = events.findLast(({ step }) => step === 'look')?.cells.found;
  const seen = events.findLast(({ step }) => step === 'acknowledge')?.cells.seen;
  return measured === 'gone' || seen === 'place'
    ? { verdict: 'pass' }
    : {
        verdict: 'unknown',
        because: words(
          '報告の証拠だけで確認しており、置き場所は見ていません。',
          'Acknowledged by the proof alone; nobody looked at the place.',
        ),
      };
}
