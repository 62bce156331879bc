import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Role } from '../api/session.ts';
import { navFor } from './nav.ts';
import classes from './navigation.module.css';

/** The nouns that concern this person's roles. What is not in the product yet says so here already. */
export function Navigation({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className={classes.nav}>
      <ul>
        {navFor(roles).map((item) => (
          <li key={item.key}>
            <Link to={item.to} className={classes.item} activeProps={{ className: classes.active, 'aria-current': 'page' }}>
              <span>{t(`nav.${item.key}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
