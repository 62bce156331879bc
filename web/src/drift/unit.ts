import { useTranslation } from 'react-i18next';
import type { DriftUnit } from '../api/drift.ts';

/** Linux · サーバ · 運用 */
export function useUnitName(): (unit: Pick<DriftUnit, 'platform' | 'class' | 'environment'>) => string {
  const { t } = useTranslation();
  return ({ platform, class: deviceClass, environment }) =>
    [
      t(`platform.${platform}`),
      t(`drift.classes.${deviceClass}`),
      ...(environment === null ? [] : [t(`drift.environments.${environment}`)]),
    ].join(' · ');
}
