import { numberParam } from '../../mechanism/param.ts';

export const vendorReassessmentIntervalMonths = numberParam({
  id: 'vendorReassessmentIntervalMonths',
  title: { ja: '委託先の再審査の間隔', en: 'Interval at which suppliers are reassessed' },
  origin: 'fixed',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は少なくとも年1回です。12か月より長くするときは理由が要ります。',
    en: 'The guideline says at least once a year. More than 12 months needs a reason.',
  },
});
export const vendorContactInterval = numberParam({
  id: 'vendorContactInterval',
  title: { ja: '委託先の状況を確かめる間隔', en: 'Interval at which suppliers are contacted about progress' },
  origin: 'company',
  default: 31,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に間隔の定めはありません。毎月(31日)をお勧めします。',
    en: 'The guideline fixes no interval. We suggest monthly (31 days).',
  },
});
