import { useTranslation } from 'react-i18next';
import type { SoftwareState, VersionState } from '../api/software-types.ts';
import { Mark } from '../pieces/mark.tsx';
import classes from './software.module.css';

const marks = {
  new: 'unknown',
  asked: 'unknown',
  unclear: 'unknown',
  limited: 'pass',
  allowed: 'pass',
  baseline: 'planned',
  seen: 'planned',
  forbidden: 'fail',
} as const;

/** How a program stands, with its mark and in words. */
export function StateWord({ state, limited = false }: { state: SoftwareState | VersionState; limited?: boolean }) {
  const { t } = useTranslation();
  const shown = state === 'allowed' && limited ? 'limited' : state;
  return (
    <span className={`${classes.state} ${classes[marks[shown]]}`}>
      <Mark verdict={marks[shown]} />
      {t(`software.states.${shown}`)}
    </span>
  );
}
