import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { VersionSummary } from '../api/procedures.ts';
import { Form } from '../pieces/form.tsx';
import { type CompareKind, compareKinds } from '../shell/addresses.ts';
import classes from './compare.module.css';
import { effectiveDay } from './state.tsx';

/** Which two. Choosing is enough: there is nothing to send. */
export function Pick({ from, to, versions }: { from: string; to: string; versions: readonly VersionSummary[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/procedures/compare' });
  const go = (chosen: { from: string; to: string }) =>
    navigate({ search: { ...chosen, show: undefined, chapter: undefined }, resetScroll: false });
  const inForce = versions.some((version) => version.state === 'effective');
  const options = [
    { value: 'sample', label: t('compare.names.sample') },
    ...(inForce ? [{ value: 'in-force', label: t('compare.names.in-force') }] : []),
    { value: 'draft', label: t('compare.names.draft') },
    ...versions.map((version) => ({
      value: version.id,
      label: `${t('versions.number', { number: version.number })} (${t(`versions.state.${version.state}`)} ${effectiveDay(version)})`,
    })),
  ];
  return (
    <Form className={`${classes.pick} no-print`} label={t('compare.title')} onSubmit={() => {}}>
      <NativeSelect
        label={t('compare.from')}
        value={from}
        onChange={(event) => go({ from: event.currentTarget.value, to })}
        data={options}
      />
      <Button variant="default" onClick={() => go({ from: to, to: from })} aria-label={t('compare.swap')} title={t('compare.swap')}>
        ⇄
      </Button>
      <NativeSelect label={t('compare.to')} value={to} onChange={(event) => go({ from, to: event.currentTarget.value })} data={options} />
    </Form>
  );
}

/** What of the differences is shown: one kind, one chapter. */
export function CompareFilters({ chapters, titleOf }: { chapters: readonly string[]; titleOf: (id: string) => string | undefined }) {
  const { t } = useTranslation();
  const { show, chapter } = useSearch({ from: '/inside/procedures/compare' });
  const navigate = useNavigate({ from: '/procedures/compare' });
  return (
    <Form className={`${classes.filters} no-print`} onSubmit={() => {}}>
      <NativeSelect
        label={t('compare.show')}
        value={show ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({
            search: (old) => ({ ...old, show: chosen === '' ? undefined : (chosen as CompareKind) }),
            replace: true,
            resetScroll: false,
          });
        }}
        data={[{ value: '', label: t('compare.any') }, ...compareKinds.map((kind) => ({ value: kind, label: t(`compare.kinds.${kind}`) }))]}
      />
      <NativeSelect
        label={t('compare.chapter')}
        value={chapter ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({ search: (old) => ({ ...old, chapter: chosen === '' ? undefined : chosen }), replace: true, resetScroll: false });
        }}
        data={[{ value: '', label: t('compare.any') }, ...chapters.map((id) => ({ value: id, label: `${id} ${titleOf(id) ?? ''}` }))]}
      />
    </Form>
  );
}
