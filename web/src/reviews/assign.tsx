import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignLines, reviewersQuery, reviewKey } from '../api/reviews.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Answer } from '../pieces/answer.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { useMe } from '../shell/me.tsx';
import classes from './reviews.module.css';

interface AssignProps {
  readonly id: string;
  readonly lines: readonly string[];
  readonly close: () => void;
  /** After it was done: the lines are not chosen any more. */
  readonly done: () => void;
}

/** Hands the chosen lines to somebody who knows the holder, or back to the administrator. */
export function Assign(props: AssignProps) {
  const { t } = useTranslation();
  const query = useQuery(reviewersQuery(props.id));
  return (
    <Dialog opened close={props.close} title={t('reviews.assign.title', { count: props.lines.length })}>
      <Answer query={query} what={t('reviews.assign.to')}>
        {({ reviewers }) => <Choose {...props} reviewers={reviewers} />}
      </Answer>
    </Dialog>
  );
}

function Choose({
  id,
  lines,
  close,
  done,
  reviewers,
}: AssignProps & { reviewers: readonly { readonly id: string; readonly name: string }[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const me = useMe();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const assign = useMutation({
    mutationFn: () => assignLines(id, { lines, to: to === '' ? null : to, reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reviewKey(id) });
      done();
    },
  });
  return (
    <Form className="stack" onSubmit={() => assign.mutate()}>
      <p className="small">{t('reviews.assign.lead')}</p>
      <NativeSelect
        data-autofocus
        label={t('reviews.assign.to')}
        value={to}
        data={[
          { value: '', label: t('reviews.assign.back') },
          ...reviewers.filter((one) => one.id !== me.accountId).map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        label={t('reviews.assign.reason')}
        value={reason}
        required
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <CaseFault error={assign.error} />
      <div className={classes.choices}>
        <Button type="submit" disabled={reason.trim() === ''} loading={assign.isPending}>
          {t('reviews.assign.act')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
