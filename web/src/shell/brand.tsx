import { useTranslation } from 'react-i18next';
import classes from './brand.module.css';

/** The product's name and sign: one procedure, its first step proven. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="currentColor" />
        <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
          <circle cx="9.5" cy="10.5" r="3" />
          <path d="M17 10.5h8M6.5 21.5h6M17 21.5h8" />
        </g>
      </svg>
      <span className={classes.name}>{t('brand')}</span>
      <span className={classes.latin} lang="en">
        Tejun
      </span>
    </span>
  );
}
