import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, change, get } from '../api/client.ts';
import type { ParamDetail, ParamValue } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { type Draft, draftOf, readDraft } from './value-draft.ts';
import { ValueField } from './value-field.tsx';

/**
 * Changes a value against the version that the person has seen. If someone was faster, both values are shown side by
 * side: what was typed stays, and nothing is overwritten unseen.
 */
export function ValueForm({ param }: { param: ParamDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(param.value));
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState(param.version);
  const [newest, setNewest] = useState<ParamDetail | null>(null);
  const [tried, setTried] = useState(false);
  const read = readDraft(param, draft);
  const refresh = async () => {
    await Promise.all(['param', 'params', 'control', 'check', 'board'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const save = useMutation({
    mutationFn: (value: ParamValue) =>
      change('PUT', `/api/params/${param.id}`, { value, version, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    onSuccess: async () => {
      setNewest(null);
      setReason('');
      setTried(false);
      const saved = await get<ParamDetail>(`/api/params/${param.id}`);
      setVersion(saved.version);
      await refresh();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'conflict') return;
      const current = await get<ParamDetail>(`/api/params/${param.id}`);
      setNewest(current);
      setVersion(current.version);
      await refresh();
    },
  });
  const submit = () => {
    setTried(true);
    if (read.ok && !read.same) save.mutate(read.value);
  };
  return (
    <Form className="stack" onSubmit={submit}>
      {newest !== null && (
        <Conflicting
          newest={newest}
          take={() => {
            setDraft(draftOf(newest.value));
            setNewest(null);
            save.reset();
          }}
        />
      )}
      {newest === null && <Fault error={save.error} />}
      {save.isSuccess && <Notice kind="done">{t('values.saved')}</Notice>}
      <ValueField
        param={param}
        draft={draft}
        fault={tried && !read.ok ? read.fault : undefined}
        onChange={(changed) => {
          if (!save.isPending) save.reset();
          setDraft(changed);
        }}
      />
      <Textarea
        label={t('values.reason')}
        description={t('values.reasonHint')}
        autosize={false}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {tried && read.ok && read.same && !save.isSuccess && <p className="small">{t('values.same')}</p>}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

function Conflicting({ newest, take }: { newest: ParamDetail; take: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Notice kind="error" title={t('values.conflict')}>
      <p>{t('values.conflictBody', { said: say(newest.said), version: newest.version })}</p>
      <Button variant="outline" size="compact-sm" onClick={take}>
        {t('values.takeNewest')}
      </Button>
    </Notice>
  );
}
