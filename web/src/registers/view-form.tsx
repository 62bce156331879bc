import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterView } from '../api/registers-types.ts';
import { Form } from '../pieces/form.tsx';

/** What a saved view is called, and whether everybody may use it. */
export function ViewForm({
  view,
  pending,
  onSave,
  onCancel,
}: {
  view: RegisterView | null;
  pending: boolean;
  onSave: (name: string, shared: boolean) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [tried, setTried] = useState(false);
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== '') onSave(name.trim(), shared);
      }}
    >
      {view === null && <p className="small quiet">{t('registerView.saveLead')}</p>}
      <TextInput
        data-autofocus
        autoFocus
        label={t('registerView.name')}
        maxLength={60}
        value={name}
        error={tried && name.trim() === '' ? t('registerView.needName') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox label={t('registerView.share')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      <div className="row">
        <Button type="submit" size="compact-sm" loading={pending}>
          {t('action.save')}
        </Button>
        <Button variant="subtle" size="compact-sm" color="dark" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
