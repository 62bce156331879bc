import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Component, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseDetailView, caseQuery } from '../api/cases.ts';
import { Answer, Loading } from '../pieces/answer.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './case.module.css';
import { Receipt, useCaseDone } from './done.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Next } from './next.tsx';
import { sections } from './sections/index.ts';
import { useSpan } from './span.ts';
import { StateWord } from './state.tsx';
import { Track } from './track.tsx';
import { Waits } from './waits.tsx';

/** One case, for whoever moves it on, decides and audits: the same page, with what each of them can do. */
export function CasePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/cases/$id' });
  const query = useQuery(caseQuery(id));
  if (query.data !== undefined) return <Answer query={query}>{(detail) => <Case key={detail.id} detail={detail} />}</Answer>;
  return (
    <Page title={t('cases.one')}>
      <Answer query={query} what={t('cases.one')}>
        {() => null}
      </Answer>
    </Page>
  );
}

function Case({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const { done, setDone } = useCaseDone(detail.id);
  const refresh = () => void client.invalidateQueries({ queryKey: ['cases'] });
  return (
    <Page
      eyebrow={
        <span className="row">
          <Link to="/cases" search={{ kind: detail.kind }} className="target">
            {say(detail.kindTitle)}
          </Link>
          <span className="number">{detail.number}</span>
        </span>
      }
      title={detail.label}
    >
      {done !== null && <Receipt done={done} detail={detail} />}
      <Standing detail={detail} />
      <Section title={t('cases.track.title')}>
        <Track detail={detail} />
      </Section>
      <Next detail={detail} done={() => setDone('step')} />
      <KindSection detail={detail} refresh={refresh} />
      <Section title={t('cases.history')} lead={t('cases.historyLead')}>
        <History detail={detail} />
      </Section>
      <Facts detail={detail} />
    </Page>
  );
}

/** State, type, since when, for whom it waits: the line that everybody reads first. */
function Standing({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const span = useSpan();
  const { openedAt, endedAt, state } = detail;
  return (
    <dl className={classes.standing}>
      <div>
        <dt>{t('cases.state')}</dt>
        <dd>
          <StateWord state={state} strong />
        </dd>
      </div>
      {say(detail.variant) !== say(detail.kindTitle) && (
        <div>
          <dt>{t('cases.variant')}</dt>
          <dd>{say(detail.variant)}</dd>
        </div>
      )}
      {endedAt === null && (
        <div>
          <dt>{t('cases.waits')}</dt>
          <dd>
            <Waits one={detail} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('cases.openedAt')}</dt>
        <dd>
          <When at={openedAt} />
        </dd>
      </div>
      {endedAt !== null && (
        <>
          <div>
            <dt>{t('cases.endedAt')}</dt>
            <dd>
              <When at={endedAt} />
            </dd>
          </div>
          <div>
            <dt>{t('cases.took')}</dt>
            <dd>{span((Date.parse(endedAt) - Date.parse(openedAt)) / 1000)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

/** What only this kind of case shows. Where it cannot be fetched or drawn, the rest of the page stays. */
function KindSection({ detail, refresh }: { detail: CaseDetailView; refresh: () => void }) {
  const { t } = useTranslation();
  const Section = sections[detail.kind];
  if (Section === undefined) return null;
  return (
    <Guard>
      <Suspense fallback={<Loading what={t('cases.sectionLoading')} />}>
        <Section detail={detail} refresh={refresh} />
      </Suspense>
    </Guard>
  );
}

class Guard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error === null ? this.props.children : <Fault error={this.state.error} />;
  }
}
