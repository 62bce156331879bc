import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../api/client.ts';
import { boardQuery } from '../api/queries.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';

/** The first and the last day of a month ago until today: what an auditor asks for most. */
function lastMonth(): { from: string; to: string } {
  const today = new Date();
  const before = new Date(today);
  before.setMonth(before.getMonth() - 1);
  return { from: dayOf(before), to: dayOf(today) };
}

/** One control and a period become a ZIP that verifies without this server. */
export function PackForm({ control }: { control: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const board = useQuery(boardQuery);
  const controls = board.data?.controls ?? [];
  const [period, setPeriod] = useState(lastMonth);
  const [chosen, setChosen] = useState(control ?? '');
  const id = chosen === '' ? (controls[0]?.id ?? '') : chosen;
  const wrongOrder = period.from > period.to;
  const make = useMutation({
    mutationFn: () => download('POST', '/api/packs', `tejun-${id}.zip`, { control: id, from: period.from, to: period.to }),
  });
  return (
    <Form className="stack" onSubmit={() => !wrongOrder && id !== '' && make.mutate()}>
      <NativeSelect
        label={t('evidence.packControl')}
        value={id}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={controls.map((each) => ({ value: each.id, label: `${each.id} ${say(each.title)}` }))}
      />
      <div className="fields">
        <TextInput
          type="date"
          label={t('evidence.packFrom')}
          value={period.from}
          required
          withAsterisk={false}
          onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('evidence.packTo')}
          value={period.to}
          required
          withAsterisk={false}
          error={wrongOrder ? t('evidence.packOrder') : undefined}
          onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
        />
      </div>
      <Fault error={make.error} />
      {make.data !== undefined && <Notice kind="done">{t('evidence.packDone', { name: make.data })}</Notice>}
      <div>
        <Button type="submit" variant="outline" loading={make.isPending} disabled={id === ''}>
          {make.isPending ? t('evidence.packMaking') : t('evidence.packMake')}
        </Button>
      </div>
    </Form>
  );
}
