import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, change } from '../api/client.ts';
import type { Begun } from '../api/people.ts';
import { Loading } from '../pieces/answer.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { CodesStep, DoneStep } from './codes-step.tsx';
import { Doorway } from './doorway.tsx';
import { FactorStep } from './factor-step.tsx';
import { IdentityStep } from './identity-step.tsx';
import { Steps } from './steps.tsx';

export type Door = 'setup' | 'invitations';
interface Invited {
  readonly name?: string;
  readonly login?: string;
}

export const SetupPage = () => <Enrol door="setup" />;
export const InvitePage = () => <Enrol door="invitations" />;

/**
 * The secret stands behind `#`, so no server log ever holds it. It is taken once and wiped from the address bar, so that
 * it does not stay in the history either.
 */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}

/** From a one-time link to a working account: who one is, a second factor, recovery codes. */
function Enrol({ door }: { door: Door }) {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  const open = useMutation({ mutationFn: () => change<Invited>('POST', `/api/${door}/open`, { token }) });
  const { mutate } = open;
  useEffect(() => {
    if (token !== '') mutate();
  }, [token, mutate]);
  const title = door === 'setup' ? t('setup.title') : t('setup.inviteTitle');
  if (token === '') {
    return (
      <Doorway title={t('setup.noToken')}>
        <Notice kind="warn">{t('setup.noTokenBody')}</Notice>
        <SignInLink />
      </Doorway>
    );
  }
  if (open.isError) {
    const spent = open.error instanceof ApiError && (open.error.code === 'link-expired' || open.error.code === 'bad-request');
    return (
      <Doorway title={t('setup.badLink')}>
        {spent ? (
          <Notice kind="warn">{door === 'setup' ? t('setup.badLinkSetup') : t('setup.badLinkInvite')}</Notice>
        ) : (
          <Fault error={open.error} />
        )}
        <SignInLink />
      </Doorway>
    );
  }
  if (open.data === undefined) {
    return (
      <Doorway title={title}>
        <Loading what={t('setup.checking')} />
      </Doorway>
    );
  }
  return <EnrolSteps door={door} token={token} invited={open.data} title={title} />;
}

function SignInLink() {
  const { t } = useTranslation();
  return (
    <p>
      <Link to="/sign-in">{t('setup.toSignIn')}</Link>
    </p>
  );
}

/** One step after the other; what has been entered stays when a step is refused. */
function EnrolSteps({ door, token, invited, title }: { door: Door; token: string; invited: Invited; title: string }) {
  const { t } = useTranslation();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [done, setDone] = useState(false);
  const at = done ? 3 : codes !== null ? 2 : begun !== null ? 1 : 0;
  const names = [t('setup.stepAccount'), t('setup.stepFactor'), t('setup.stepCodes'), t('setup.stepDone')] as const;
  const lead = door === 'setup' ? t('setup.lead') : t('setup.inviteLead', { name: invited.name ?? '' });
  return (
    <Doorway title={at === 0 ? title : names[at]!} lead={at === 0 ? lead : undefined} aside={<Steps names={names} at={at} />}>
      {at === 0 && <IdentityStep door={door} token={token} invited={invited} done={setBegun} />}
      {at === 1 && begun !== null && <FactorStep door={door} begun={begun} done={setCodes} />}
      {at === 2 && codes !== null && <CodesStep codes={codes} done={() => setDone(true)} />}
      {at === 3 && <DoneStep door={door} />}
    </Doorway>
  );
}
