import { type Words, words } from '../../base/text.ts';
import { type CaseHistory, defineCaseCheck } from '../../mechanism/case-check.ts';
import type { PracticeStanding } from '../../mechanism/standing.ts';

const judged = ['decided', 'remediating', 'verified', 'closed'];
const dayMs = 86_400_000;
/** Two intervals of half a year: what was compared longer ago says nothing of today. */
const daysMax = 366;

/** Whether rights as they are were held against the register, by the newest review of a kind: pure, of what the reviews said of themselves. */
function judgeNewest(cases: readonly CaseHistory[], variant: string, now: Date): PracticeStanding {
  const newest = cases
    .filter((one) => one.variant === variant)
    .reduce<CaseHistory | null>((last, one) => (last === null || one.openedAt > last.openedAt ? one : last), null);
  const say = (verdict: PracticeStanding['verdict'], because: Words): PracticeStanding => ({
    verdict,
    because,
    evidenceAt: newest?.openedAt ?? null,
    dueOn: null,
  });
  if (newest === null) return say('unknown', words('まだ一度も照合していません。', 'They have never been held against each other.'));
  const { number, state } = newest;
  if (now.getTime() - newest.openedAt.getTime() > daysMax * dayMs)
    return say('unknown', words(`${number}: 最後の照合から1年を過ぎています。`, `${number}: the last comparison is more than a year ago.`));
  const begun = newest.events.find(({ step }) => step === 'begin')?.cells ?? {};
  const [unregistered, notMeasured, lines] = [Number(begun.unregistered ?? 0), Number(begun.notMeasured ?? 0), Number(begun.lines ?? 0)];
  if (!judged.includes(state) && unregistered > 0)
    return say(
      'fail',
      words(
        `${number}: 台帳にない権限が${unregistered}件あり、判断が済んでいません。`,
        `${number}: ${unregistered} rights are in no register and undecided.`,
      ),
    );
  if (lines === 0)
    return say('unknown', words(`${number}: 照合する権限が1件もありませんでした。`, `${number}: there was no right to compare.`));
  if (notMeasured > 0)
    return say(
      'unknown',
      words(
        `${number}: ${lines}行のうち${notMeasured}行は実測がありません。`,
        `${number}: ${notMeasured} of ${lines} lines were not measured.`,
      ),
    );
  if (state === 'remediating')
    return say('fail', words(`${number}: 取り消すと決めた権限が、まだ消えていません。`, `${number}: what was revoked is not gone yet.`));
  if (!judged.includes(state)) return say('unknown', words(`${number}: 見直しの途中です。`, `${number}: the review is under way.`));
  return say(
    'pass',
    words(
      `${number}: ${lines}行すべてを実測と照合し、判断しました。`,
      `${number}: all ${lines} lines were held against what is measured, and decided.`,
    ),
  );
}

export const accessHeldAgainstLists = defineCaseCheck({
  id: 'reviews/access-held-against-lists',
  title: words('実際のアクセス権と台帳の照合', 'Actual access rights against the register'),
  reads: ['reviews/campaign'],
  judge: (cases, now) => judgeNewest(cases, 'access', now),
});

export const sourceHeldAgainstLists = defineCaseCheck({
  id: 'reviews/source-held-against-lists',
  title: words('ソースコードと設計文書のアクセス権', 'Access rights to source code and design documents'),
  reads: ['reviews/campaign'],
  judge: (cases, now) => judgeNewest(cases, 'source-code', now),
});
