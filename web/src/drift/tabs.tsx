import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DeviceSections } from '../devices/sections.tsx';
import classes from './drift.module.css';

const tabs = [
  { key: 'events', to: '/devices/changes' },
  { key: 'rules', to: '/devices/changes/rules' },
  { key: 'baselines', to: '/devices/changes/baselines' },
] as const;

/** What there is to see of changes: what happened, what needs no reason, what is approved. */
export function DriftTabs() {
  const { t } = useTranslation();
  return (
    <>
      <DeviceSections />
      <nav className={`${classes.tabs} no-print`} aria-label={t('drift.tabs.label')}>
        {tabs.map(({ key, to }) => (
          <Link
            key={key}
            to={to}
            className={classes.tab}
            activeOptions={{ exact: key === 'events', includeSearch: false }}
            activeProps={{ className: classes.on, 'aria-current': 'page' }}
          >
            {t(`drift.tabs.${key}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}
