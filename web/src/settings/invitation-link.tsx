import { useTranslation } from 'react-i18next';
import type { Invitation } from '../api/people.ts';
import { CopyBox } from '../pieces/copy.tsx';
import { Notice } from '../pieces/notice.tsx';
import { momentOf } from '../pieces/when.tsx';

/** The one showing of an invitation link. */
export function InvitationLink({ name, invitation }: { name: string; invitation: Invitation }) {
  const { t } = useTranslation();
  return (
    <>
      <Notice kind="done" title={t('people.linkTitle')}>
        {t('people.linkBody', { name, until: momentOf(invitation.expiresAt) })}
      </Notice>
      <CopyBox text={invitation.url} label={t('people.link')} />
    </>
  );
}
