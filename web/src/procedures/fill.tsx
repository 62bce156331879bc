import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chapterQuery, fillDraft, type ProceduresControl, touchedKeys } from '../api/procedures.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';

/**
 * Owners and "when is it necessary" for everything that is still open, in one act: a hundred clauses in a first hour cannot be
 * gone through one by one.
 */
export function FillSection({ controls }: { controls: readonly ProceduresControl[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fill = useMutation({
    mutationFn: fillDraft,
    onSuccess: () => Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const ownerless = controls.reduce((sum, control) => sum + control.ownerless, 0);
  const undecided = controls.reduce((sum, control) => sum + control.undecided, 0);
  if (ownerless + undecided === 0) {
    return fill.data === undefined ? null : <Notice kind="done">{t('procedures.fill.done', { count: fill.data.changed })}</Notice>;
  }
  return (
    <Section id="fill" title={t('procedures.fill.title')} lead={t('procedures.fill.lead')}>
      {fill.data !== undefined && <Notice kind="done">{t('procedures.fill.done', { count: fill.data.changed })}</Notice>}
      <Fault error={fill.error} />
      <FillForm
        chapter={controls[0]?.id ?? ''}
        ownerless={ownerless}
        undecided={undecided}
        pending={fill.isPending}
        fill={(wanted) => fill.mutate(wanted)}
      />
    </Section>
  );
}

interface FillFormProps {
  /** Any chapter: with each comes the list of who can be named. */
  chapter: string;
  ownerless: number;
  undecided: number;
  pending: boolean;
  fill: (wanted: { owner: string | null; deputy: string | null; necessity: boolean }) => void;
}

function FillForm({ chapter, ownerless, undecided, pending, fill }: FillFormProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const parties = useQuery({ ...chapterQuery(chapter), select: (draft) => draft.parties });
  const [owner, setOwner] = useState('');
  const [deputy, setDeputy] = useState('');
  const [necessity, setNecessity] = useState(undecided > 0);
  const options = [
    { value: '', label: t('procedures.fill.leave') },
    ...(parties.data ?? []).map(({ party, name }) => ({ value: party, label: say(name) })),
  ];
  const nothing = owner === '' && !(necessity && undecided > 0);
  return (
    <Form
      className="stack"
      label={t('procedures.fill.title')}
      onSubmit={() =>
        !nothing &&
        !pending &&
        fill({ owner: owner === '' ? null : owner, deputy: deputy === '' ? null : deputy, necessity: necessity && undecided > 0 })
      }
    >
      <Fault error={parties.error} />
      {ownerless > 0 && (
        <div className="fields">
          <NativeSelect
            label={t('procedures.fill.owner', { count: ownerless })}
            value={owner}
            onChange={(event) => setOwner(event.currentTarget.value)}
            data={options}
          />
          <NativeSelect
            label={t('procedures.fill.deputy')}
            value={deputy}
            onChange={(event) => setDeputy(event.currentTarget.value)}
            data={options}
          />
        </div>
      )}
      {undecided > 0 && (
        <Checkbox
          label={t('procedures.fill.necessity', { count: undecided })}
          checked={necessity}
          onChange={(event) => setNecessity(event.currentTarget.checked)}
        />
      )}
      <div>
        <Button type="submit" variant="outline" loading={pending} disabled={nothing}>
          {t('procedures.fill.act')}
        </Button>
      </div>
    </Form>
  );
}
