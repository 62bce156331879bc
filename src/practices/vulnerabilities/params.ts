import { numberParam } from '../../mechanism/param.ts';

export const triageWithinDays = numberParam({
  id: 'triageWithinDays',
  title: { ja: '脆弱性への対応の要否を判断する期限', en: 'Time to decide on a vulnerability' },
  origin: 'company',
  default: 2,
  min: 1,
  max: 30,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に日数の定めはありません。', en: 'The guideline fixes no number of days.' },
});
