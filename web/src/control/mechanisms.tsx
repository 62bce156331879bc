import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mechanism } from '../api/types.ts';
import { CountsLine, Mark, VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './mechanisms.module.css';

/** What makes the clause real: what runs, with its verdict and its devices; what is planned, said to be so. */
export function Mechanisms({ mechanisms, said }: { mechanisms: readonly Mechanism[]; said?: string | undefined }) {
  const { t } = useTranslation();
  const running = mechanisms.filter((mechanism) => mechanism.check !== null);
  const rules = mechanisms.filter((mechanism) => mechanism.rule !== null);
  const practices = mechanisms.filter((mechanism) => mechanism.practice !== null);
  const planned = mechanisms.filter((mechanism) => mechanism.status === 'planned');
  return (
    <>
      {running.map((mechanism) => (
        <Running key={mechanism.check!.id} check={mechanism.check!} mechanism={mechanism} said={said} />
      ))}
      {rules.map((mechanism) => (
        <RuleRead key={mechanism.title.en} mechanism={mechanism} rule={mechanism.rule!} said={said} />
      ))}
      {practices.map((mechanism) => (
        <Practised key={mechanism.practice!.id} mechanism={mechanism} practice={mechanism.practice!} said={said} />
      ))}
      {planned.length > 0 && (
        <ul className={classes.planned} aria-label={t('control.mechanisms')}>
          {planned.map((mechanism) => (
            <PlannedRow key={`${mechanism.kind}-${mechanism.title.en}`} mechanism={mechanism} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Its reason is left out where the clause has just said the same. */
function Running({ mechanism, check, said }: { mechanism: Mechanism; check: NonNullable<Mechanism['check']>; said: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [room = '', name = ''] = check.id.split('/');
  const reported = check.counts.pass + check.counts.fail;
  return (
    <div className={classes.running}>
      <p className={classes.head}>
        <span className={classes.kind}>{t(`mechanism.${mechanism.kind}`)}</span>
        {check.expected === 0 ? (
          <span className="small quiet">
            <Mark verdict="not-applicable" /> {t('control.expectedNone')}
          </span>
        ) : (
          <VerdictWord verdict={check.verdict} />
        )}
      </p>
      <p className={classes.name}>
        <Link to="/checks/$room/$name" params={{ room, name }}>
          {say(mechanism.title)}
        </Link>
      </p>
      {said?.endsWith(say(check.because)) !== true && <p className="small">{say(check.because)}</p>}
      {check.expected > 0 && (
        <p className={classes.counts}>
          <CountsLine counts={check.counts} />
          <span className="small quiet">{t('control.reported', { expected: check.expected, reported })}</span>
        </p>
      )}
      {check.counts.fail > 0 && (
        <p className="small">
          <Link to="/checks/$room/$name" params={{ room, name }} search={{ verdict: 'fail' }}>
            {t('control.openFails')}
          </Link>
        </p>
      )}
      {check.caveat !== null && (
        <details className={classes.caveat}>
          <summary>{t('control.caveat')}</summary>
          {say(check.caveat)}
        </details>
      )}
    </div>
  );
}

/** A rule runs where the people it concerns have read and confirmed it. */
function RuleRead({ mechanism, rule, said }: { mechanism: Mechanism; rule: NonNullable<Mechanism['rule']>; said: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.running}>
      <p className={classes.head}>
        <span className={classes.kind}>{t(`mechanism.${mechanism.kind}`)}</span>
        <VerdictWord verdict={rule.verdict} />
      </p>
      <p className={classes.name}>
        <Link to="/procedures/acknowledgements">{say(mechanism.title)}</Link>
      </p>
      {said?.endsWith(say(rule.because)) !== true && <p className="small">{say(rule.because)}</p>}
    </div>
  );
}

/** What people run: a register, a duty, a kind of request. Its page is where it is done. */
function Practised({
  mechanism,
  practice,
  said,
}: {
  mechanism: Mechanism;
  practice: NonNullable<Mechanism['practice']>;
  said: string | undefined;
}) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.running}>
      <p className={classes.head}>
        <span className={classes.kind}>{t(`mechanism.${mechanism.kind}`)}</span>
        <VerdictWord verdict={practice.verdict} />
      </p>
      <p className={classes.name}>
        <PracticeLink kind={mechanism.kind} id={practice.id}>
          {say(mechanism.title)}
        </PracticeLink>
      </p>
      {said?.endsWith(say(practice.because)) !== true && <p className="small">{say(practice.because)}</p>}
      {practice.dueOn !== null && <p className="small quiet">{t('control.nextDue', { date: practice.dueOn })}</p>}
    </div>
  );
}

function PracticeLink({ kind, id, children }: { kind: Mechanism['kind']; id: string; children: ReactNode }) {
  const [room = '', name = ''] = id.split('/');
  if (kind === 'register')
    return (
      <Link to="/registers/$room/$name" params={{ room, name }}>
        {children}
      </Link>
    );
  if (kind === 'duty')
    return (
      <Link to="/duties" search={{ duty: id, state: 'all' }}>
        {children}
      </Link>
    );
  return (
    <Link to="/requests" search={{ kind: id, scope: 'all' }}>
      {children}
    </Link>
  );
}

function PlannedRow({ mechanism }: { mechanism: Mechanism }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <li>
      <Mark verdict="planned" />
      <span className={classes.kind}>{t(`mechanism.${mechanism.kind}`)}</span>
      <span>{say(mechanism.title)}</span>
      <span className={classes.plannedWord}>{t('control.plannedWord')}</span>
    </li>
  );
}
