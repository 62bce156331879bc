import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Company, FactKey } from '../api/company.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { FactField } from './fact-field.tsx';
import { useFactsAnswers } from './facts-answers.ts';
import { SaidFault } from './said-fault.tsx';

interface FactsFormProps {
  company: Company;
  keys: readonly FactKey[];
  canEdit: boolean;
}

/** Some facts that belong together, saved in one act. What somebody else changed meanwhile is said, and what was typed stays. */
export function FactsForm({ company, keys, canEdit }: FactsFormProps) {
  const { t } = useTranslation();
  const { fields, save, tried, isSame, type, submit, takeNewest } = useFactsAnswers(company, keys);
  return (
    <Form className="stack" onSubmit={submit}>
      {fields.map(({ key, draft, fault }) => (
        <FactField
          key={key}
          factKey={key}
          label={t(`company.fields.${key as 'name'}`)}
          description={key === 'sites' ? t('values.listHint') : undefined}
          draft={draft}
          fault={tried ? fault : undefined}
          parties={[]}
          onChange={(typed) => type(key, typed)}
        />
      ))}
      <SaidFault error={save.error} />
      {save.error instanceof ApiError && save.error.code === 'conflict' && (
        <div>
          <Button variant="outline" size="compact-sm" onClick={takeNewest}>
            {t('company.takeNewest')}
          </Button>
        </div>
      )}
      {save.isSuccess && <Notice kind="done">{t('company.saved')}</Notice>}
      {tried && isSame && !save.isSuccess && <p className="small">{t('company.same')}</p>}
      {canEdit && (
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </Form>
  );
}
