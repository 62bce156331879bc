import { useTranslation } from 'react-i18next';
import type { jaNotices } from '../i18n/ja-notices.ts';
import { Notice } from '../pieces/notice.tsx';
import classes from './notices.module.css';

export type SettingProblem = keyof typeof jaNotices.notices.settingProblems;

/** What is wrong with settings, in words. */
export function SettingFault({ problem }: { problem: SettingProblem }) {
  const { t } = useTranslation();
  return (
    <Notice kind="error" title={t('notices.notReady')}>
      {t(`notices.settingProblems.${problem}`)}
    </Notice>
  );
}

/** What the other side said, as it said it. */
export function OutsideWords({ words }: { words: string | null }) {
  const { t } = useTranslation();
  if (words === null || words === '') return null;
  return (
    <p className={classes.words}>
      <span className="quiet">{t('notices.said')}: </span>
      <code>{words}</code>
    </p>
  );
}
