import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftClause } from '../api/procedures.ts';
import type { Words } from '../api/types.ts';
import { Mark } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './clause-around.module.css';
import { ClauseHistory } from './clause-history.tsx';
import { ClauseNumber, ClauseNumbers } from './clause-numbers.tsx';
import { useDesk } from './desk.tsx';
import { cut } from './slots.ts';
import { WordMarks } from './word-marks.tsx';

/** Beside the sample: who acts, how often, what it hangs together with, what makes it real, and what has changed behind it. */
export function Around({ clause }: { clause: DraftClause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { control } = useDesk();
  return (
    <>
      <Recommended clause={clause} />
      <dl className={classes.about}>
        {clause.actors.length > 0 && <Row name={t('control.actor')}>{clause.actors.map((actor) => say(actor)).join(t('control.and'))}</Row>}
        {clause.operative && <Row name={t('control.cadence')}>{say(clause.cadence)}</Row>}
        {clause.appliesWhen.length > 0 && (
          <Row name={t('control.appliesWhen')}>{clause.appliesWhen.map((condition) => say(condition)).join(t('control.and'))}</Row>
        )}
        {clause.refs.length > 0 && (
          <Row name={t('control.refs')}>
            <ul>
              {clause.refs.map((ref) => (
                <li key={ref.to}>
                  <ClauseNumber id={ref.to} /> {say(ref.why)}
                </li>
              ))}
            </ul>
          </Row>
        )}
        {clause.referredBy.length > 0 && (
          <Row name={t('chapter.referredBy')}>
            <ClauseNumbers ids={clause.referredBy} />
          </Row>
        )}
      </dl>
      {clause.mechanisms.length > 0 && (
        <details className={classes.more}>
          <summary>{t('chapter.mechanisms', { count: clause.mechanisms.length })}</summary>
          <ul className={classes.mechanisms}>
            {clause.mechanisms.map((mechanism) => (
              <li key={`${mechanism.kind}-${mechanism.title.ja}`}>
                <span className={classes.kind}>{t(`mechanism.${mechanism.kind as 'check'}`)}</span>
                <span>{say(mechanism.title)}</span>
                <span className={classes.status}>
                  {mechanism.status === 'planned' && <Mark verdict="planned" />} {t(`chapter.mechanism.${mechanism.status}`)}
                </span>
              </li>
            ))}
          </ul>
          <p className="small">
            <Link to="/controls/$id" params={{ id: control.id }} hash={clause.id}>
              {t('chapter.toControl')}
            </Link>
          </p>
        </details>
      )}
      <ClauseHistory clause={clause} />
      {clause.inForceText !== null && <InForce clause={clause} before={clause.inForceText} />}
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Recommended({ clause }: { clause: DraftClause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (clause.recommendations.length === 0) return null;
  return (
    <ul className={classes.recommended} aria-label={t('chapter.recommended')}>
      {clause.recommendations.map((each) => (
        <li key={`${each.kind}-${each.words.ja}`}>{say(each.words)}</li>
      ))}
    </ul>
  );
}

/** What the version in force says, with what the draft changes marked in it. */
function InForce({ clause, before }: { clause: DraftClause; before: Words }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { said, values } = useDesk();
  const filled = (text: Words, now: boolean): string =>
    cut(text[language] === '' ? text.ja : text[language], said)
      .map((piece) => {
        if ('text' in piece) return piece.text;
        const words = now ? said.get(piece.param) : (values.get(piece.param)?.inForceSaid ?? said.get(piece.param));
        return words?.[language] ?? '';
      })
      .join('');
  return (
    <details className={classes.more}>
      <summary>{t('chapter.inForce')}</summary>
      <div className="small">
        <WordMarks before={filled(before, false)} after={clause.adoption === 'not-applicable' ? '' : filled(clause.text, true)} />
      </div>
    </details>
  );
}
