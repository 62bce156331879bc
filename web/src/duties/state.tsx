import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../api/duties.ts';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { daysBetween } from './days.ts';
import classes from './state.module.css';

/** The state of one occurrence, as a word on its ground. */
export function State({ state }: Pick<Occurrence, 'state'>) {
  const { t } = useTranslation();
  return <span className={`${classes.state} ${classes[state]}`}>{t(`duties.states.${state}`)}</span>;
}

/** How far an overdue one went up. */
export function Escalation({ escalation }: Pick<Occurrence, 'escalation'>) {
  const { t } = useTranslation();
  if (escalation === 0) return null;
  return <span className={classes.escalation}>{t(escalation === 1 ? 'duties.escalated.committee' : 'duties.escalated.management')}</span>;
}

/** The date by which it is due, and how far away that is. The reader's own clock counts the days only where it agrees with the server. */
export function Due({ occurrence }: { occurrence: Pick<Occurrence, 'dueOn' | 'state'> }) {
  const { t } = useTranslation();
  const { dueOn, state } = occurrence;
  const left = daysBetween(dayOf(new Date()), dueOn);
  const said =
    state === 'overdue' && left < 0
      ? t('duties.late', { count: -left })
      : state === 'open' && left > 0
        ? t('duties.left', { count: left })
        : state === 'open' && left === 0
          ? t('duties.dueToday')
          : null;
  return (
    <span className={state === 'overdue' ? classes.late : undefined}>
      <time dateTime={dueOn} className="number">
        {dueOn}
      </time>
      {said !== null && <span className={classes.away}> {said}</span>}
    </span>
  );
}

/** Who does it, and who stands in. */
export function Party({ party, deputy }: { party: Occurrence['owner']; deputy: Occurrence['deputy'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      {say(party.name)}
      {party.gone && <b className={classes.late}> {t('duties.gone')}</b>}
      {deputy !== null && (
        <span className="quiet">
          {' '}
          {t('duties.deputyIs', { name: say(deputy.name) })}
          {deputy.gone && t('duties.gone')}
        </span>
      )}
    </>
  );
}
