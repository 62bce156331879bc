import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { checkPageSize, checkQuery } from '../api/queries.ts';
import type { Check, Finding, Platform, Words } from '../api/types.ts';
import { AskNow } from '../live/ask-now.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './check.module.css';
import { FindingRow } from './finding-row.tsx';

/** One check over all devices: from the sentence that is broken to the devices that break it. */
export function CheckPage() {
  const { room, name } = useParams({ from: '/inside/checks/$room/$name' });
  const page = useSearch({ from: '/inside/checks/$room/$name' });
  const { t } = useTranslation();
  const { say } = useSaid();
  const id = `${room}/${name}`;
  const query = useQuery(checkQuery(id, page));
  return (
    <Page
      key={id}
      eyebrow={
        <>
          {t('check.kind')} / <span className="mono">{id}</span>
        </>
      }
      title={query.data === undefined ? id : say(query.data.title)}
      actions={<AskNow path={`/api/live/checks/${id}`} label={t('live.now.check')} shows={['check', id]} />}
    >
      <Answer query={query} what={t('check.kind')}>
        {(check) => <CheckBody check={check} />}
      </Answer>
    </Page>
  );
}

function CheckBody({ check }: { check: Check }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <dl className="facts">
        <dt>{t('check.usedBy')}</dt>
        <dd>
          <ClauseLinks ids={check.clauses} />
        </dd>
        {check.params.length > 0 && (
          <>
            <dt>{t('check.values')}</dt>
            <dd className={classes.values}>
              {check.params.map((param) => (
                <span key={param.id}>
                  <Link to="/settings/values/$id" params={{ id: param.id }}>
                    {say(param.title)}
                  </Link>{' '}
                  <b>{say(param.said)}</b>
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
      {check.caveat !== null && (
        <Notice kind="info" title={t('control.caveat')}>
          {say(check.caveat)}
        </Notice>
      )}
      <Findings check={check} />
    </>
  );
}

/** How to put it right, once for each platform that needs it on this page. */
function Remedies({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const remedies = new Map<Platform, Words>();
  for (const { verdict, platform, remedy } of findings) if (verdict !== 'pass' && remedy !== null) remedies.set(platform, remedy);
  if (remedies.size === 0) return null;
  return (
    <dl className={classes.remedies}>
      {[...remedies].map(([platform, remedy]) => (
        <div key={platform}>
          <dt>
            {t('finding.remedy')} ({t(`platform.${platform}`)})
          </dt>
          <dd>{say(remedy)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({ check }: { check: Check }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/checks/$room/$name' });
  const all = check.counts.pass + check.counts.fail + check.counts.unknown;
  const params = { room: check.id.split('/')[0]!, name: check.id.split('/')[1]! };
  return (
    <section className={classes.findings} aria-label={t('check.lead')}>
      <h2 className="unseen">{t('check.lead')}</h2>
      <div className={classes.tabs}>
        <Link
          to="/checks/$room/$name"
          params={params}
          search={{}}
          className={classes.tab}
          aria-current={search.verdict === undefined ? 'true' : undefined}
        >
          {t('check.all')} <b className="number">{all}</b>
        </Link>
        {(['fail', 'unknown', 'pass'] as const).map((verdict) => (
          <Link
            key={verdict}
            to="/checks/$room/$name"
            params={params}
            search={{ verdict }}
            className={classes.tab}
            aria-current={search.verdict === verdict ? 'true' : undefined}
          >
            <Mark verdict={verdict} /> {t(`verdict.${verdict}`)} <b className="number">{check.counts[verdict]}</b>
          </Link>
        ))}
      </div>
      {check.findings.length === 0 ? (
        <Empty title={all === 0 ? t('check.noDevices') : t('check.empty')} />
      ) : (
        <>
          <Remedies findings={check.findings} />
          <ul className={classes.rows}>
            {check.findings.map((finding) => (
              <FindingRow key={finding.device} finding={finding} by="device" />
            ))}
          </ul>
          <Pages
            offset={search.offset ?? 0}
            size={checkPageSize}
            total={check.total}
            link={(offset) => ({ to: '/checks/$room/$name', params, search: { ...search, offset: offset === 0 ? undefined : offset } })}
          />
        </>
      )}
    </section>
  );
}
