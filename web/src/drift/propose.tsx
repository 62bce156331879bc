import { Button, NativeSelect, NumberInput, Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { askDriftAgain, type DriftCollection, type DriftProposal, type DriftUnit, type DriftUnits, proposeBaseline } from '../api/drift.ts';
import type { Cell, FieldView } from '../api/mechanism-types.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { FieldInput } from '../pieces/field-input.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './drift.module.css';
import { useUnitName } from './unit.ts';

const device: FieldView = {
  id: 'reference',
  title: { ja: '見本にする端末', en: 'Device of reference' },
  type: 'device',
  required: true,
  requiredWhen: null,
  hint: { ja: '正しく設定できていると確かめた端末を選びます。', en: 'One that you know to be set as it should be.' },
  options: null,
  unit: null,
  min: null,
  max: null,
  maxChars: null,
  register: null,
};
type Chosen = Partial<Record<DriftCollection, 'exact' | 'keys'>>;
const shareDefault = 90;

/** Freezes a proposal from one device, or from what most of a class have; nobody is held against it before it is approved. */
export function Propose({ unit, collections, close }: { unit: DriftUnit; collections: DriftUnits['collections']; close: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const nameOf = useUnitName();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [from, setFrom] = useState<'share' | 'device'>(unit.devices === 1 ? 'device' : 'share');
  const [reference, setReference] = useState<Cell>(null);
  const [share, setShare] = useState(shareDefault);
  const [tried, setTried] = useState(false);
  const [chosen, setChosen] = useState<Chosen>(() =>
    Object.fromEntries(collections.flatMap(({ id, default: strictness }) => (strictness === null ? [] : [[id, strictness]]))),
  );
  const needsDevice = from === 'device' && typeof reference !== 'string';
  const isEmpty = Object.keys(chosen).length === 0;
  const save = useMutation({
    mutationFn: () => {
      const { platform, class: deviceClass, environment } = unit;
      const proposal: DriftProposal = {
        platform,
        class: deviceClass,
        environment,
        collections: chosen,
        reference: from === 'device' ? (reference as string) : null,
        share: from === 'share' ? share : null,
      };
      return proposeBaseline(proposal);
    },
    onSuccess: async ({ id }) => {
      await askDriftAgain(client);
      await navigate({ to: '/devices/changes/baselines/$id', params: { id } });
    },
  });
  const set = (id: DriftCollection, value: string) =>
    setChosen((old) => {
      const { [id]: _, ...others } = old;
      return value === '' ? others : { ...others, [id]: value as 'exact' | 'keys' };
    });
  const isNotReady = save.error instanceof ApiError && save.error.code === 'not-ready';
  return (
    <Dialog opened close={close} title={t('drift.baseline.proposeTitle', { unit: nameOf(unit) })} wide>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (!needsDevice && !isEmpty && !save.isPending) save.mutate();
        }}
      >
        {isNotReady ? <Notice kind="error">{t('drift.baseline.notReady')}</Notice> : <Fault error={save.error} />}
        <Radio.Group label={t('drift.baseline.from')} value={from} onChange={(value) => setFrom(value as typeof from)}>
          <div className="stack">
            <Radio value="share" label={t('drift.baseline.fromShare')} />
            <Radio value="device" label={t('drift.baseline.fromDevice')} />
          </div>
        </Radio.Group>
        {from === 'share' ? (
          <NumberInput
            label={t('drift.baseline.share')}
            value={share}
            min={51}
            max={100}
            suffix=" %"
            onChange={(value) => setShare(Number(value) || shareDefault)}
          />
        ) : (
          <FieldInput
            field={device}
            value={reference}
            onChange={setReference}
            problem={tried && needsDevice ? { ja: '端末を選んでください。', en: 'Choose a device.' } : undefined}
          />
        )}
        <fieldset className={classes.collections}>
          <legend>{t('drift.baseline.collections')}</legend>
          {collections.map(({ id, title }) => (
            <Fragment key={id}>
              <span>{say(title)}</span>
              <NativeSelect
                aria-label={say(title)}
                value={chosen[id] ?? ''}
                onChange={(event) => set(id, event.currentTarget.value)}
                data={[
                  { value: '', label: t('drift.baseline.strictness.none') },
                  { value: 'exact', label: t('drift.baseline.strictness.exact') },
                  { value: 'keys', label: t('drift.baseline.strictness.keys') },
                ]}
              />
            </Fragment>
          ))}
        </fieldset>
        {tried && isEmpty && <Notice kind="error">{t('drift.baseline.needCollection')}</Notice>}
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('drift.baseline.make')}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
