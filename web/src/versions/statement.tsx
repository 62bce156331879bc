import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Statement } from '../api/procedures.ts';
import { type StatementControl, statementQuery } from '../api/versions.ts';
import { Answer } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { Downloads } from './downloads.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { effectiveDay } from './state.tsx';
import classes from './statement.module.css';

/** The statement of applicability: every control, whether it applies, why, how far it is carried out. */
export function StatementPage() {
  const { t } = useTranslation();
  const query = useQuery(statementQuery);
  return (
    <Page
      eyebrow={<Link to="/procedures">{t('nav.procedures')}</Link>}
      title={t('statement.title')}
      lead={t('statement.lead')}
      actions={
        <div className={classes.acts}>
          <Downloads what="statement" name={t('statement.title')} />
          <Button variant="default" size="compact-sm" onClick={() => window.print()}>
            {t('action.print')}
          </Button>
        </div>
      }
    >
      <Answer query={query} what={t('statement.title')}>
        {(statement) => (
          <>
            <Basis statement={statement} />
            <Section title={t('statement.section8')} lead={t('statement.section8Lead')}>
              <ControlTable controls={statement.controls} />
            </Section>
            <Section id="elsewhere" title={t('statement.elsewhere')} lead={t('statement.elsewhereLead')}>
              <Elsewhere statement={statement} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Basis({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const { version, controls } = statement;
  const applicable = controls.filter((control) => control.applicable).length;
  return (
    <>
      <dl className={classes.basis}>
        <div>
          <dt>{t('statement.company')}</dt>
          <dd>{statement.company}</dd>
        </div>
        <div>
          <dt>{t('statement.basis')}</dt>
          <dd>
            {version === null ? (
              t('statement.draft')
            ) : (
              <Link to="/procedures/versions/$id" params={{ id: version.id }}>
                {t('versions.number', { number: version.number })}
              </Link>
            )}
            {version !== null && <span className="quiet"> {t('rules.since', { date: effectiveDay(version) })}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('statement.section8')}</dt>
          <dd className="number">{t('statement.counts', { applicable, excluded: controls.length - applicable })}</dd>
        </div>
      </dl>
      {version === null && (
        <Notice kind="warn" title={t('statement.draft')}>
          {t('statement.draftNote')}
        </Notice>
      )}
    </>
  );
}

function ControlTable({ controls }: { controls: readonly StatementControl[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={t('statement.section8')}>
      <table className={`table cards ${classes.table}`}>
        <caption className="unseen">{t('statement.section8')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statement.control')}</th>
            <th scope="col">{t('statement.applicable')}</th>
            <th scope="col">{t('statement.reason')}</th>
            <th scope="col">{t('statement.state')}</th>
            <th scope="col">{t('statement.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {controls.map((control) => (
            <tr key={control.id} className={control.applicable ? undefined : classes.out}>
              <th scope="row">
                <Link to="/controls/$id" params={{ id: control.id }} className={classes.control}>
                  <span className="number">{control.id}</span> {say(control.title)}
                </Link>
              </th>
              <td className={classes.yes} data-label={t('statement.applicable')}>
                {control.applicable ? t('statement.yes') : <b>{t('statement.no')}</b>}
              </td>
              <td data-label={t('statement.reason')}>
                <div>
                  {control.reason === '' ? (
                    <span className="quiet">{t('statement.noReason')}</span>
                  ) : (
                    <p className={classes.reason}>{control.reason}</p>
                  )}
                  {control.changedClauses.length > 0 && (
                    <details className={`${classes.changed} no-print`}>
                      <summary>{t('statement.changed', { count: control.changedClauses.length })}</summary>
                      <ClauseLinks ids={control.changedClauses} />
                    </details>
                  )}
                </div>
              </td>
              <td data-label={t('statement.state')}>
                <State control={control} />
              </td>
              <td data-label={control.applicable ? t('statement.evidence') : undefined}>
                {control.applicable ? <When at={control.evidenceAt} none={t('statement.noEvidence')} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** How many operative clauses stand how, each count with its mark and word; what is zero is left out. */
function State({ control }: { control: StatementControl }) {
  const { t } = useTranslation();
  if (!control.applicable) return <span className="quiet">{t('statement.notCounted')}</span>;
  const counts = [
    ['fail', control.state.fail],
    ['unknown', control.state.unknown],
    ['pass', control.state.pass],
    ['planned', control.state.planned],
    ['not-applicable', control.state.notApplicable],
  ] as const;
  return (
    <p className={classes.counts}>
      {counts
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => (
          <span key={verdict} className={`${classes.count} ${classes[verdict === 'not-applicable' ? 'planned' : verdict]}`}>
            <Mark verdict={verdict} />
            {t(`verdict.${verdict}`)} <b className="number">{count.toLocaleString()}</b>
          </span>
        ))}
    </p>
  );
}
