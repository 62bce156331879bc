import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './settings.module.css';

/** The frame of the settings: a row of topics, each a page of its own with its own address. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const looksAtValues = roles.some((role) => role !== 'employee');
  const tabs = [
    { to: '/settings/values', label: t('settings.tabs.values'), shown: looksAtValues },
    { to: '/settings/people', label: t('settings.tabs.people'), shown: isAdministrator(roles) },
    { to: '/settings/company', label: t('settings.tabs.company'), shown: isAdministrator(roles) },
    { to: '/settings/staff', label: t('settings.tabs.staff'), shown: isAdministrator(roles) },
    { to: '/settings/notices', label: t('settings.tabs.notices'), shown: isAdministrator(roles) },
    { to: '/settings/agents', label: t('settings.tabs.agents'), shown: isAdministrator(roles) },
    { to: '/settings/account', label: t('settings.tabs.account'), shown: true },
  ].filter((tab) => tab.shown);
  return (
    <div className={classes.frame}>
      <nav aria-label={t('settings.title')} className={`${classes.tabs} no-print`}>
        {tabs.map((tab) => (
          <Link key={tab.to} to={tab.to} className={classes.tab} activeProps={{ className: classes.active, 'aria-current': 'page' }}>
            {tab.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
