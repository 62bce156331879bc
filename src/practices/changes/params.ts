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

export const emergencyApprovalWithinDays = numberParam({
  id: 'emergencyApprovalWithinDays',
  title: { ja: '緊急の変更を事後に承認する期限', en: 'Deadline for approving an emergency change afterwards' },
  origin: 'company',
  default: 3,
  min: 1,
  max: 20,
  unit: { ja: '営業日', en: 'business days' },
  stricter: 'lower',
  hint: { ja: '手本に緊急の変更の定めはありません。', en: 'The guideline says nothing of emergency changes.' },
});
