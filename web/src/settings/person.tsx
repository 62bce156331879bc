import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePerson, inviteAgain, type Person, peopleQuery, setPersonActive } from '../api/people.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { stateOf } from './people.tsx';
import { expiryOf, lastDayOf, type RolesDraft, RolesField, rolesFault } from './roles-field.tsx';
import { Sessions } from './sessions.tsx';
import classes from './settings.module.css';

/** One account as an administrator sees it: roles, the ways in, and how to close them. */
export function PersonPage() {
  const { id } = useParams({ from: '/inside/settings/people/$id' });
  const { t } = useTranslation();
  const query = useQuery(peopleQuery);
  const person = query.data?.people.find((each) => each.id === id);
  return (
    <Page
      key={id}
      eyebrow={<Link to="/settings/people">{t('settings.tabs.people')}</Link>}
      title={person?.name ?? t('settings.tabs.people')}
      lead={person?.login}
    >
      <Answer query={query} what={t('settings.tabs.people')}>
        {() => (person === undefined ? <Empty title={t('fault.not-found')} /> : <PersonBody person={person} />)}
      </Answer>
    </Page>
  );
}

function PersonBody({ person }: { person: Person }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="facts">
        <dt>{t('people.status')}</dt>
        <dd className={classes.state}>{t(`people.statuses.${stateOf(person)}`)}</dd>
        <dt>{t('people.created')}</dt>
        <dd>
          <When at={person.createdAt} />
        </dd>
        <dt>{t('people.lastSeen')}</dt>
        <dd>
          <When at={person.lastSeenAt} none={t('people.never')} />
        </dd>
        <dt>{t('people.factors')}</dt>
        <dd>
          {[person.hasTotp ? t('account.totp') : '', person.passkeys > 0 ? `${t('account.passkeys')} ${person.passkeys}` : '']
            .filter(Boolean)
            .join(t('control.and')) || t('people.never')}
        </dd>
      </dl>
      <div className={classes.two}>
        <Section id="roles" title={t('people.edit')}>
          <RolesForm key={`${person.roles.join()}-${person.expiresAt}`} person={person} />
        </Section>
        <div className="stack" style={{ gap: '2rem' }}>
          <Section
            id="way-in"
            title={t('people.link')}
            lead={person.status === 'invited' ? t('people.reinviteInvited') : t('people.reinviteLead')}
          >
            <Reinvite person={person} />
          </Section>
          <Section
            id="active"
            title={person.status === 'disabled' ? t('people.enable') : t('people.disable')}
            lead={person.status === 'disabled' ? t('people.enableLead') : t('people.disableLead')}
          >
            <Activity person={person} />
          </Section>
        </div>
      </div>
      <Section id="sessions" title={t('people.sessions')} lead={t('sessions.lead')}>
        <Sessions personId={person.id} />
      </Section>
    </>
  );
}

function RolesForm({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<RolesDraft>({ roles: person.roles, lastDay: lastDayOf(person.expiresAt) });
  const [tried, setTried] = useState(false);
  const fault = rolesFault(draft);
  const save = useMutation({
    mutationFn: () => changePerson(person.id, { roles: draft.roles, expiresAt: expiryOf(draft) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (fault === null) save.mutate();
      }}
    >
      <Fault error={save.error} />
      {save.isSuccess && <Notice kind="done">{t('people.saved')}</Notice>}
      <RolesField draft={draft} fault={tried ? fault : null} onChange={setDraft} />
      <div>
        <Button type="submit" variant="outline" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

function Reinvite({ person }: { person: Person }) {
  const { t } = useTranslation();
  const again = useMutation({ mutationFn: () => inviteAgain(person.id) });
  return (
    <div className="stack">
      <Fault error={again.error} />
      {again.data !== undefined && <InvitationLink name={person.name} invitation={again.data} />}
      <div>
        <Button variant="outline" disabled={person.status === 'disabled'} loading={again.isPending} onClick={() => again.mutate()}>
          {t('people.reinvite')}
        </Button>
      </div>
    </div>
  );
}

/** Disabling is asked twice, in place: the second button says what it does. */
function Activity({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const disabled = person.status === 'disabled';
  const set = useMutation({
    mutationFn: () => setPersonActive(person.id, disabled),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <div className="stack">
      <Fault error={set.error} />
      {asking && <p role="alert">{t('people.confirm')}</p>}
      <div className="row">
        <Button
          variant={asking ? 'filled' : 'outline'}
          color={disabled ? undefined : 'red'}
          loading={set.isPending}
          onClick={() => (disabled || asking ? set.mutate() : setAsking(true))}
        >
          {disabled ? t('people.enable') : t('people.disable')}
        </Button>
        {asking && (
          <Button variant="subtle" color="dark" onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
