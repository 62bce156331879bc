import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approveBaseline, askDriftAgain, type DriftBaseline, dropBaseline } from '../api/drift.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';

/** Approves a proposal as it was read, or drops it. */
export function Decide({ baseline }: { baseline: DriftBaseline }) {
  const { t } = useTranslation();
  const { roles } = useMe();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const again = () => askDriftAgain(client);
  const approve = useMutation({ mutationFn: () => approveBaseline(baseline.id, baseline.digest, reason.trim()), onSuccess: again });
  const drop = useMutation({ mutationFn: () => dropBaseline(baseline.id), onSuccess: again });
  const mayApprove = roles.includes('administrator') || roles.includes('committee');
  if (!mayApprove) return <Notice kind="info">{t('drift.baseline.waits')}</Notice>;
  const { against } = baseline;
  return (
    <Section title={t('drift.baseline.decide')}>
      <p>
        {against === null
          ? t('drift.baseline.first')
          : t('drift.baseline.would', {
              version: against.version,
              added: against.added,
              removed: against.removed,
              changed: against.changed,
            })}
      </p>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (reason.trim() !== '' && !approve.isPending) approve.mutate();
        }}
      >
        <Fault error={approve.error ?? drop.error} />
        <Textarea
          autosize
          minRows={2}
          label={t('drift.baseline.reason')}
          description={t('drift.baseline.reasonHint')}
          maxLength={1000}
          value={reason}
          error={tried && reason.trim() === '' ? t('drift.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={approve.isPending}>
            {t('drift.baseline.approve')}
          </Button>
          {roles.includes('administrator') && (
            <Button variant="subtle" color="dark" loading={drop.isPending} onClick={() => drop.mutate()}>
              {t('drift.baseline.drop')}
            </Button>
          )}
        </div>
      </Form>
    </Section>
  );
}
