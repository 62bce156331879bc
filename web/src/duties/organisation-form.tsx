import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dutiesQuery, recordOrganisationChange } from '../api/duties.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import classes from './definitions.module.css';
import { OwnFault } from './own-fault.tsx';

/** A change of the organisation sets off every duty that hangs on one; which, is said afterwards, each with its link. */
export function OrganisationForm() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const [what, setWhat] = useState('');
  const [happenedOn, setHappenedOn] = useState(dayOf(new Date()));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => recordOrganisationChange({ what: what.trim(), happenedOn }),
    onSuccess: () => {
      setWhat('');
      setTried(false);
      return client.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const duties = client.getQueryData(dutiesQuery.queryKey)?.duties ?? [];
  const titleOf = (id: string): string => {
    const duty = duties.find((each) => each.id === id);
    return duty === undefined ? id : say(duty.title);
  };
  return (
    <Form
      className={`stack ${classes.narrow}`}
      label={t('duties.organisation')}
      onSubmit={() => {
        setTried(true);
        if (what.trim() !== '' && happenedOn !== '' && !save.isPending) save.mutate();
      }}
    >
      <Textarea
        label={t('duties.organisationWhat')}
        description={t('duties.organisationHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={what}
        error={tried && what.trim() === '' ? t('duties.fillIn') : undefined}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        className={classes.day}
        label={t('duties.happenedOn')}
        value={happenedOn}
        error={tried && happenedOn === '' ? t('duties.needDay') : undefined}
        onChange={(event) => setHappenedOn(event.currentTarget.value)}
      />
      <OwnFault error={save.error} />
      {save.data !== undefined && (
        <Notice kind="done" title={t('duties.organisationRecorded', { count: save.data.opened.length })}>
          <ul>
            {save.data.opened.map(({ id, duty }) => (
              <li key={id}>
                <Link to="/duties/$id" params={{ id }}>
                  {titleOf(duty)}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div>
        <Button type="submit" variant="outline" loading={save.isPending}>
          {t('duties.organisationRecord')}
        </Button>
      </div>
    </Form>
  );
}
