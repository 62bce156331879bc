import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Clause, Param } from '../api/types.ts';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { controlOf } from '../shell/search-hits.ts';
import classes from './clause.module.css';
import { Mechanisms } from './mechanisms.tsx';
import { Replay } from './replay.tsx';
import { Sentence } from './sentence.tsx';

interface ClauseProps {
  clause: Clause;
  params: readonly Param[];
  /** The address names this clause. */
  named: boolean;
}

/** Left the sentence, right the verdict and what runs. A heading or a lead only introduces: it has no verdict. */
export function ClauseBlock({ clause, params, named }: ClauseProps) {
  const { t } = useTranslation();
  const asks = clause.operative && !clause.heading;
  return (
    <article
      id={clause.id}
      className={`${classes.clause} ${asks ? '' : classes.intro} ${named ? classes.named : ''}`}
      aria-labelledby={`${clause.id}-h`}
    >
      <div className={classes.text}>
        <h3 id={`${clause.id}-h`} className={classes.id}>
          <a href={`#${clause.id}`}>{clause.id}</a>
          {clause.type === 'advice' && <span className={classes.tag}>{t('control.advice')}</span>}
          {clause.company !== null && clause.company.adoption !== 'adopted' && (
            <span className={classes.tag}>{t(`compare.adoption.${clause.company.adoption}`)}</span>
          )}
        </h3>
        <Sentence pieces={clause.sentence} params={params} />
        {asks || clause.type === 'advice' ? <About clause={clause} /> : null}
        <div className={`${classes.written} no-print`}>
          <Written clause={clause} />
          {asks && <Replay clause={clause.id} />}
        </div>
      </div>
      {asks ? (
        <Status clause={clause} />
      ) : clause.mechanisms.length > 0 ? (
        <div className={classes.status}>
          <Mechanisms mechanisms={clause.mechanisms} />
        </div>
      ) : null}
    </article>
  );
}

/** The way to where the sentence is written. */
function Written({ clause }: { clause: Clause }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Link to="/procedures/chapters/$id" params={{ id: controlOf(clause.id) }} hash={clause.id} className="target">
      {isAdministrator(me.roles) ? t('replay.edit') : t('replay.read')}
      <span className="unseen"> {clause.id}</span>
    </Link>
  );
}

function About({ clause }: { clause: Clause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const owner = clause.company?.owner ?? null;
  const deputy = clause.company?.deputy ?? null;
  return (
    <dl className={classes.about}>
      {owner !== null && (
        <div>
          <dt>{t('rules.owner')}</dt>
          <dd>
            <b>{say(owner)}</b>
            {deputy !== null && ` (${t('rules.deputy')}: ${say(deputy)})`}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('control.actor')}</dt>
        <dd>{clause.actors.map((actor) => say(actor)).join(t('control.and'))}</dd>
      </div>
      <div>
        <dt>{t('control.cadence')}</dt>
        <dd>{say(clause.cadence)}</dd>
      </div>
      {clause.appliesWhen.length > 0 && (
        <div>
          <dt>{t('control.appliesWhen')}</dt>
          <dd>{clause.appliesWhen.map((condition) => say(condition)).join(t('control.and'))}</dd>
        </div>
      )}
      {clause.refs.length > 0 && (
        <div>
          <dt>{t('control.refs')}</dt>
          <dd>
            <ul>
              {clause.refs.map((ref) => (
                <li key={ref.to}>
                  <Link to="/controls/$id" params={{ id: controlOf(ref.to) }} hash={ref.to === controlOf(ref.to) ? undefined : ref.to}>
                    {ref.to}
                  </Link>{' '}
                  {say(ref.why)}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Status({ clause }: { clause: Clause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const running = clause.mechanisms.some((mechanism) => mechanism.status === 'running');
  return (
    <div className={classes.status}>
      <div className={classes.verdict}>
        <VerdictWord verdict={clause.verdict} strong />
        {running && (
          <span className="small quiet">
            {t('control.provenAt')} <When at={clause.evidenceAt} none={t('control.neverProven')} />
          </span>
        )}
      </div>
      <p className={classes.because}>{say(clause.because)}</p>
      {clause.verdict === 'pass' && !clause.complete && <p className={classes.incomplete}>{t('control.incomplete')}</p>}
      <Mechanisms mechanisms={clause.mechanisms} said={say(clause.because)} />
    </div>
  );
}
