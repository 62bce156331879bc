import { words } from '../../base/text.ts';
import { type CaseHistory, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';

/** Each stage: what hands its result over, what reviews it, and the state that only a review opens. */
const gates = [
  { handsOver: 'submitDesign', reviews: 'reviewDesign', opens: 'build', ja: '設計', en: 'design' },
  { handsOver: 'submitBuild', reviews: 'reviewBuild', opens: 'test', ja: '実装', en: 'implementation' },
  { handsOver: 'submitTest', reviews: 'reviewTest', opens: 'security', ja: '試験', en: 'tests' },
  { handsOver: 'submitTransition', reviews: 'reviewTransition', opens: 'ready', ja: '移行', en: 'transition' },
] as const;

/** No stage is passed without its review, and nobody reviewed what they made. */
export const stagesReviewed = defineCaseCheck({
  id: 'development/stages-reviewed',
  title: words('レビュー前に次の段階へ進んでいないことの点検', 'Check that no stage is passed without its review'),
  reads: ['development/project'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(
          `段階を終えた${count}件の開発案件は、すべて別の人のレビューを経て進みました。`,
          `All ${count} projects that passed a stage did so by a review of somebody else.`,
        ),
      none: words('レビューを終えた段階がまだありません。', 'No stage has been reviewed yet.'),
    }),
});

function opinion({ events }: CaseHistory): ReturnType<Parameters<typeof judgeEach>[1]> {
  let passed = 0;
  for (const [at, event] of events.entries()) {
    const gate = gates.find(({ opens }) => opens === event.to);
    // Sent back to building after a test is no new passing of the design.
    if (gate === undefined || event.step === 'backToBuild' || event.step === 'securityTest' || event.step.startsWith('callOff')) continue;
    if (event.to === 'build' && event.step === 'reviewBuild') continue;
    if (event.to === 'test' && (event.step === 'reviewTest' || event.step === 'preReleaseTest')) continue;
    passed += 1;
    if (event.step !== gate.reviews)
      return {
        verdict: 'fail',
        because: words(`${gate.ja}のレビューを経ずに次の段階へ進みました。`, `It went on without a review of its ${gate.en}.`),
      };
    const submitted = events.slice(0, at).findLast(({ step }) => step === gate.handsOver);
    if (submitted === undefined)
      return { verdict: 'unknown', because: words(`${gate.ja}を誰が作ったかが残っていません。`, `Who made its ${gate.en} is not known.`) };
    if (submitted.actors.some((id) => event.actors.includes(id)) || submitted.people.some((id) => event.people.includes(id)))
      return {
        verdict: 'fail',
        because: words(`${gate.ja}を作った人が自分でレビューしています。`, `Whoever made its ${gate.en} reviewed it.`),
      };
  }
  return passed === 0 ? null : { verdict: 'pass' };
}
