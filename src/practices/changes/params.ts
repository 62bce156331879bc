import { numberParam } from '../../mechanism/param.ts';

export const changeAuditWithinDays = numberParam({
  id: 'changeAuditWithinDays',
  title: { ja: '変更後の監査の期限', en: 'Deadline for the audit after a change' },
  origin: 'company',
  default: 14,
  min: 1,
  max: 90,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に期限の定めはありません。', en: 'The guideline fixes no deadline.' },
});
