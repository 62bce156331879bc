import { numberParam } from '../../mechanism/param.ts';

export const classificationReviewInterval = numberParam({
  id: 'classificationReviewInterval',
  title: { ja: '情報の区分を見直す間隔', en: 'Interval of reviewing the classification' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。年1回をお勧めします。', en: 'The guideline does not fix it. We suggest once a year.' },
});
export const deleteWithinDays = numberParam({
  id: 'deleteWithinDays',
  title: { ja: '不要になったデータを消去する期限', en: 'Time to delete data no longer needed' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 365,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本は「速やかに」とするだけで、日数の定めはありません。', en: 'The guideline says promptly and fixes no number of days.' },
});
