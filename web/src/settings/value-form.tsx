import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '../api/client.ts';
import { type DraftValue, touchedKeys } from '../api/procedures.ts';
import type { ParamDetail, ParamValue } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { controlOf } from '../shell/search-hits.ts';
import { type Draft, draftOf, readDraft } from './value-draft.ts';
import { ValueField } from './value-field.tsx';
import { freshDraftValue, saveValue } from './value-save.ts';

/**
 * Changes a value against the version that the person has seen. If someone was faster, both values are shown side by
 * side: what was typed stays, and nothing is overwritten unseen.
 */
export function ValueForm({ param, inDraft }: { param: ParamDetail; inDraft: DraftValue | null | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(param.value));
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState(param.version);
  const [newest, setNewest] = useState<Newest | null>(null);
  const [tried, setTried] = useState(false);
  const read = readDraft(param, draft);
  const refresh = async () => {
    await Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const save = useMutation({
    mutationFn: (value: ParamValue): Promise<'now' | 'when-approved'> =>
      saveValue(client, param, { value, version, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }, inDraft),
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
      if (error.params.inDraft === true) {
        setNewest(await freshDraftValue(client, param));
        await refresh();
        return;
      }
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
      {save.isSuccess && <Saved counts={save.data} clause={param.usedBy[0]} />}
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

function Saved({ counts, clause }: { counts: 'now' | 'when-approved'; clause: string | undefined }) {
  const { t } = useTranslation();
  if (counts === 'now') return <Notice kind="done">{t('values.saved')}</Notice>;
  return (
    <Notice kind="done">
      <p>{t('values.savedInDraft')}</p>
      {clause === undefined ? (
        <Link to="/procedures">{t('values.toDraft')}</Link>
      ) : (
        <Link to="/procedures/chapters/$id" params={{ id: controlOf(clause) }} hash={clause}>
          {t('values.toDraft')}
        </Link>
      )}
    </Notice>
  );
}

/** What somebody else saved first: a version of the value, or what stands in the draft. */
type Newest = Pick<ParamDetail, 'said' | 'value'> & { readonly version?: number };

function Conflicting({ newest, take }: { newest: Newest; take: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Notice kind="error" title={t('values.conflict')}>
      <p>
        {newest.version === undefined
          ? t('values.conflictDraft', { said: say(newest.said) })
          : t('values.conflictBody', { said: say(newest.said), version: newest.version })}
      </p>
      <Button variant="outline" size="compact-sm" onClick={take}>
        {t('values.takeNewest')}
      </Button>
    </Notice>
  );
}
