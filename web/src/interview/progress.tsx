import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Interview, Step } from '../api/company.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './interview.module.css';

/** The last screen, which is no step. */
export const finishedId = 'finished';
export const answeredOf = ({ questions }: Step): number => questions.filter(({ answeredAt }) => answeredAt !== null).length;

/** How far one is, in numbers and by step; every step can be opened again. */
export function Progress({ interview, current, firstOpen }: { interview: Interview; current: string; firstOpen: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { answered, total } = interview.required;
  const steps = interview.steps.filter(({ later }) => !later);
  return (
    <nav aria-label={t('interview.steps')} className={classes.progress}>
      <p>
        <b className="number" data-testid="interview-progress">
          {answered} / {total}
        </b>{' '}
        {t('interview.answered')}
        {firstOpen !== current && firstOpen !== finishedId && (
          <>
            {' '}
            <Link to="/procedures/start" hash={firstOpen} className="small">
              {t('interview.toOpen')}
            </Link>
          </>
        )}
      </p>
      <progress className={classes.bar} value={answered} max={Math.max(total, 1)} aria-label={t('interview.answered')} />
      <ol className={classes.steps}>
        {steps.map((step, i) => (
          <li key={step.id}>
            <Link to="/procedures/start" hash={step.id} activeOptions={{ includeHash: true }}>
              <span className="number">{i + 1}</span> {say(step.title)}{' '}
              <span className={`number ${classes.count}`}>
                {answeredOf(step)}/{step.questions.length}
              </span>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/procedures/start" hash={finishedId} activeOptions={{ includeHash: true }}>
            {t('interview.end')}
          </Link>
        </li>
      </ol>
    </nav>
  );
}
