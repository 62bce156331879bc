import { numberParam } from '../../mechanism/param.ts';

export const failoverTestIntervalMonths = numberParam({
  id: 'failoverTestIntervalMonths',
  title: { ja: '切替えの動作確認の間隔', en: 'Interval of switch-over tests' },
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
