import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDriftRule, askDriftAgain, type DriftRuleDraft } from '../api/drift.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { driftCollections } from '../shell/addresses.ts';
import classes from './drift.module.css';

/** What a rule begins with, taken from a difference that somebody looked at. */
export type RuleSeed = Pick<DriftRuleDraft, 'collection' | 'pattern' | 'attribute' | 'platform' | 'class'>;
export const emptySeed: RuleSeed = { collection: 'services', pattern: '', attribute: null, platform: null, class: null };

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A rule that makes a difference need no reason each time: what, where, when, and why once and for all. */
export function RuleForm({ seed, close, done }: { seed: RuleSeed; close: () => void; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(seed);
  const [hours, setHours] = useState<{ from: string; until: string } | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const isNarrow = draft.pattern.replaceAll('*', '').trim().length >= 2;
  const isSaid = reason.trim() !== '';
  const save = useMutation({
    mutationFn: () =>
      addDriftRule({
        ...draft,
        pattern: draft.pattern.trim(),
        window: hours && { from: minutesOf(hours.from), until: minutesOf(hours.until) },
        reason: reason.trim(),
        until: until === '' ? null : until,
      }),
    onSuccess: async () => {
      await askDriftAgain(client);
      done();
    },
  });
  const set = (changed: Partial<RuleSeed>) => setDraft((old) => ({ ...old, ...changed }));
  const any = { value: '', label: t('devices.any') };
  return (
    <Dialog opened close={close} title={t('drift.rule.new')} wide>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (isNarrow && isSaid && !save.isPending) save.mutate();
        }}
      >
        <p className="small">{t('drift.rule.lead')}</p>
        <Fault error={save.error} />
        <NativeSelect
          label={t('drift.collection')}
          value={draft.collection}
          onChange={(event) => set({ collection: event.currentTarget.value as RuleSeed['collection'] })}
          data={driftCollections.map((value) => ({ value, label: t(`drift.collections.${value}`) }))}
        />
        <TextInput
          autoFocus
          label={t('drift.rule.pattern')}
          description={t('drift.rule.patternHint')}
          value={draft.pattern}
          maxLength={200}
          error={tried && !isNarrow ? t('drift.rule.tooWide') : undefined}
          onChange={(event) => set({ pattern: event.currentTarget.value })}
        />
        <TextInput
          label={t('drift.rule.attribute')}
          description={t('drift.rule.attributeHint')}
          value={draft.attribute ?? ''}
          maxLength={60}
          onChange={(event) => set({ attribute: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        <div className={classes.two}>
          <NativeSelect
            label={t('devices.filterPlatform')}
            value={draft.platform ?? ''}
            onChange={(event) => set({ platform: (event.currentTarget.value || null) as RuleSeed['platform'] })}
            data={[any, ...(['windows', 'macos', 'linux'] as const).map((value) => ({ value, label: t(`platform.${value}`) }))]}
          />
          <NativeSelect
            label={t('drift.class')}
            value={draft.class ?? ''}
            onChange={(event) => set({ class: (event.currentTarget.value || null) as RuleSeed['class'] })}
            data={[any, ...(['server', 'client'] as const).map((value) => ({ value, label: t(`drift.classes.${value}`) }))]}
          />
        </div>
        <Checkbox
          label={t('drift.rule.hours')}
          description={t('drift.rule.hoursHint')}
          checked={hours !== null}
          onChange={(event) => setHours(event.currentTarget.checked ? { from: '02:00', until: '05:00' } : null)}
        />
        {hours !== null && (
          <div className={classes.two}>
            <TextInput
              type="time"
              label={t('drift.rule.hoursFrom')}
              value={hours.from}
              onChange={(event) => event.currentTarget.value !== '' && setHours({ ...hours, from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              label={t('drift.rule.hoursUntil')}
              value={hours.until}
              onChange={(event) => event.currentTarget.value !== '' && setHours({ ...hours, until: event.currentTarget.value })}
            />
          </div>
        )}
        <TextInput
          label={t('drift.rule.reason')}
          description={t('drift.rule.reasonHint')}
          value={reason}
          maxLength={500}
          error={tried && !isSaid ? t('drift.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('drift.rule.until')}
          description={t('drift.rule.untilHint')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('drift.rule.make')}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
