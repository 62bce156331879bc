import { Button, Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addGroup, changeGroup, groupPreviewQuery } from '../api/rollout.ts';
import type { Group, GroupList, GroupRule } from '../api/rollout-types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import classes from './rollout.module.css';

const platforms = ['windows', 'macos', 'linux'] as const;
const environments = ['production', 'verification', 'development', 'none'] as const;
const typingPauseMs = 400;

/** A rule as it is written, without what was left empty. */
const filled = (rule: GroupRule): GroupRule =>
  Object.fromEntries(
    Object.entries(rule).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  );

/** Makes a group, or writes the next version of one. How many devices the rule means is said while one writes. */
export function GroupForm({ list, group, onDone }: { list: GroupList; group?: Group; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(group?.name ?? '');
  const [rule, setRule] = useState<GroupRule>(group?.rule ?? {});
  const [reason, setReason] = useState('');
  const draft = { name: name.trim(), rule: filled(rule), reason };
  const save = useMutation({
    mutationFn: async () => void (group ? await changeGroup(group.id, { ...draft, version: group.version }) : await addGroup(draft)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['groups'] });
      onDone();
    },
  });
  const asks = Object.keys(draft.rule).length > 0;
  const ready = draft.name !== '' && asks && reason.trim() !== '';
  return (
    <Form className={classes.form} label={t('rollout.group.title')} onSubmit={() => ready && save.mutate()}>
      <TextInput label={t('rollout.group.name')} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <p className="small quiet">{t('rollout.rule.hint')}</p>
      <Conditions list={list} rule={rule} onChange={setRule} />
      <Preview rule={draft.rule} asks={asks} />
      <TextInput
        label={t('rollout.reason')}
        description={t('rollout.group.reasonHint')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Fault error={save.error} />
      <div className={classes.acts}>
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {t(group ? 'rollout.group.saveNext' : 'rollout.group.save')}
        </Button>
        <Button type="button" variant="default" onClick={onDone}>
          {t('rollout.cancel')}
        </Button>
      </div>
    </Form>
  );
}

function Conditions({ list, rule, onChange }: { list: GroupList; rule: GroupRule; onChange: (rule: GroupRule) => void }) {
  const { t } = useTranslation();
  const set = (changed: GroupRule) => onChange({ ...rule, ...changed });
  return (
    <>
      <Checkbox.Group
        label={t('devices.os')}
        value={rule.platforms ?? []}
        onChange={(values) => set({ platforms: platforms.filter((each) => values.includes(each)) })}
      >
        <div className={classes.choices}>
          {platforms.map((each) => (
            <Checkbox key={each} value={each} label={t(`platform.${each}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('rollout.place.environment')}
        value={rule.environments ?? []}
        onChange={(values) => set({ environments: environments.filter((each) => values.includes(each)) })}
      >
        <div className={classes.choices}>
          {environments.map((each) => (
            <Checkbox key={each} value={each} label={t(`rollout.environment.${each}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.pair}>
        <NativeSelect
          label={t('rollout.place.class')}
          value={rule.deviceClass ?? ''}
          onChange={(event) => set({ deviceClass: event.currentTarget.value === '' ? undefined : (event.currentTarget.value as 'client') })}
          data={[
            { value: '', label: t('rollout.rule.any') },
            { value: 'client', label: t('rollout.class.client') },
            { value: 'server', label: t('rollout.class.server') },
          ]}
        />
        <TextInput
          label={t('rollout.rule.name')}
          placeholder="srv-*"
          maxLength={100}
          value={rule.name ?? ''}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('rollout.rule.os')}
          placeholder="Windows 11"
          maxLength={100}
          value={rule.os ?? ''}
          onChange={(event) => set({ os: event.currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <MultiSelect
          label={t('rollout.rule.departments')}
          searchable
          value={rule.departments ?? []}
          onChange={(departments) => set({ departments })}
          data={list.departments.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <MultiSelect
          label={t('rollout.rule.networks')}
          searchable
          value={rule.networks ?? []}
          onChange={(networks) => set({ networks })}
          data={[...new Set([...list.networks, ...(rule.networks ?? [])])]}
        />
      </div>
    </>
  );
}

function Preview({ rule, asks }: { rule: GroupRule; asks: boolean }) {
  const { t } = useTranslation();
  const [soon] = useDebouncedValue(rule, typingPauseMs);
  const { data } = useQuery({ ...groupPreviewQuery(soon), enabled: asks && Object.keys(soon).length > 0 });
  const names = data?.names.join(t('rollout.comma')) ?? '';
  return (
    <p role="status" className="small">
      {!asks && t('rollout.rule.none')}
      {asks && data !== undefined && t('rollout.rule.means', { count: data.devices })}{' '}
      {asks && data !== undefined && data.devices > 0 && <span className="quiet">{names}</span>}
    </p>
  );
}
