import { numberParam } from '../../mechanism/param.ts';

export const takeAwayDays = numberParam({
  id: 'reviewTakeAwayDays',
  title: { ja: '見直しで取り消す権限を外すまでの日数', en: 'Time to take away what a review revokes' },
  origin: 'company',
  default: 14,
  min: 1,
  max: 90,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。2週間をお勧めします。外れたことは、あとの測定で確かめます。',
    en: 'The guideline does not fix it. We suggest two weeks. A later measurement confirms that it is gone.',
  },
});
export const accountListMaxDays = numberParam({
  id: 'accountListMaxDays',
  title: { ja: '見直しに使うアカウント一覧の古さの限度', en: 'How old a list of accounts may be in a review' },
  origin: 'company',
  default: 31,
  min: 1,
  max: 184,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。これより古い一覧の行は「実測なし」になります。',
    en: 'The guideline does not fix it. Lines of an older list count as not measured.',
  },
});
export const accessReviewMonths = numberParam({
  id: 'accessReviewMonths',
  title: { ja: 'アクセス権の見直しの間隔', en: 'Interval of the review of access rights' },
  origin: 'company',
  default: 6,
  min: 1,
  max: 24,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。特権と同じ半年ごとをお勧めします。',
    en: 'The guideline does not fix it. We suggest every half year, as for privileges.',
  },
});
