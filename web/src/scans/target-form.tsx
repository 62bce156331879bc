import { Button, Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, FieldView } from '../api/mechanism-types.ts';
import { peopleQuery } from '../api/people.ts';
import { addScanTarget, changeScanTarget, type ScanTargetDetail } from '../api/scans.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { FieldInput } from '../pieces/field-input.tsx';
import { Form } from '../pieces/form.tsx';
import { ScanFault } from './fault.tsx';

const kinds = ['repository', 'system', 'environment'] as const;
const registerOf = { repository: 'development/projects', system: 'systems/systems', environment: 'development/environments' } as const;

interface TargetFormProps {
  target: ScanTargetDetail | null;
  close: () => void;
  done: (id: string) => void;
}

/** What is scanned, to which line of a register it belongs, and who works on it. */
export function TargetForm({ target, close, done }: TargetFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const people = useQuery(peopleQuery);
  const [name, setName] = useState(target?.name ?? '');
  const [kind, setKind] = useState<(typeof kinds)[number]>(target?.kind ?? 'repository');
  const [line, setLine] = useState<Cell>(target?.line?.id ?? null);
  const [developers, setDevelopers] = useState<string[]>(target?.developers.map(({ id }) => id) ?? []);
  const [ended, setEnded] = useState(target?.ended ?? false);
  const field: FieldView = {
    id: 'line',
    title: { ja: '台帳の行', en: 'Line of a register' },
    type: 'row',
    required: false,
    requiredWhen: null,
    hint: { ja: '受入れの点検は、この結び付きで対象を見分けます。', en: 'By it the check at acceptance knows the target.' },
    options: null,
    unit: null,
    min: null,
    max: null,
    maxChars: null,
    register: registerOf[kind],
  };
  const save = useMutation({
    mutationFn: async () => {
      const draft = { name: name.trim(), kind, line: typeof line === 'string' ? line : null, developers };
      if (target === null) return (await addScanTarget(draft)).id;
      await changeScanTarget(target.id, { ...draft, no: target.no, ended });
      return target.id;
    },
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: ['scans'] });
      done(id);
    },
  });
  const accounts = (people.data?.people ?? []).filter(({ status, roles }) => status === 'active' && !roles.includes('auditor'));
  return (
    <Dialog opened close={close} title={t(target === null ? 'scans.addTarget' : 'scans.changeTarget')} wide>
      <Form className="stack" onSubmit={() => name.trim() !== '' && !save.isPending && save.mutate()}>
        <ScanFault error={save.error ?? people.error} />
        <TextInput
          label={t('scans.name')}
          description={t('scans.nameHint')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('scans.kind')}
          value={kind}
          onChange={(event) => {
            setKind(event.currentTarget.value as typeof kind);
            setLine(null);
          }}
          data={kinds.map((value) => ({ value, label: t(`scans.kinds.${value}`) }))}
        />
        <FieldInput key={kind} field={field} value={line} onChange={setLine} />
        <MultiSelect
          label={t('scans.developers')}
          description={t('scans.developersHint')}
          searchable
          value={developers}
          onChange={setDevelopers}
          data={accounts.map(({ id, name: label }) => ({ value: id, label }))}
        />
        {target !== null && (
          <Checkbox label={t('scans.endTarget')} checked={ended} onChange={(event) => setEnded(event.currentTarget.checked)} />
        )}
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
          {t('scans.save')}
        </Button>
      </Form>
    </Dialog>
  );
}
