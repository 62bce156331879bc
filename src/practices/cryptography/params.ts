import { numberParam } from '../../mechanism/param.ts';

export const certExpiryWarnDays = numberParam({
  id: 'certExpiryWarnDays',
  title: { ja: '証明書の期限切れを知らせる日数', en: 'Warning before a certificate expires' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 180,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
});
export const keyRotationInterval = numberParam({
  id: 'keyRotationInterval',
  title: { ja: '暗号鍵の更新の間隔', en: 'Interval at which keys are replaced' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 60,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に期間の定めはありません。証明書の更新に合わせて鍵も作り直すと漏れがありません。',
    en: 'The guideline fixes no period. Making a new key at each certificate renewal is the easy way.',
  },
});
