import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import { type Profile, profileQuery } from '../api/people.ts';
import { Answer } from '../pieces/answer.tsx';
import { LanguageSwitch } from '../pieces/language-switch.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordForm } from './password-form.tsx';
import { Recovery } from './recovery.tsx';
import { Sessions } from './sessions.tsx';
import classes from './settings.module.css';
import { Totp } from './totp.tsx';

/** One's own account. Every person has it, whatever the role. */
export function AccountPage() {
  const { t } = useTranslation();
  const query = useQuery(profileQuery);
  return (
    <Page title={t('settings.tabs.account')} lead={t('account.lead')}>
      <Answer query={query} what={t('settings.tabs.account')}>
        {(profile) => <AccountBody profile={profile} />}
      </Answer>
    </Page>
  );
}

function AccountBody({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.two}>
        <Section id="profile" title={t('account.profile')}>
          <dl className="facts">
            <dt>{t('account.name')}</dt>
            <dd>{profile.name}</dd>
            <dt>{t('account.login')}</dt>
            <dd>{profile.login}</dd>
            <dt>{t('account.roles')}</dt>
            <dd>{profile.roles.map((role) => t(`people.role.${role}`)).join(t('control.and'))}</dd>
            {profile.expiresAt !== null && (
              <>
                <dt>{t('account.expires')}</dt>
                <dd>
                  <When at={profile.expiresAt} />
                </dd>
              </>
            )}
            <dt>{t('language.label')}</dt>
            <dd>
              <LanguageSwitch onChoose={(language) => void change('PATCH', '/api/me/language', { language })} />
            </dd>
          </dl>
        </Section>
        <Section id="password" title={t('account.password')} lead={t('account.passwordLead')}>
          <PasswordForm />
        </Section>
      </div>
      <Section id="factors" title={t('account.factors')} lead={t('account.factorsLead')}>
        <div className={classes.three}>
          <Totp profile={profile} />
          <Passkeys profile={profile} />
          <Recovery profile={profile} />
        </div>
      </Section>
      <Section id="own-sessions" title={t('account.sessions')} lead={t('sessions.lead')}>
        <Sessions personId={null} />
      </Section>
    </>
  );
}
