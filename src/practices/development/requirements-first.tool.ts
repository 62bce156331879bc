import { words } from '../../base/text.ts';
import { type CaseHistory, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';

/** Steps with which somebody says yes to the requirements. */
const approvals = new Set(['reviewRequirements', 'approveRequirements']);

/** No design without requirements that somebody else approved before it. */
export const requirementsFirst = defineCaseCheck({
  id: 'development/requirements-first',
  title: words('要件の承認が設計に先立つことの点検', 'Check that requirements are approved before design'),
  reads: ['development/project'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(
          `設計以降に進んだ${count}件は、すべて要求事項の承認が先でした。`,
          `In all ${count} projects that came to their design the requirements were approved first.`,
        ),
      none: words('設計に進んだ開発案件がまだありません。', 'No project has come to its design yet.'),
    }),
});

function opinion({ events }: CaseHistory): ReturnType<Parameters<typeof judgeEach>[1]> {
  const begun = events.findIndex(({ to }) => to === 'design');
  const handedOver = events.findIndex(({ step }) => step === 'submitDesign');
  if (begun < 0 && handedOver < 0) return null;
  const approval = events.findIndex(({ step, to }) => approvals.has(step) && to === 'design');
  const before = handedOver < 0 ? begun : handedOver;
  if (approval < 0 || approval > before)
    return {
      verdict: 'fail',
      because: words('要求事項が承認される前に設計に進みました。', 'It went to design before its requirements were approved.'),
    };
  const submitted = events.slice(0, approval).findLast(({ step }) => step === 'submitRequirements');
  const said = events[approval]!;
  if (submitted === undefined)
    return {
      verdict: 'unknown',
      because: words('誰が要求事項を出したかが残っていません。', 'Who handed the requirements over is not known.'),
    };
  const sameAccount = submitted.actors.some((actor) => said.actors.includes(actor));
  const samePerson = submitted.people.some((person) => said.people.includes(person));
  return sameAccount || samePerson
    ? { verdict: 'fail', because: words('要求事項を作った人が自分で承認しています。', 'Whoever made the requirements approved them.') }
    : { verdict: 'pass' };
}
