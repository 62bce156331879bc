import { words } from '../../base/text.ts';
import { defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import { isBlank } from '../../mechanism/field.ts';

/** States in which something is being built. */
const building = new Set([
  'build',
  'buildReview',
  'test',
  'testReview',
  'security',
  'preRelease',
  'transition',
  'transitionReview',
  'ready',
  'live',
]);

/** Every project names the development environment in which it is built. How that environment stands is said by the checks of 環境台帳. */
export const projectEnvironments = defineCaseCheck({
  id: 'development/project-environments',
  title: words('案件ごとの開発環境の点検', 'Check of each project’s development environment'),
  reads: ['development/project'],
  judge: (cases) =>
    judgeEach(
      cases,
      ({ state, events }) => {
        if (!building.has(state)) return null;
        const design = events.findLast(({ step }) => step === 'submitDesign');
        if (design === undefined)
          return {
            verdict: 'unknown',
            because: words(
              '設計の記録がなく、開発環境が分かりません。',
              'There is no record of its design, so the environment is not known.',
            ),
          };
        return isBlank(design.cells.environment)
          ? { verdict: 'fail', because: words('開発に使う環境が決まっていません。', 'No development environment is named.') }
          : { verdict: 'pass' };
      },
      {
        pass: (count) =>
          words(
            `進行中の${count}件は、すべて環境台帳の開発環境を使うと決めています。`,
            `All ${count} projects name a development environment of the register.`,
          ),
        none: words('実装中又は運用中の開発案件がありません。', 'No project is being built or maintained.'),
      },
    ),
});
