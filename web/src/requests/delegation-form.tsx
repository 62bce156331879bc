import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDelegation, type Delegations } from '../api/requests.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { dayOf } from '../pieces/when.tsx';
import { RequestFault } from './fault.tsx';
import classes from './requests.module.css';

const empty = () => ({ to: '', since: dayOf(new Date()), until: '', reason: '' });
type Draft = ReturnType<typeof empty>;

export function DelegationForm({ candidates }: { candidates: Delegations['candidates'] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(empty);
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => addDelegation({ ...draft, reason: draft.reason.trim() }),
    onSuccess: async () => {
      setDraft(empty());
      setTried(false);
      await client.invalidateQueries({ queryKey: ['requests', 'delegations'] });
    },
  });
  const set = (changed: Partial<Draft>) => {
    if (add.isSuccess) add.reset();
    setDraft((old) => ({ ...old, ...changed }));
  };
  const needed = (key: keyof Draft) => (tried && draft[key].trim() === '' ? t('requests.form.fill') : undefined);
  const backwards = draft.until !== '' && draft.until < draft.since;
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (Object.values(draft).every((value) => value.trim() !== '') && !backwards) add.mutate();
      }}
    >
      <div className={classes.delegationFields}>
        <NativeSelect
          label={t('requests.delegations.to')}
          value={draft.to}
          error={needed('to')}
          onChange={(event) => set({ to: event.currentTarget.value })}
          data={[{ value: '', label: t('fill.choose') }, ...candidates.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextInput
          label={t('requests.delegations.since')}
          type="date"
          value={draft.since}
          error={needed('since')}
          onChange={(event) => set({ since: event.currentTarget.value })}
        />
        <TextInput
          label={t('requests.delegations.until')}
          type="date"
          value={draft.until}
          error={needed('until') ?? (backwards ? t('requests.delegations.backwards') : undefined)}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
        <TextInput
          label={t('requests.delegations.reason')}
          placeholder={t('requests.delegations.reasonExample')}
          maxLength={500}
          value={draft.reason}
          error={needed('reason')}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </div>
      <RequestFault error={add.error} />
      {add.isSuccess && <Notice kind="done" title={t('requests.delegations.added')} />}
      <div>
        <Button type="submit" loading={add.isPending}>
          {t('requests.delegations.save')}
        </Button>
      </div>
    </Form>
  );
}
