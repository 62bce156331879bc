import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mechanism, Words } from '../api/types.ts';
import { Mark, VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './mechanisms.module.css';

const worstFirst = { fail: 0, unknown: 1, pass: 2 } as const;
const rankOf = ({ check, rule, practice }: Mechanism): number => {
  const verdict = (check?.expected === 0 ? null : check?.verdict) ?? rule?.verdict ?? practice?.verdict;
  return verdict === undefined ? 3 : worstFirst[verdict];
};

/**
 * What makes the clause real, a line each, worst first: what fails says why, what runs says when it is due next, what is planned is
 * said to be so. `said`: the reason that the clause has given already.
 */
export function Mechanisms({ mechanisms, said }: { mechanisms: readonly Mechanism[]; said?: string | undefined }) {
  const { t } = useTranslation();
  if (mechanisms.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('control.mechanisms')}>
      {mechanisms
        .toSorted((a, b) => rankOf(a) - rankOf(b))
        .map((mechanism) => (
          <li key={`${mechanism.kind} ${mechanism.title.en}`} className={classes.item}>
            <One mechanism={mechanism} said={said} />
          </li>
        ))}
    </ul>
  );
}

function One({ mechanism, said }: { mechanism: Mechanism; said: string | undefined }) {
  const { say } = useSaid();
  const { check, rule, practice } = mechanism;
  if (check !== null) return <Measured mechanism={mechanism} check={check} said={said} />;
  if (rule !== null)
    return (
      <>
        <Head mechanism={mechanism} verdict={<VerdictWord verdict={rule.verdict} />}>
          <Link to="/procedures/acknowledgements">{say(mechanism.title)}</Link>
        </Head>
        <Because because={rule.because} said={said} />
      </>
    );
  if (practice !== null) return <Practised mechanism={mechanism} practice={practice} said={said} />;
  return <Planned mechanism={mechanism} />;
}

function Head({ mechanism, verdict, children }: { mechanism: Mechanism; verdict: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <p className={classes.head}>
      <span>
        <span className={classes.kind}>{t(`mechanism.${(mechanism.practice?.cases.length ?? 0) > 0 ? 'caseCheck' : mechanism.kind}`)}</span>{' '}
        <b>{children}</b>
      </span>
      <span className={classes.verdict}>{verdict}</span>
    </p>
  );
}

/** Left out where the clause has just said the same. */
function Because({ because, said }: { because: Words; said: string | undefined }) {
  const { say } = useSaid();
  return said?.endsWith(say(because)) === true ? null : <p className={classes.because}>{say(because)}</p>;
}

function Measured({ mechanism, check, said }: { mechanism: Mechanism; check: NonNullable<Mechanism['check']>; said: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [room = '', name = ''] = check.id.split('/');
  return (
    <>
      <Head
        mechanism={mechanism}
        verdict={
          check.expected === 0 ? (
            <span className="small quiet">
              <Mark verdict="not-applicable" /> {t('control.expectedNone')}
            </span>
          ) : (
            <VerdictWord verdict={check.verdict} />
          )
        }
      >
        <Link to="/checks/$room/$name" params={{ room, name }}>
          {say(mechanism.title)}
        </Link>
      </Head>
      {check.expected > 0 && <Because because={check.because} said={said} />}
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
    </>
  );
}

/** What people run: a register, a duty, a kind of request or of case. Its page is where it is done. */
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
    <>
      <Head mechanism={mechanism} verdict={<VerdictWord verdict={practice.verdict} />}>
        <PracticeLink kind={mechanism.kind} id={practice.id} cases={practice.cases}>
          {say(mechanism.title)}
        </PracticeLink>
      </Head>
      {(practice.verdict !== 'pass' || mechanism.kind === 'tool') && <Because because={practice.because} said={said} />}
      {practice.verdict !== 'fail' && practice.dueOn !== null && (
        <p className={classes.because}>{t('control.nextDue', { date: practice.dueOn })}</p>
      )}
    </>
  );
}

interface PracticeLinkProps {
  kind: Mechanism['kind'];
  id: string;
  /** For a check over cases: the kinds that it reads. */
  cases: readonly string[];
  children: ReactNode;
}

function PracticeLink({ kind, id, cases, children }: PracticeLinkProps) {
  const [room = '', name = ''] = id.split('/');
  const ofKind = kind === 'case' ? id : cases.length === 1 ? cases[0] : undefined;
  if (ofKind !== undefined || cases.length > 1)
    return (
      <Link to="/cases" search={{ kind: ofKind }}>
        {children}
      </Link>
    );
  // Any other tool has no page of its own: its words stand here.
  if (kind === 'tool') return <>{children}</>;
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

function Planned({ mechanism }: { mechanism: Mechanism }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <p className={`${classes.head} ${classes.planned}`}>
      <span>
        <span className={classes.kind}>{t(`mechanism.${mechanism.kind}`)}</span> {say(mechanism.title)}
      </span>
      <span className={classes.verdict}>
        <Mark verdict="planned" /> {t('control.plannedWord')}
      </span>
    </p>
  );
}
