import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Mark } from '../pieces/mark.tsx';
import { Page } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import classes from './planned.module.css';

type PlannedKey = 'duties' | 'requests' | 'registers';

/** A screen that the product does not have yet: it says so, and what that means for the verdicts. */
export function PlannedPage() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const key = useLocation().pathname.slice(1) as PlannedKey;
  return (
    <Page title={t(`nav.${key}`)} lead={t(`planned.${key}`)}>
      <div className={classes.note}>
        <p className={classes.title}>
          <Mark verdict="planned" /> {t('planned.title')}
        </p>
        <p>{t('planned.note')}</p>
        {isReader(roles) && (
          <p>
            <Link to="/controls">{t('state.toControls')}</Link>
            <span className="quiet small"> — {t('planned.where')}</span>
          </p>
        )}
      </div>
    </Page>
  );
}
