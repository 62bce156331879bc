import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Decision, VersionSummary } from '../api/procedures.ts';
import { askAgain, decideVersion } from '../api/versions.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useMe } from '../shell/me.tsx';
import { approvalsOf } from './standing.ts';
import { effectiveDay } from './state.tsx';

/** What the server answers where somebody else was faster: decided, withdrawn, or not the bytes that were read. */
const movedCodes = ['wrong-state', 'conflict'];
const commentCharsMax = 2000;

/** The decision of one member: approve or send back. Who may not decide is told why. */
export function Decide({ version }: { version: VersionSummary }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [comment, setComment] = useState('');
  const [needsComment, setNeedsComment] = useState(false);
  // A second click may come before the screen has been drawn again: one decision leaves this page, never two.
  const sending = useRef(false);
  const decide = useMutation({
    mutationFn: (decision: Decision) => decideVersion(version.id, decision),
    onSuccess: () => askAgain(client),
    onError: (error) => (hasMoved(error) ? askAgain(client) : undefined),
    onSettled: () => {
      sending.current = false;
    },
  });
  const send = (decision: Decision['decision']) => {
    if (sending.current) return;
    if (decision === 'return' && comment.trim() === '') return setNeedsComment(true);
    sending.current = true;
    decide.mutate({ decision, comment: comment.trim(), digest: version.digest });
  };
  const approvals = t('versions.approvals', { needed: version.approvalsNeeded, count: approvalsOf(version) });
  if (decide.isSuccess) return <Outcome decision={decide.variables.decision} version={version} approvals={approvals} />;
  const moved = hasMoved(decide.error) ? (
    <Notice kind="error" title={t('version.moved')}>
      {t('version.movedBody')}
    </Notice>
  ) : null;
  if (version.state !== 'submitted') {
    return (
      <>
        {moved}
        <p className="small quiet">{t('version.decided')}</p>
      </>
    );
  }
  if (version.isOwn) {
    return (
      <Notice kind="info" title={t('version.own')}>
        {t('version.ownBody')}
      </Notice>
    );
  }
  if (!me.roles.some((role) => role === 'committee' || role === 'management')) {
    return <p className="small quiet">{t('version.notYours')}</p>;
  }
  if (version.decisions.some((decision) => decision.isOwn)) {
    return (
      <>
        {moved}
        <Notice kind="done" title={t('version.approvedByYou')}>
          {t('version.approvedByYouBody', { approvals })}
        </Notice>
      </>
    );
  }
  return (
    <div className="stack">
      {moved ?? <Fault error={decide.error} />}
      <p className="small">{t('version.readFirst')}</p>
      <Textarea
        label={t('version.comment')}
        description={t('version.commentHint')}
        rows={3}
        maxLength={commentCharsMax}
        value={comment}
        error={needsComment && comment.trim() === '' ? t('version.needComment') : undefined}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <div className="row">
        <Button
          loading={decide.isPending && decide.variables.decision === 'approve'}
          disabled={decide.isPending}
          onClick={() => send('approve')}
        >
          {t('version.approve')}
        </Button>
        <Button
          variant="default"
          loading={decide.isPending && decide.variables.decision === 'return'}
          disabled={decide.isPending}
          onClick={() => send('return')}
        >
          {t('version.return')}
        </Button>
      </div>
    </div>
  );
}

const hasMoved = (error: unknown): boolean => error instanceof ApiError && movedCodes.includes(error.code);

function Outcome({ decision, version, approvals }: { decision: Decision['decision']; version: VersionSummary; approvals: string }) {
  const { t } = useTranslation();
  if (decision === 'return') {
    return (
      <Notice kind="done" title={t('version.returned')}>
        {t('version.returnedBody')}
      </Notice>
    );
  }
  return (
    <Notice kind="done" title={t('version.approved')}>
      {version.effectiveFrom === null
        ? t('version.approvedWait', { approvals })
        : t('version.approvedDone', { date: effectiveDay(version) })}
    </Notice>
  );
}
