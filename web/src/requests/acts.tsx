import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestDetail, revokeRequest, submitRequest, withdrawRequest } from '../api/requests.ts';
import { Form } from '../pieces/form.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { kindAddress } from './address.ts';
import type { Done } from './done.ts';
import { RequestFault } from './fault.tsx';
import classes from './requests.module.css';

/** What the applicant can do with it, and whoever may take an approval back. Deciding stands apart, with what it needs. */
export function Acts({ request, done }: { request: RequestDetail; done: (done: Done) => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'withdraw' | 'revoke' | null>(null);
  const act = useAct(request, (what) => {
    setAsked(null);
    done(what);
  });
  const isDraft = request.state === 'draft';
  const can = (wanted: RequestDetail['acts'][number]) => request.acts.includes(wanted);
  if (!(['edit', 'submit', 'withdraw', 'revoke', 'copy'] as const).some(can)) return null;
  const form = { to: '/requests/new/$room/$name', params: kindAddress(request.kind) } as const;
  return (
    <div className="stack no-print">
      <RequestFault error={act.error} />
      {asked === 'withdraw' && (
        <Notice kind="warn" title={t(isDraft ? 'requests.acts.sureDiscard' : 'requests.acts.sureWithdraw')}>
          <div className="row">
            <Button loading={act.isPending} onClick={() => act.mutate({ what: 'withdraw' })}>
              {t(isDraft ? 'requests.acts.discardNow' : 'requests.acts.withdrawNow')}
            </Button>
            <Button variant="subtle" color="dark" disabled={act.isPending} onClick={() => setAsked(null)}>
              {t('action.cancel')}
            </Button>
          </div>
        </Notice>
      )}
      {asked === 'revoke' && (
        <Revoke pending={act.isPending} send={(reason) => act.mutate({ what: 'revoke', reason })} cancel={() => setAsked(null)} />
      )}
      {asked === null && (
        <div className={can('edit') || can('submit') ? classes.bar : 'row'}>
          {can('edit') && (
            <LinkButton size="md" {...form} search={{ draft: request.id }}>
              {t('requests.acts.edit')}
            </LinkButton>
          )}
          {can('submit') && (
            <Button size="md" variant="outline" loading={act.isPending} onClick={() => act.mutate({ what: 'submit' })}>
              {t('requests.acts.submit')}
            </Button>
          )}
          {can('withdraw') && (
            <Button size="md" variant="default" onClick={() => setAsked('withdraw')}>
              {t(isDraft ? 'requests.acts.discard' : 'requests.acts.withdraw')}
            </Button>
          )}
          {can('revoke') && (
            <Button size="md" variant="default" onClick={() => setAsked('revoke')}>
              {t('requests.acts.revoke')}
            </Button>
          )}
          {can('copy') && (
            <LinkButton size="md" variant="subtle" {...form} search={{ copy: request.id }}>
              {t('requests.acts.copy')}
            </LinkButton>
          )}
        </div>
      )}
    </div>
  );
}

type Wanted = { what: 'withdraw' | 'submit' } | { what: 'revoke'; reason: string };

function useAct({ id, revision }: RequestDetail, done: (done: Done) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Wanted) => {
      if (wanted.what === 'revoke') return revokeRequest(id, revision, wanted.reason);
      return wanted.what === 'submit' ? submitRequest(id, revision) : withdrawRequest(id, revision);
    },
    onSuccess: async (_, { what }) => {
      await client.invalidateQueries({ queryKey: ['requests'] });
      done(what);
    },
    onError: () => client.invalidateQueries({ queryKey: ['requests', 'one', id] }),
  });
}

function Revoke({ pending, send, cancel }: { pending: boolean; send: (reason: string) => void; cancel: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (reason.trim() !== '') send(reason.trim());
      }}
    >
      <Textarea
        label={t('requests.acts.revokeReason')}
        description={t('requests.acts.revokeHint')}
        autoFocus
        rows={3}
        maxLength={500}
        value={reason}
        error={tried && reason.trim() === '' ? t('requests.acts.needReason') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" color="red" loading={pending}>
          {t('requests.acts.revokeNow')}
        </Button>
        <Button variant="subtle" color="dark" disabled={pending} onClick={cancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
