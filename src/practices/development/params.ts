import { numberParam } from '../../mechanism/param.ts';

export const principlesReviewInterval = numberParam({
  id: 'principlesReviewInterval',
  title: { ja: 'システム構築の原則の見直し間隔', en: 'Interval at which the engineering principles are reviewed' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本は「定期的に」とし、期間を定めていません。', en: 'The guideline says “regularly” and fixes no period.' },
});
