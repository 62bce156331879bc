import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClauseChange, ControlChange, ValueChange } from '../api/versions.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { controlOf } from '../shell/search-hits.ts';
import classes from './changes.module.css';
import { DiffText, isSame } from './diff.tsx';

/** Which controls apply now that did not, and the other way round. */
export function ControlChanges({ controls }: { controls: readonly ControlChange[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={t('compare.controls')}>
      <table className="table cards">
        <caption className="unseen">{t('compare.controls')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.control')}</th>
            <th scope="col">{t('compare.before')}</th>
            <th scope="col">{t('compare.after')}</th>
          </tr>
        </thead>
        <tbody>
          {controls.map((control) => (
            <tr key={control.id}>
              <th scope="row">
                <span className="number">{control.id}</span> {say(control.title)}
              </th>
              <td className={classes.short} data-label={t('compare.before')}>
                {say(control.before)}
              </td>
              <td data-label={t('compare.after')}>
                <b>{say(control.after)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Values: before, after, and why, where one is laxer than the sample. */
export function ValueChanges({ values }: { values: readonly ValueChange[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={t('compare.values')}>
      <table className={`table cards ${classes.values}`}>
        <caption className="unseen">{t('compare.values')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.value')}</th>
            <th scope="col">{t('compare.before')}</th>
            <th scope="col">{t('compare.after')}</th>
            <th scope="col">{t('compare.reason')}</th>
            <th scope="col">{t('compare.usedBy')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value.id}>
              <th scope="row">{say(value.title)}</th>
              <td className={classes.was} data-label={t('compare.before')}>
                {value.before === null ? t('compare.nothing') : say(value.before)}
              </td>
              <td className={classes.is} data-label={t('compare.after')}>
                <span>
                  <b>{value.after === null ? t('compare.nothing') : say(value.after)}</b>{' '}
                  {value.laxer && <span className={classes.laxer}>{t('compare.laxer')}</span>}
                </span>
              </td>
              <td data-label={t('compare.reason')}>{value.reason ?? ''}</td>
              <td data-label={t('compare.usedBy')}>
                <ClauseLinks ids={value.usedBy} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface ClauseChangesProps {
  clauses: readonly ClauseChange[];
  titleOf: (control: string) => string | undefined;
  /** The sample names no owners: that the company named some is no change worth reading. */
  fromSample: boolean;
  /** When a clause is necessary, as the later text says it; '' where nothing was decided. */
  necessityOf?: (clause: string) => string;
}

/** Clauses by chapter, each with its words marked and what else about it differs. */
export function ClauseChanges({ clauses, titleOf, fromSample, necessityOf = () => '' }: ClauseChangesProps) {
  const chapters = [...new Set(clauses.map((clause) => controlOf(clause.id)))];
  return (
    <div className={classes.chapters}>
      {chapters.map((chapter) => (
        <section key={chapter} className={classes.chapter} aria-labelledby={`changes-${chapter}`}>
          <h3 id={`changes-${chapter}`} className={classes.chapterTitle}>
            <span className="number">{chapter}</span> {titleOf(chapter)}
          </h3>
          {clauses
            .filter((clause) => controlOf(clause.id) === chapter)
            .map((clause) => (
              <OneClause key={clause.id} clause={clause} fromSample={fromSample} necessity={necessityOf(clause.id)} />
            ))}
        </section>
      ))}
    </div>
  );
}

interface OneClauseProps {
  clause: ClauseChange;
  fromSample: boolean;
  necessity: string;
}

function OneClause({ clause, fromSample, necessity }: OneClauseProps) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  return (
    <article className={classes.clause} aria-labelledby={`change-${clause.id}`}>
      <h4 id={`change-${clause.id}`} className={classes.id}>
        <Link to="/controls/$id" params={{ id: controlOf(clause.id) }} hash={clause.id} className="number target">
          {clause.id}
        </Link>
        {clause.before === null && <span className={classes.field}>{t('compare.newClause')}</span>}
        {clause.after === null && <span className={classes.field}>{t('compare.goneClause')}</span>}
        {clause.before !== null &&
          clause.after !== null &&
          clause.fields.map((field) => (
            <span key={field.en} className={classes.field}>
              {say(field)}
            </span>
          ))}
      </h4>
      {isSame(clause.words, language) ? <p className="small quiet">{t('compare.sameText')}</p> : null}
      <DiffText words={clause.words} />
      <Beside clause={clause} fromSample={fromSample} necessity={necessity} />
    </article>
  );
}

/** How the clause was taken, who sees to it, why: only what differs, before → after. */
function Beside({ clause: { before, after }, fromSample, necessity }: OneClauseProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (before === null || after === null) return null;
  const nobody = t('compare.nobody');
  const ownerRow = {
    label: t('compare.owner'),
    from: before.owner === null ? nobody : say(before.owner),
    to: after.owner === null ? nobody : say(after.owner),
  };
  const rows = [
    {
      label: t('compare.adoptionLabel'),
      from: t(`compare.adoption.${before.adoption}`),
      to: t(`compare.adoption.${after.adoption}`),
    },
    ...(fromSample ? [] : [ownerRow]),
  ].filter((row) => row.from !== row.to);
  if (rows.length === 0 && after.reason === '' && necessity === '') return null;
  return (
    <dl className={classes.beside}>
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            {row.from} <span aria-hidden="true">→</span> <b>{row.to}</b>
          </dd>
        </div>
      ))}
      {after.reason !== '' && (
        <div>
          <dt>{t('compare.reason')}</dt>
          <dd>{after.reason}</dd>
        </div>
      )}
      {necessity !== '' && (
        <div>
          <dt>{t('rules.necessity')}</dt>
          <dd>{necessity}</dd>
        </div>
      )}
    </dl>
  );
}
