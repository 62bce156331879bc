import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../api/duties.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { whenOf } from './days.ts';
import classes from './duties.module.css';
import { Due, Escalation, Party, State } from './state.tsx';

const groups = ['overdue', 'thisWeek', 'later'] as const;

/** What is late first, then this week, then the rest: each group says what happens if nobody does anything. */
export function ToDo({ occurrences }: { occurrences: readonly Occurrence[] }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  return (
    <div className="stack">
      {groups.map((group) => {
        const lines = occurrences.filter((occurrence) => whenOf(occurrence, today) === group);
        if (lines.length === 0) return null;
        return (
          <Section key={group} title={t(`duties.group.${group}`, { count: lines.length })} lead={t(`duties.groupLead.${group}`)}>
            <ul className={classes.lines}>
              {lines.map((occurrence) => (
                <Line key={occurrence.id} occurrence={occurrence} />
              ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}

function Line({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id, title, about, owner, deputy, state, escalation, clauses, canAct } = occurrence;
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <Link to="/duties/$id" params={{ id }} className={classes.title}>
          {say(title)}
        </Link>
        <span className={classes.about}>{say(about)}</span>
      </div>
      <p className={classes.due}>
        <span className="quiet">{t('duties.dueOn')}</span> <Due occurrence={occurrence} />
        {state === 'overdue' && <Escalation escalation={escalation} />}
        {state === 'waiting' && <State state={state} />}
      </p>
      <p className={classes.around}>
        <span>
          <span className="quiet">{t('duties.owner')}</span> <Party party={owner} deputy={deputy} />
        </span>
        <ClauseLinks ids={clauses} />
      </p>
      <Link
        to="/duties/$id"
        params={{ id }}
        className={`${classes.act} no-print`}
        aria-label={t('duties.openNamed', {
          act: t(canAct && state !== 'waiting' ? 'duties.doIt' : 'duties.look'),
          title: say(title),
          about: say(about),
        })}
      >
        {t(canAct && state !== 'waiting' ? 'duties.doIt' : 'duties.look')}
      </Link>
    </li>
  );
}
