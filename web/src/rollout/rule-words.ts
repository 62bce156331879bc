import { useTranslation } from 'react-i18next';
import type { GroupList, GroupRule } from '../api/rollout-types.ts';

/** What a rule means, one sentence a condition. */
export function useRuleWords(departments: GroupList['departments']): (rule: GroupRule) => string[] {
  const { t } = useTranslation();
  const comma = t('rollout.comma');
  return (rule) => {
    const said: string[] = [];
    if (rule.platforms?.length) said.push(`${t('devices.os')}: ${rule.platforms.map((each) => t(`platform.${each}`)).join(comma)}`);
    if (rule.deviceClass) said.push(`${t('rollout.place.class')}: ${t(`rollout.class.${rule.deviceClass}`)}`);
    if (rule.environments?.length)
      said.push(`${t('rollout.place.environment')}: ${rule.environments.map((each) => t(`rollout.environment.${each}`)).join(comma)}`);
    if (rule.name) said.push(`${t('rollout.rule.name')}: ${rule.name}`);
    if (rule.os) said.push(`${t('rollout.rule.os')}: ${rule.os}`);
    if (rule.departments?.length) {
      const names = rule.departments.map((id) => departments.find((each) => each.id === id)?.name ?? t('rollout.rule.gone'));
      said.push(`${t('rollout.rule.departments')}: ${names.join(comma)}`);
    }
    if (rule.networks?.length) said.push(`${t('rollout.rule.networks')}: ${rule.networks.join(comma)}`);
    return said;
  };
}
