import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../pieces/notice.tsx';
import { RecoveryCodes } from '../pieces/recovery-codes.tsx';
import type { Door } from './enrol.tsx';

/** The recovery codes, shown this once. The person goes on only after saying that they are kept. */
export function CodesStep({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  return (
    <div className="stack">
      <p>{t('setup.codesLead')}</p>
      <RecoveryCodes codes={codes} />
      <Checkbox label={t('setup.codesKept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button size="md" disabled={!kept} onClick={done}>
        {t('action.next')}
      </Button>
    </div>
  );
}

export function DoneStep({ door }: { door: Door }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { history } = useRouter();
  const enter = () => {
    client.clear();
    history.push('/');
  };
  return (
    <div className="stack">
      <Notice kind="done" title={t('setup.doneTitle')}>
        {door === 'setup' ? t('setup.doneBody') : t('setup.doneInvite')}
      </Notice>
      <Button size="md" onClick={enter}>
        {door === 'setup' ? t('setup.start') : t('setup.finish')}
      </Button>
    </div>
  );
}
