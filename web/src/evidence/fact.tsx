import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { factQuery } from '../api/queries.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './ledger.module.css';

/** What the agent reported, as it reported it: the ground under a verdict. */
export function FactPage() {
  const { id } = useParams({ from: '/inside/facts/$id' });
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(factQuery(id));
  return (
    <Page key={id} eyebrow={<Link to="/evidence">{t('nav.evidence')}</Link>} title={`${t('fact.title')} ${id}`} lead={t('fact.lead')}>
      <Answer query={query} what={t('fact.title')}>
        {(fact) => (
          <>
            <dl className="facts">
              <dt>{t('fact.kind')}</dt>
              <dd>
                <code>{fact.kind}</code>
              </dd>
              <dt>{t('fact.device')}</dt>
              <dd>
                <Link to="/devices/$id" params={{ id: fact.device }}>
                  {fact.device}
                </Link>
              </dd>
              <dt>{t('fact.first')}</dt>
              <dd>
                <When at={fact.firstObservedAt} />
              </dd>
              <dt>{t('fact.last')}</dt>
              <dd>
                <When at={fact.lastObservedAt} ago />
              </dd>
              <dt>{t('fact.source')}</dt>
              <dd>{fact.source}</dd>
              <dt>{t('fact.digest')}</dt>
              <dd>
                <code>{fact.digest}</code>
              </dd>
            </dl>
            {fact.unreadable !== null && (
              <Notice kind="warn" title={t('fact.unreadable')}>
                {say(fact.unreadable)}
              </Notice>
            )}
            <Section id="fact-body" title={t('fact.body')}>
              <pre className={classes.payload}>{JSON.stringify(fact.body, null, 2)}</pre>
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}
