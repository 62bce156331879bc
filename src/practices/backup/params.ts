import { numberParam } from '../../mechanism/param.ts';

export const restoreCheckIntervalMonths = numberParam({
  id: 'restoreCheckIntervalMonths',
  title: { ja: 'バックアップと復元を確認する間隔', en: 'Interval of checking backup and restore' },
  origin: 'fixed',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は月に1回です。これより長くするときは理由が要ります。',
    en: 'The guideline says once a month. A longer interval needs a reason.',
  },
});
