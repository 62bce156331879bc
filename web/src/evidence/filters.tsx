import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerPage, LedgerRow, Words } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './ledger.module.css';

/** Kind and subject. The kinds are those seen so far: the list grows with what the ledger shows, it never invents one. */
export function LedgerFilters({ page, kinds }: { page: LedgerPage; kinds: readonly LedgerRow[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const navigate = useNavigate({ from: '/evidence' });
  const [subject, setSubject] = useState(page.subject ?? '');
  const known = useRef(new Map<string, Words>());
  for (const { kind, kindWords } of kinds) known.current.set(kind, kindWords);
  if (page.kind !== undefined && !known.current.has(page.kind)) known.current.set(page.kind, { ja: page.kind, en: page.kind });
  const set = (changed: Partial<LedgerPage>) => navigate({ search: (old) => ({ ...old, ...changed, before: undefined }) });
  return (
    <Form
      className={`${classes.filters} no-print`}
      label={t('evidence.entries')}
      onSubmit={() => set({ subject: subject.trim() === '' ? undefined : subject.trim() })}
    >
      <NativeSelect
        label={t('evidence.filterKind')}
        value={page.kind ?? ''}
        onChange={(event) => set({ kind: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
        data={[{ value: '', label: t('evidence.anyKind') }, ...[...known.current].map(([value, words]) => ({ value, label: say(words) }))]}
      />
      <TextInput
        label={t('evidence.filterSubject')}
        placeholder={t('evidence.filterSubjectHint')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('evidence.apply')}
      </Button>
      {(page.kind !== undefined || page.subject !== undefined) && (
        <Button
          variant="subtle"
          onClick={() => {
            setSubject('');
            void navigate({ search: {} });
          }}
        >
          {t('action.clear')}
        </Button>
      )}
    </Form>
  );
}
