import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyList, type ListVariant, previewList, type ReviewListPreview, type ReviewLists, reviewListsQuery } from '../api/reviews.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { RegisterFault } from '../registers/fault.tsx';
import classes from './reviews.module.css';

const variants = ['privileges', 'access', 'source-code'] as const;

/** Lists of accounts: chosen, shown with all that does not fit, then imported. */
export function ReviewListsPage() {
  const { t } = useTranslation();
  const query = useQuery(reviewListsQuery);
  return (
    <Page title={t('reviews.lists.title')} lead={t('reviews.lists.lead')}>
      <Import />
      <Section title={t('reviews.lists.newest')}>
        <Answer query={query} what={t('reviews.lists.newest')}>
          {(found) => <Newest found={found} />}
        </Answer>
      </Section>
    </Page>
  );
}

function Newest({ found }: { found: ReviewLists }) {
  const { t } = useTranslation();
  if (found.lists.length === 0) return <Empty title={t('reviews.lists.none')} />;
  return (
    <table className="table cards">
      <caption className="unseen">{t('reviews.lists.newest')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('reviews.lists.name')}</th>
          <th scope="col">{t('reviews.lists.variant')}</th>
          <th scope="col">{t('reviews.lists.asOf')}</th>
          <th scope="col" className="right">
            {t('reviews.lists.rows')}
          </th>
        </tr>
      </thead>
      <tbody>
        {found.lists.map(({ id, name, variant, asOf, lines }) => (
          <tr key={id}>
            <td data-label={t('reviews.lists.name')}>{name}</td>
            <td data-label={t('reviews.lists.variant')}>{variant === 'software' ? '' : t(`reviews.lists.variants.${variant}`)}</td>
            <td data-label={t('reviews.lists.asOf')}>{asOf}</td>
            <td data-label={t('reviews.lists.rows')} className="right">
              {lines.toLocaleString()}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Import() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [variant, setVariant] = useState<ListVariant>('privileges');
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [asOf, setAsOf] = useState(() => dayOf(new Date()));
  const preview = useMutation({
    mutationFn: (given: { file: File; variant: ListVariant; columns: Record<string, string | null> | null }) =>
      previewList(given.variant, given.file, given.columns),
  });
  const apply = useMutation({
    mutationFn: (shown: ReviewListPreview) => applyList(variant, file!, shown.columns, { digest: shown.digest, name: name.trim(), asOf }),
    onSuccess: async () => {
      preview.reset();
      setFile(null);
      await client.invalidateQueries({ queryKey: reviewListsQuery.queryKey });
    },
  });
  const look = (next: File | null, of: ListVariant, columns: Record<string, string | null> | null = null) => {
    apply.reset();
    if (next === null) preview.reset();
    else preview.mutate({ file: next, variant: of, columns });
  };
  const shown = preview.data;
  return (
    <Section title={t('reviews.lists.import')}>
      <div className={classes.form}>
        <NativeSelect
          label={t('reviews.lists.variant')}
          value={variant}
          data={variants.map((value) => ({ value, label: t(`reviews.lists.variants.${value}`) }))}
          onChange={(event) => {
            const of = event.currentTarget.value as ListVariant;
            setVariant(of);
            look(file, of);
          }}
        />
        <FileInput
          label={t('reviews.lists.file')}
          value={file}
          accept=".csv,.xlsx,.txt,.tsv"
          clearable
          clearButtonProps={{ 'aria-label': t('action.clear') }}
          onChange={(next) => {
            setFile(next);
            look(next, variant);
          }}
        />
        <RegisterFault error={preview.error ?? apply.error} />
        {apply.data !== undefined && <Notice kind="done">{t('reviews.lists.applied', { lines: apply.data.lines })}</Notice>}
        {shown !== undefined && file !== null && (
          <>
            <Preview shown={shown} choose={(columns) => look(file, variant, columns)} />
            <TextInput
              label={t('reviews.lists.name')}
              description={t('reviews.lists.nameHint')}
              value={name}
              required
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('reviews.lists.asOf')}
              type="date"
              value={asOf}
              required
              onChange={(event) => setAsOf(event.currentTarget.value)}
            />
            <Button
              className={classes.act ?? ''}
              disabled={shown.badCount > 0 || shown.lines === 0 || name.trim() === '' || asOf === ''}
              loading={apply.isPending}
              onClick={() => apply.mutate(shown)}
            >
              {t('reviews.lists.apply')}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
}

function Preview({ shown, choose }: { shown: ReviewListPreview; choose: (columns: Record<string, string | null>) => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <div className="fields">
        {shown.fields.map(({ id, title }) => (
          <NativeSelect
            key={id}
            label={t('reviews.lists.column', { field: say(title) })}
            value={shown.columns[id] ?? ''}
            data={[{ value: '', label: t('reviews.lists.unused') }, ...shown.header.filter((column) => column !== '')]}
            onChange={(event) => choose({ ...shown.columns, [id]: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
        ))}
      </div>
      {shown.badCount > 0 && (
        <Notice kind="error" title={t('reviews.lists.bad', { count: shown.badCount })}>
          <ul>
            {shown.bad.slice(0, 50).map(({ row, says }) => (
              <li key={`${row} ${says.ja}`}>{`${t('reviews.lists.row', { row })}: ${say(says)}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      <p role="status">{t('reviews.lists.found', { lines: shown.lines, joined: shown.joined })}</p>
      {shown.mismatches.length > 0 && (
        <details open>
          <summary>{t('reviews.lists.mismatches', { count: shown.mismatches.length })}</summary>
          <ul>
            {shown.mismatches.map(({ kind, row, account, says }) => (
              <li key={`${kind} ${row} ${account} ${says.ja}`}>
                {row !== null && `${t('reviews.lists.row', { row })}: `}
                {account !== '' && `${account} — `}
                {say(says)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
