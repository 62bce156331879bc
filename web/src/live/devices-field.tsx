import { Checkbox, NativeSelect, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldView } from '../api/mechanism-types.ts';
import { choiceQuery } from '../api/mechanisms.ts';
import { groupNamesQuery } from '../api/rollout.ts';
import type { Platform } from '../api/types.ts';
import { FieldInput } from '../pieces/field-input.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './live.module.css';

export interface Chosen {
  /** Null: all that fit. */
  readonly ids: readonly string[] | null;
  readonly platforms: readonly Platform[];
  readonly deviceClass: 'client' | 'server' | null;
  readonly group: string | null;
}

const platforms = ['windows', 'macos', 'linux'] as const;
export const everyDevice: Chosen = { ids: null, platforms, deviceClass: null, group: null };
/** The server takes no more by name; who means more means a kind. */
const namedMax = 1_000;

/** A search field of the kind that forms have; what is chosen joins the list and the field is empty again. */
const search = (ja: string, en: string): FieldView => ({
  id: 'device',
  title: { ja, en },
  type: 'device',
  required: false,
  requiredWhen: null,
  hint: null,
  options: null,
  unit: null,
  min: null,
  max: null,
  maxChars: null,
  register: null,
});

/** Whom to ask: all that are so, or named ones. */
export function DevicesField({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { t, i18n } = useTranslation();
  const add = t('live.form.add');
  const { ids } = chosen;
  return (
    <div className={classes.form}>
      <Radio.Group
        label={t('live.form.which')}
        value={ids === null ? 'all' : 'named'}
        onChange={(value) => onChange({ ...chosen, ids: value === 'all' ? null : [] })}
      >
        <div className={classes.choices}>
          <Radio value="all" label={t('live.form.all')} />
          <Radio value="named" label={t('live.form.named')} />
        </div>
      </Radio.Group>
      {ids === null ? (
        <div className={classes.choices}>
          <Checkbox.Group
            label={t('live.form.platforms')}
            value={[...chosen.platforms]}
            onChange={(values) => onChange({ ...chosen, platforms: platforms.filter((each) => values.includes(each)) })}
          >
            <div className={classes.choices}>
              {platforms.map((platform) => (
                <Checkbox key={platform} value={platform} label={t(`platform.${platform}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect
            label={t('live.form.kinds')}
            value={chosen.deviceClass ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              onChange({ ...chosen, deviceClass: value === 'client' || value === 'server' ? value : null });
            }}
            data={[
              { value: '', label: t('live.form.everyKind') },
              { value: 'client', label: t('live.form.client') },
              { value: 'server', label: t('live.form.server') },
            ]}
          />
          <GroupField chosen={chosen} onChange={onChange} />
        </div>
      ) : (
        <>
          <FieldInput
            key={`${i18n.language} ${ids.length}`}
            field={search(add, add)}
            value={null}
            onChange={(id) => {
              if (typeof id === 'string' && id !== '' && !ids.includes(id) && ids.length < namedMax)
                onChange({ ...chosen, ids: [...ids, id] });
            }}
          />
          {ids.length > 0 && (
            <ul className={classes.chosen}>
              {ids.map((id) => (
                <NamedDevice key={id} id={id} onRemove={() => onChange({ ...chosen, ids: ids.filter((each) => each !== id) })} />
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

function GroupField({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(groupNamesQuery);
  return (
    <NativeSelect
      label={t('rollout.filter.group')}
      value={chosen.group ?? ''}
      onChange={(event) => onChange({ ...chosen, group: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      data={[{ value: '', label: t('rollout.rule.any') }, ...(data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

function NamedDevice({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { data } = useQuery(choiceQuery('device', null, id));
  const label: unknown = data?.label;
  const name = typeof label === 'string' ? label : label && typeof label === 'object' ? say(label as { ja: string; en: string }) : id;
  return (
    <li className={classes.chip}>
      {name}
      <button type="button" className={classes.remove} aria-label={t('live.form.remove', { name })} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}
