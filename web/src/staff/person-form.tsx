import { Autocomplete, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { addStaff, changeStaff, type Duty, departmentsQuery, duties, type StaffPerson } from '../api/staff.ts';
import { Form } from '../pieces/form.tsx';
import { StaffFault, useOwnWords } from './fault.tsx';
import classes from './staff.module.css';

const draftOf = (person: StaffPerson | null) => ({
  number: person?.number ?? '',
  name: person?.name ?? '',
  kana: person?.kana ?? '',
  email: person?.email ?? '',
  department: person?.department ?? '',
  title: person?.title ?? '',
  duties: person?.duties ?? ([] as Duty[]),
  state: person?.state ?? ('active' as const),
  joinedOn: person?.joinedOn ?? '',
  leftOn: person?.leftOn ?? '',
});
type Draft = ReturnType<typeof draftOf>;
type TextKey = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];

/** Every field of a person. What the server refuses stands at its field, in the server's own words. */
export function PersonForm({ person, done }: { person: StaffPerson | null; done: (saved: StaffPerson) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const departments = useQuery(departmentsQuery);
  const ownWords = useOwnWords();
  const [draft, setDraft] = useState<Draft>(() => draftOf(person));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => (person === null ? addStaff(draft) : changeStaff(person.id, person.revision, draft)),
    onSuccess: async (saved) => {
      done(saved);
      await client.invalidateQueries({ queryKey: ['staff'] });
    },
  });
  const set = <K extends keyof Draft>(key: K, value: Draft[K]) => setDraft((old) => ({ ...old, [key]: value }));
  const refused = save.error instanceof ApiError ? save.error.params.field : undefined;
  const faultOf = (key: TextKey): string | undefined => {
    if (tried && key === 'number' && draft.number.trim() === '') return t('staff.needNumber');
    if (tried && key === 'name' && draft.name.trim() === '') return t('staff.needName');
    return refused === key ? (ownWords(save.error) ?? undefined) : undefined;
  };
  const text = (key: TextKey, label: string, more: { type?: string; autoCapitalize?: string } = {}) => (
    <TextInput
      label={label}
      value={draft[key]}
      error={faultOf(key)}
      onChange={(event) => set(key, event.currentTarget.value as never)}
      {...more}
    />
  );
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (draft.number.trim() !== '' && draft.name.trim() !== '') save.mutate();
      }}
    >
      <StaffFault error={save.error} />
      <div className={classes.pair}>
        {text('number', t('staff.number'))}
        {text('name', t('staff.name'))}
        {text('kana', t('staff.kana'))}
        {text('email', t('staff.email'), { type: 'email', autoCapitalize: 'none' })}
        <Autocomplete
          label={t('staff.department')}
          description={t('staff.newDepartment')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.department}
          error={faultOf('department')}
          onChange={(value) => set('department', value)}
          data={(departments.data?.departments ?? []).map((each) => each.name)}
        />
        {text('title', t('staff.personTitle'))}
        <NativeSelect
          label={t('staff.state')}
          value={draft.state}
          onChange={(event) => set('state', event.currentTarget.value as Draft['state'])}
          data={(['active', 'left'] as const).map((value) => ({ value, label: t(`staff.states.${value}`) }))}
        />
        {text('joinedOn', t('staff.joinedOn'), { type: 'date' })}
        {text('leftOn', t('staff.leftOn'), { type: 'date' })}
      </div>
      <Checkbox.Group
        label={t('staff.duties')}
        description={t('staff.dutiesHint')}
        value={draft.duties}
        onChange={(chosen) =>
          set(
            'duties',
            duties.filter((duty) => chosen.includes(duty)),
          )
        }
      >
        <div className={classes.checks}>
          {duties.map((duty) => (
            <Checkbox key={duty} value={duty} label={t(`staff.duty.${duty}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}
