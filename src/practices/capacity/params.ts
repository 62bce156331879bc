import { numberParam } from '../../mechanism/param.ts';

const percent = { ja: '%', en: '%' };

export const cpuWarnPercent = numberParam({
  id: 'cpuWarnPercent',
  title: { ja: 'CPU使用率の注意水準', en: 'CPU use that calls for attention' },
  origin: 'company',
  default: 80,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
export const memoryWarnPercent = numberParam({
  id: 'memoryWarnPercent',
  title: { ja: 'メモリ使用率の注意水準', en: 'Memory use that calls for attention' },
  origin: 'company',
  default: 90,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
export const diskWarnPercent = numberParam({
  id: 'diskWarnPercent',
  title: { ja: 'ディスク使用率の注意水準', en: 'Disk use that calls for attention' },
  origin: 'company',
  default: 85,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
export const capacityReviewInterval = numberParam({
  id: 'capacityReviewInterval',
  title: { ja: '資源の使用状況を確認する間隔', en: 'Interval of the look at resource use' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は「定期的」とするだけで、間隔の定めはありません。毎月をお勧めします。',
    en: 'The guideline says “regularly” and fixes no interval. We suggest every month.',
  },
});
export const capacityOutlookInterval = numberParam({
  id: 'capacityOutlookInterval',
  title: { ja: '中長期の見通しを立てる間隔', en: 'Interval of the long-term outlook' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。年1回、予算を立てる時期に合わせることをお勧めします。',
    en: 'The guideline fixes none. We suggest once a year, at the time of budgeting.',
  },
});
export const reportToCommitteeWithinDays = numberParam({
  id: 'reportToCommitteeWithinDays',
  title: { ja: '容量・能力の問題を委員会へ報告する期限', en: 'Time to report a capacity problem to the committee' },
  origin: 'company',
  default: 3,
  min: 1,
  max: 30,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に日数の定めはありません。', en: 'The guideline fixes no number of days.' },
});
export const responseTimeWarnMs = numberParam({
  id: 'responseTimeWarnMs',
  title: { ja: '応答時間の注意水準', en: 'Response time that calls for attention' },
  origin: 'company',
  default: 2000,
  min: 100,
  max: 60000,
  unit: { ja: 'ミリ秒', en: 'milliseconds' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline fixes none.' },
});
export const diskFullWarnDays = numberParam({
  id: 'diskFullWarnDays',
  title: { ja: '満杯になる何日前に注意するか', en: 'Days before a disk is full that call for attention' },
  origin: 'company',
  default: 14,
  min: 3,
  max: 90,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。片付けや割当ての変更に要る日数を目安にします。',
    en: 'The guideline fixes none. Think of the days it takes to tidy up or reassign.',
  },
});
