import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Delegation, delegationsQuery, endDelegation } from '../api/requests.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { dayOf } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { DelegationForm } from './delegation-form.tsx';
import { RequestFault } from './fault.tsx';
import classes from './requests.module.css';

/** Who decides in whose place, from when until when; each decision says so afterwards. */
export function DelegationsPage() {
  const { t } = useTranslation();
  const query = useQuery(delegationsQuery);
  return (
    <Page
      eyebrow={
        <Link to="/requests" className="target">
          {t('requests.title')}
        </Link>
      }
      title={t('requests.delegations.title')}
      lead={t('requests.delegations.lead')}
    >
      <Answer query={query} what={t('requests.delegations.title')}>
        {({ delegations, candidates }) => (
          <>
            {candidates.length > 0 && (
              <Section title={t('requests.delegations.add')}>
                <DelegationForm candidates={candidates} />
              </Section>
            )}
            <Section title={t('requests.delegations.list')}>
              {delegations.length === 0 ? (
                <Empty title={t('requests.delegations.none')} />
              ) : (
                <ul className={classes.delegations}>
                  {delegations.map((delegation) => (
                    <Entry key={delegation.id} delegation={delegation} />
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Entry({ delegation }: { delegation: Delegation }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const end = useMutation({
    mutationFn: () => endDelegation(delegation.id),
    onSettled: async () => {
      setAsked(false);
      await client.invalidateQueries({ queryKey: ['requests', 'delegations'] });
    },
  });
  const me = useMe();
  const over = delegation.endedAt !== null;
  // An administrator can end what somebody left behind.
  const canEnd = (delegation.mine || isAdministrator(me.roles)) && !over && delegation.until >= dayOf(new Date());
  return (
    <li className={classes.delegation}>
      <p>
        <b>{t('requests.delegations.pair', { from: delegation.from, to: delegation.to })}</b>{' '}
        <span className={delegation.active ? classes.active : 'quiet'}>
          {t(delegation.active ? 'requests.delegations.active' : over ? 'requests.delegations.ended' : 'requests.delegations.inactive')}
        </span>
      </p>
      <p className="small number">{t('requests.delegations.span', { since: delegation.since, until: delegation.until })}</p>
      <p className="small">{delegation.reason}</p>
      <RequestFault error={end.error} />
      {canEnd && (
        <div className="row no-print">
          {asked ? (
            <>
              <Button size="compact-md" loading={end.isPending} onClick={() => end.mutate()}>
                {t('requests.delegations.endNow')}
              </Button>
              <Button size="compact-md" variant="subtle" color="dark" disabled={end.isPending} onClick={() => setAsked(false)}>
                {t('action.cancel')}
              </Button>
            </>
          ) : (
            <Button size="compact-md" variant="default" onClick={() => setAsked(true)}>
              {t('requests.delegations.end')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
