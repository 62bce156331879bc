import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { companyQuery, type Facts, saveApprovals } from '../api/company.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { FactField } from './fact-field.tsx';
import { SaidFault } from './said-fault.tsx';

/** How many must approve: the one fact that is changed behind the second factor. */
export function ApprovalsForm({ fact, canEdit }: { fact: Facts['approvalsNeeded']; canEdit: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [count, setCount] = useState(String(fact.value));
  const save = useMutation({
    mutationFn: () => saveApprovals(Number(count), fact.revision),
    onSettled: () => client.invalidateQueries({ queryKey: companyQuery.queryKey }),
  });
  return (
    <Form className="stack" onSubmit={() => save.mutate()}>
      <FactField
        factKey="approvalsNeeded"
        label={t('company.fields.approvalsNeeded')}
        description={t('company.approvalsHint')}
        draft={count}
        fault={undefined}
        parties={[]}
        onChange={(draft) => setCount(draft as string)}
      />
      <SaidFault error={save.error} />
      {save.isSuccess && <Notice kind="done">{t('company.saved')}</Notice>}
      {canEdit && (
        <div>
          <Button type="submit" loading={save.isPending} disabled={count === String(fact.value)}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </Form>
  );
}
