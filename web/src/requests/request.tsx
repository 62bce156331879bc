import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestDetail, requestQuery } from '../api/requests.ts';
import { Answer } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { Acts } from './acts.tsx';
import { Answers, Asked } from './asked.tsx';
import { Decide } from './decide.tsx';
import { type Done, type Sent, sentKey } from './done.ts';
import { Progress } from './progress.tsx';
import { Receipt } from './receipt.tsx';
import classes from './requests.module.css';
import { Result } from './result.tsx';
import { StateWord } from './state.tsx';
import { Until } from './table.tsx';
import { Trail } from './trail.tsx';

/** One request, for who asks, who decides and who audits: the same page, with what each of them can do. */
export function RequestPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/requests/$id' });
  const query = useQuery(requestQuery(id));
  return (
    <Answer query={query} what={t('requests.one')}>
      {(request) => <Request key={request.id} request={request} />}
    </Answer>
  );
}

function Request({ request }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const client = useQueryClient();
  const [done, setDone] = useState<Done | null>(() => {
    const sent = client.getQueryData<Sent>(sentKey);
    return sent?.id === request.id ? sent.done : null;
  });
  useEffect(() => client.removeQueries({ queryKey: sentKey }), [client]);
  // What this reader has before the eyes: a decision is about this text and no later one.
  const [seen, setSeen] = useState(request);
  const decides = request.acts.some((act) => act === 'approve' || act === 'deny' || act === 'return');
  return (
    <Page
      eyebrow={
        <Link to="/requests" className="target">
          {t('requests.numbered', { number: request.number })}
        </Link>
      }
      title={say(request.title)}
      lead={request.about}
    >
      {done !== null && <Receipt done={done} request={request} />}
      <Standing request={request} />
      {done === null && <Refused request={request} />}
      {request.cannotDecide !== null && <Notice kind="info" title={say(request.cannotDecide)} />}
      <Section title={t('requests.asked')}>
        <Asked request={request} />
      </Section>
      {request.assessment !== null && request.assessmentFields.length > 0 && (
        <Section title={t('requests.assessed')}>
          <Answers fields={request.assessmentFields} cells={request.assessment} said={request.said} />
        </Section>
      )}
      {decides && <Decide request={request} seen={seen} onSeen={setSeen} done={setDone} />}
      {(request.row !== null || request.closing !== null || request.case !== null) && <Result request={request} />}
      {request.route.length > 0 && (
        <Section title={t('requests.route')}>
          <Progress request={request} />
        </Section>
      )}
      <Acts request={request} done={setDone} />
      <Section title={t('requests.history')}>
        <Trail request={request} />
      </Section>
      {isReader(me.roles) && request.clauses.length > 0 && (
        <div className={classes.clauses}>
          <span className="small quiet">{t('requests.clauses')}</span>
          <ClauseLinks ids={request.clauses} />
        </div>
      )}
      {decides && <div className={classes.fixedSpace} />}
    </Page>
  );
}

/** Why it came back or was refused: the first thing that whoever asked wants to know. */
function Refused({ request: { state, decisions } }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const last = decisions.reduce<RequestDetail['decisions'][number] | null>(
    (newest, each) => (newest === null || each.at > newest.at ? each : newest),
    null,
  );
  const what = state === 'draft' && last?.decision === 'return' ? 'returned' : state === 'denied' && last !== null ? 'denied' : null;
  if (what === null) return null;
  return (
    <Notice kind="warn" title={t(`requests.${what}`)}>
      <p className={classes.comment}>{last!.comment}</p>
      <p className="small quiet">
        {last!.by} <When at={last!.at} />
      </p>
    </Notice>
  );
}

/** State, since when, until when: the line that everybody reads first. */
function Standing({ request }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const now = request.route.find(({ state }) => state === 'now');
  return (
    <dl className={classes.standing}>
      <div>
        <dt>{t('requests.state')}</dt>
        <dd>
          <StateWord state={request.state} returned={request.returned} strong />
          {request.state === 'submitted' && now !== undefined && <span className="small"> {say(now.title)}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('requests.applicant')}</dt>
        <dd>{request.mine ? t('requests.meNamed', { name: request.applicant }) : request.applicant}</dd>
      </div>
      {request.submittedAt !== null && (
        <div>
          <dt>{t('requests.since')}</dt>
          <dd className="number">{request.submittedAt.slice(0, 10)}</dd>
        </div>
      )}
      {request.state === 'submitted' && request.decideBy !== null && (
        <div>
          <dt>{t('requests.decideBy')}</dt>
          <dd>
            <Until request={request} />
          </dd>
        </div>
      )}
      <Validity request={request} />
    </dl>
  );
}

function Validity({ request: { state, validUntil, validForDays, validDays } }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const days = validForDays ?? validDays;
  const approved = state === 'approved' || state === 'expired' || state === 'revoked' || state === 'closed';
  return (
    <div>
      <dt>{t('requests.validUntil')}</dt>
      <dd className="number">
        {approved
          ? (validUntil ?? t('requests.forGood'))
          : days === null
            ? t('requests.forGoodAfter')
            : t('requests.daysAfter', { count: days })}
      </dd>
    </div>
  );
}
