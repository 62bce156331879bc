import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paramQuery } from '../api/queries.ts';
import type { ParamDetail } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Page, Panel, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './settings.module.css';
import { ValueForm } from './value-form.tsx';

/** One value: what it is now, where it comes from, which sentences hang on it, how it came to be, and the way to change it. */
export function ValuePage() {
  const { id } = useParams({ from: '/inside/settings/values/$id' });
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(paramQuery(id));
  return (
    <Page
      key={id}
      eyebrow={<Link to="/settings/values">{t('settings.tabs.values')}</Link>}
      title={query.data === undefined ? id : say(query.data.title)}
      lead={query.data?.hint == null ? undefined : say(query.data.hint)}
    >
      <Answer query={query} what={t('settings.tabs.values')}>
        {(param) => <ValueBody param={param} />}
      </Answer>
    </Page>
  );
}

function ValueBody({ param }: { param: ParamDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  return (
    <>
      <div className={classes.two}>
        <dl className="facts">
          <dt>{t('values.current')}</dt>
          <dd>
            <b className={classes.big}>{say(param.said)}</b> {param.laxer && <span className={classes.laxer}>{t('values.laxer')}</span>}
          </dd>
          {param.reason !== null && (
            <>
              <dt>{param.laxer ? t('values.laxerReason') : t('values.reason')}</dt>
              <dd>{param.reason}</dd>
            </>
          )}
          <dt>{t('values.origin')}</dt>
          <dd>
            {t(`values.origins.${param.origin}`)} <span className="small quiet">{t(`values.originHints.${param.origin}`)}</span>
          </dd>
          {param.min !== null && param.max !== null && (
            <>
              <dt>{t('values.bounds')}</dt>
              <dd className="number">
                {t('values.boundsSaid', {
                  min: param.min.toLocaleString(),
                  max: param.max.toLocaleString(),
                  unit: param.unit === null ? '' : say(param.unit),
                })}
              </dd>
            </>
          )}
          <dt>{t('values.usedBy')}</dt>
          <dd>
            <ClauseLinks ids={param.usedBy} />
          </dd>
          <dt>{t('values.setAt')}</dt>
          <dd>
            <When at={param.setAt} none={t('values.unchanged')} />
          </dd>
        </dl>
        <Panel className="no-print">
          <h2 className={classes.big}>{t('values.edit')}</h2>
          {isAdministrator(me.roles) ? <ValueForm param={param} /> : <p className="quiet">{t('values.yourRole')}</p>}
        </Panel>
      </div>
      <Section id="history" title={t('values.history')}>
        <History param={param} />
      </Section>
    </>
  );
}

function History({ param }: { param: ParamDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (param.history.length === 0) return <p className="quiet">{t('values.noHistory')}</p>;
  return (
    <Scroll label={t('values.history')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('evidence.at')}</th>
            <th scope="col">{t('values.value')}</th>
            <th scope="col">{t('values.by')}</th>
            <th scope="col">{t('values.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {param.history.map((version) => (
            <tr key={version.version}>
              <td>
                <When at={version.setAt} />
                <div className="small quiet">{t('values.version', { version: version.version })}</div>
              </td>
              <td>
                <b>{say(version.said)}</b>
              </td>
              <td>{version.by}</td>
              <td>{version.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
