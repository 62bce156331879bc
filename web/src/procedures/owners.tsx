import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftControl } from '../api/procedures.ts';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { useDesk } from './desk.tsx';
import classes from './owners.module.css';
import { writeFields } from './save.ts';

/** One person for all clauses of the chapter that have none: written into the fields, saved when the person says so. */
export function OwnersAtOnce({ control }: { control: DraftControl }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { parties, unsaved, names } = useDesk();
  const [owner, setOwner] = useState('');
  const [deputy, setDeputy] = useState('');
  const lacking = control.clauses.filter((clause) => clause.operative && clause.adoption !== 'not-applicable' && clause.owner === null);
  if (lacking.length === 0) return null;
  const write = () => {
    for (const clause of lacking) {
      const now = unsaved.get(clause.id)?.edit.now;
      if (now !== undefined && now.owner !== '') continue;
      writeFields(unsaved, clause, names, { owner, ...(deputy === '' ? {} : { deputy }) });
    }
  };
  const options = (none: string) => [{ value: '', label: none }, ...parties.map(({ party, name }) => ({ value: party, label: say(name) }))];
  return (
    <Form className={`${classes.owners} no-print`} label={t('chapter.owners.title')} onSubmit={() => owner !== '' && write()}>
      <p className={classes.lead}>{t('chapter.owners.lead', { count: lacking.length })}</p>
      <NativeSelect
        size="xs"
        aria-label={t('chapter.owner')}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        data={options(t('chapter.owners.choose'))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('chapter.deputy')}
        value={deputy}
        onChange={(event) => setDeputy(event.currentTarget.value)}
        data={options(t('chapter.owners.chooseDeputy'))}
      />
      <Button type="submit" size="xs" variant="outline" disabled={owner === ''}>
        {t('chapter.owners.write')}
      </Button>
    </Form>
  );
}
