import { words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';

/**
 * Every outlook that was reported was read by management. Until its receipt is there nobody knows; that it is late says the duty, which
 * has the date. One of which it was judged that no report is needed waits for nobody.
 */
export const capacityOutlookReceived = defineCaseCheck({
  id: 'capacity/outlook-received',
  title: words('報告した見通しを経営が確認したか', 'Reported outlooks were read by management'),
  reads: ['capacity/outlook-report'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(
          `見通し${count}件について、報告したものはすべてトップマネジメントが確認しています。`,
          `Of ${count} ${count === 1 ? 'outlook' : 'outlooks'} every one that was reported was read by top management.`,
        ),
      none: words('記録された見通しがまだありません。', 'No outlook has been recorded yet.'),
    }),
});

function opinion({ events }: CaseHistory): CaseOpinion {
  const report = events.find(({ step }) => step === 'report');
  if (report === undefined || report.to !== 'toManagement') return { verdict: 'pass' };
  if (events.some(({ step }) => step === 'receive')) return { verdict: 'pass' };
  const on = typeof report.cells.reportedOn === 'string' ? report.cells.reportedOn : null;
  return {
    verdict: 'unknown',
    because: words(
      `${on === null ? '' : `${on}に`}報告した見通しに、トップマネジメントの確認の記録がありません。`,
      `The outlook that was reported${on === null ? '' : ` on ${on}`} lacks the receipt of top management.`,
    ),
  };
}
