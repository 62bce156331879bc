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
