import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Invitation, invitePerson } from '../api/people.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { InvitationLink } from './invitation-link.tsx';
import { expiryOf, type RolesDraft, RolesField, rolesFault } from './roles-field.tsx';
import classes from './settings.module.css';

/** A new account and its one-time link. The link is shown once, here, and never again. */
export function InvitePersonPage() {
  const { t } = useTranslation();
  const [made, setMade] = useState<{ name: string; invitation: Invitation } | null>(null);
  return (
    <Page
      eyebrow={<Link to="/settings/people">{t('settings.tabs.people')}</Link>}
      title={t('people.inviteTitle')}
      lead={t('people.inviteLead')}
    >
      <div className={classes.narrow}>
        {made === null ? (
          <InviteForm done={(name, invitation) => setMade({ name, invitation })} />
        ) : (
          <div className="stack">
            <InvitationLink name={made.name} invitation={made.invitation} />
            <div className="row">
              <Button variant="outline" onClick={() => setMade(null)}>
                {t('people.another')}
              </Button>
              <Link to="/settings/people">{t('people.back')}</Link>
            </div>
          </div>
        )}
      </div>
    </Page>
  );
}

function InviteForm({ done }: { done: (name: string, invitation: Invitation) => void }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [draft, setDraft] = useState<RolesDraft>({ roles: ['employee'], lastDay: '' });
  const [tried, setTried] = useState(false);
  const nameFault = name.trim() === '' ? t('setup.needName') : undefined;
  const loginFault = /^\S+@\S+\.\S+$/.test(login.trim()) ? undefined : t('setup.needLogin');
  const fault = rolesFault(draft);
  const invite = useMutation({
    mutationFn: () => invitePerson({ name: name.trim(), login: login.trim(), roles: draft.roles, expiresAt: expiryOf(draft), language }),
    onSuccess: async (invitation) => {
      await client.invalidateQueries({ queryKey: ['people'] });
      done(name.trim(), invitation);
    },
  });
  const submit = () => {
    setTried(true);
    if (nameFault === undefined && loginFault === undefined && fault === null) invite.mutate();
  };
  return (
    <Form className="stack" onSubmit={submit}>
      <Fault error={invite.error} />
      <div className="fields" style={{ alignItems: 'start' }}>
        <TextInput
          label={t('people.name')}
          value={name}
          error={tried ? nameFault : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('people.login')}
          type="email"
          autoCapitalize="none"
          value={login}
          error={tried ? loginFault : undefined}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
      </div>
      <RolesField draft={draft} fault={tried ? fault : null} onChange={setDraft} />
      <div>
        <Button type="submit" loading={invite.isPending}>
          {t('people.makeInvite')}
        </Button>
      </div>
    </Form>
  );
}
