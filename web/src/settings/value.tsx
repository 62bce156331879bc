import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DraftValue } from '../api/procedures.ts';
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
import { controlOf } from '../shell/search-hits.ts';
import classes from './settings.module.css';
import { ValueForm } from './value-form.tsx';
import { draftValueQuery } from './value-save.ts';

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
  const inDraft = useQuery(draftValueQuery(param)).data;
  return (
    <>
      <div className={classes.two}>
        <dl className="facts">
          <dt>{t('values.current')}</dt>
          <dd>
            <b className={classes.big}>{say(param.said)}</b> {param.laxer && <span className={classes.laxer}>{t('values.laxer')}</span>}
          </dd>
          {inDraft?.pending && <Pending param={param} value={inDraft} />}
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
          {isAdministrator(me.roles) ? <ValueForm param={param} inDraft={inDraft} /> : <p className="quiet">{t('values.yourRole')}</p>}
        </Panel>
      </div>
      <Section id="history" title={t('values.history')}>
        <History param={param} />
      </Section>
    </>
  );
}

/** What the draft says instead, and will count once it is approved. */
function Pending({ param, value }: { param: ParamDetail; value: DraftValue }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const clause = param.usedBy[0];
  return (
    <>
      <dt>{t('values.inDraft')}</dt>
      <dd>
        <b>{say(value.said)}</b> {value.laxer && <span className={classes.laxer}>{t('values.laxer')}</span>}
        <div className="small">
          {t('values.inDraftNote')}{' '}
          {clause !== undefined && (
            <Link to="/procedures/chapters/$id" params={{ id: controlOf(clause) }} hash={clause}>
              {t('values.toDraft')}
            </Link>
          )}
        </div>
        {value.reason !== null && <div className="small">{value.reason}</div>}
      </dd>
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
              <td>{say(version.byName)}</td>
              <td>{version.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
