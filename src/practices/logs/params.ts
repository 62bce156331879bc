import { numberParam } from '../../mechanism/param.ts';

export const logReviewInterval = numberParam({
  id: 'logReviewInterval',
  title: { ja: 'ログを点検する間隔', en: 'Interval of log reviews' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は「定期的」とするだけで、間隔の定めはありません。境界の機器のログの常時監視は8.16で扱います。',
    en: 'The guideline only says regularly. Constant watching of the boundary devices belongs to 8.16.',
  },
});
export const securityLogMinMb = numberParam({
  id: 'securityLogMinMb',
  title: { ja: 'Windowsのセキュリティログの容量', en: 'Size of the Windows Security log' },
  origin: 'company',
  default: 192,
  min: 20,
  max: 4096,
  unit: { ja: 'MB', en: 'MB' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。Windowsの初期値は20MBで、数日で上書きされることがあります。',
    en: 'The guideline does not fix it. Windows starts with 20 MB, which may be overwritten within days.',
  },
});
export const workLogConfirmWithinDays = numberParam({
  id: 'workLogConfirmWithinDays',
  title: { ja: 'サーバ作業を確認するまでの日数', en: 'Time to confirm server work' },
  origin: 'company',
  default: 7,
  min: 1,
  max: 31,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
