import { words } from '../../base/text.ts';
import { defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';

/** Specifications are written or imported here, and frozen before testing begins; of a delivery tested on paper none is seen. */
export const acceptanceSpecification = defineCaseCheck({
  id: 'development/acceptance-specification',
  title: words('受入れテスト仕様書の作成と取込み', 'Writing and import of acceptance test specifications'),
  reads: ['development/acceptance'],
  judge: (cases) =>
    judgeEach(
      cases,
      ({ variant, events, state }) => {
        if (state === 'given-up') return null;
        if (variant === 'documented')
          return events[0]?.cells.kind === 'delivery'
            ? {
                verdict: 'unknown',
                because: words(
                  '納品を書類で試験しており、仕様書はここにありません。',
                  'A delivery was tested on paper; its specification is not here.',
                ),
              }
            : null;
        return events.some(({ step }) => step === 'begin-testing') ? { verdict: 'pass' } : null;
      },
      {
        pass: (count) => words(`仕様書を確定してから試験した受入れは${count}件です。`, `${count} tested against a frozen specification.`),
        none: words('仕様書を確定した受入れがまだありません。', 'No specification has been frozen yet.'),
      },
    ),
});
