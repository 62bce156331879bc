import { useTranslation } from 'react-i18next';
import classes from './steps.module.css';

/** Where one is in a short procedure: words and numbers, the current one named. */
export function Steps({ names, at }: { names: readonly string[]; at: number }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('setup.steps')}>
      <p className="small quiet">{t('setup.progress', { total: names.length, step: at + 1 })}</p>
      <ol className={classes.steps}>
        {names.map((name, index) => (
          <li
            key={name}
            className={index < at ? classes.past : index === at ? classes.now : classes.later}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className={classes.bar} aria-hidden="true" />
            {name}
          </li>
        ))}
      </ol>
    </nav>
  );
}
