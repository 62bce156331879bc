import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTarget, changeTarget, type Target, type TargetDraft } from '../api/capacity.ts';
import { ApiError } from '../api/client.ts';
import { devicesQuery } from '../api/queries.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { SearchField } from '../pieces/search-field.tsx';

const kinds = ['http', 'tcp', 'exporter', 'remote'] as const;

/** One target. What the server refuses of the address stands at the address. */
export function TargetForm({ target, limit, close }: { target: Target | null; limit: number; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState<TargetDraft>(() => ({
    kind: target?.kind ?? 'http',
    name: target?.name ?? '',
    address: target?.address ?? '',
    deviceId: target?.deviceId ?? null,
    warnMs: target?.warnMs ?? null,
  }));
  const [search, setSearch] = useState<string>();
  const devices = useQuery(devicesQuery({ ...(search !== undefined && { q: search }), sort: 'name', order: 'asc', limit: 50 }));
  const save = useMutation({
    mutationFn: async () => {
      if (target === null) await addTarget(draft);
      else await changeTarget(target.id, target.revision, draft);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['capacity'] });
      close();
    },
  });
  const set = <K extends keyof TargetDraft>(key: K, value: TargetDraft[K]) => setDraft((old) => ({ ...old, [key]: value }));
  const refused = save.error instanceof ApiError ? save.error : null;
  const isProbe = draft.kind === 'http' || draft.kind === 'tcp';
  const found = (devices.data?.devices ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const now =
    target?.deviceId && !found.some(({ value }) => value === target.deviceId)
      ? [{ value: target.deviceId, label: target.deviceName ?? target.deviceId }]
      : [];
  return (
    <Form
      className="stack"
      onSubmit={() => {
        if (draft.name.trim() !== '' && draft.address.trim() !== '' && !save.isPending) save.mutate();
      }}
    >
      {refused?.code === 'conflict' ? (
        <Notice kind="error">{t(refused.params.field === undefined ? 'capacity.changedMeanwhile' : 'capacity.twin')}</Notice>
      ) : refused?.params.field === 'address' ? null : (
        <Fault error={save.error} />
      )}
      <NativeSelect
        label={t('capacity.kind')}
        value={draft.kind}
        disabled={target !== null}
        onChange={(event) => set('kind', event.currentTarget.value as TargetDraft['kind'])}
        data={kinds.map((value) => ({ value, label: t(`capacity.kinds.${value}`) }))}
      />
      <TextInput
        label={t('capacity.targetName')}
        description={t('capacity.targetNameHint')}
        maxLength={80}
        required
        value={draft.name}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <TextInput
        label={t('capacity.address')}
        description={t(`capacity.addressHints.${draft.kind}`)}
        maxLength={500}
        required
        autoCapitalize="none"
        spellCheck={false}
        value={draft.address}
        error={refused?.code === 'value-out-of-bounds' && refused.params.field === 'address' ? t('capacity.addressWrong') : undefined}
        onChange={(event) => set('address', event.currentTarget.value)}
      />
      {isProbe && (
        <>
          <NumberInput
            label={t('capacity.warnMs')}
            description={t('capacity.warnMsHint', { limit })}
            min={1}
            max={60_000}
            allowDecimal={false}
            value={draft.warnMs ?? ''}
            onChange={(value) => set('warnMs', typeof value === 'number' ? value : null)}
          />
          <SearchField label={t('devices.searchLabel')} placeholder={t('devices.search')} value={search} onSearch={setSearch} />
          <NativeSelect
            label={t('capacity.counted')}
            description={t('capacity.countedHint')}
            value={draft.deviceId ?? ''}
            onChange={(event) => set('deviceId', event.currentTarget.value === '' ? null : event.currentTarget.value)}
            data={[{ value: '', label: t('capacity.countedNone') }, ...now, ...found]}
          />
        </>
      )}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="subtle" color="dark" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
