import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDevices, askQuery, previewQuery } from '../api/live.ts';
import type { AskList, DeviceChoice } from '../api/live-types.ts';
import type { Words } from '../api/types.ts';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Panel, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { type Chosen, DevicesField, everyDevice } from './devices-field.tsx';
import { LibraryField, type Taken } from './library-field.tsx';
import classes from './live.module.css';
import { Refused } from './refused.tsx';
import { SaveQuery } from './save-query.tsx';

const typingPauseMs = 400;

/** Nobody is asked before the second factor is shown; how many it will be is said while one writes. */
export function AskForm({ list, like }: { list: AskList; like: string | undefined }) {
  const before = useQuery({ ...askQuery(like ?? ''), enabled: like !== undefined });
  if (like !== undefined && before.isPending) return null;
  return <Writing list={list} first={{ sql: before.data?.sql ?? '', name: before.data?.name ?? undefined }} />;
}

const choiceOf = ({ ids, platforms, deviceClass, group }: Chosen): DeviceChoice => ({
  ...(ids !== null && { ids: [...ids] }),
  ...(ids === null && platforms.length < 3 && { platforms: [...platforms] }),
  ...(ids === null && deviceClass !== null && { deviceClass }),
  ...(ids === null && group !== null && { group }),
});

function Writing({ list: { limits, refused }, first }: { list: AskList; first: { sql: string; name: string | undefined } }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sql, setSql] = useState(first.sql);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [chosen, setChosen] = useState<Chosen>(everyDevice);
  const { why, count, silent } = usePreview(sql, chosen);
  // The name of a query that was taken stands for it only as long as it is as it was.
  const name = taken?.sql === sql ? taken.name : first.sql === sql ? first.name : undefined;
  const ask = useMutation({
    mutationFn: () => askDevices({ sql, ...(name !== undefined && { name }), devices: choiceOf(chosen) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['live', 'list'] });
      await navigate({ to: '/devices/ask', search: { id } });
    },
  });
  const isWritten = sql.trim() !== '' && why === null;
  return (
    <Section title={t('live.form.title')}>
      <Panel>
        <Form className={classes.form} onSubmit={() => ask.mutate()} label={t('live.form.title')}>
          <LibraryField
            onTake={(found) => {
              setTaken(found);
              if (found === null) return;
              setSql(found.sql);
              setChosen((old) => ({ ...old, platforms: found.platforms }));
            }}
          />
          <Textarea
            className={classes.sql}
            label={t('live.form.sql')}
            description={t('live.form.sqlHint', { max: limits.sqlCharsMax.toLocaleString() })}
            autosize
            minRows={4}
            maxRows={18}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            value={sql}
            error={why === null ? undefined : say(why)}
            onChange={(event) => setSql(event.currentTarget.value)}
          />
          <DevicesField chosen={chosen} onChange={setChosen} />
          <HowMany count={count} silent={silent} max={limits.devicesMax} />
          <Fault error={ask.error} />
          <div className={classes.acts}>
            <Button type="submit" loading={ask.isPending} disabled={!isWritten || !count || count > limits.devicesMax}>
              {t('live.form.ask')}
            </Button>
          </div>
          <p className="small quiet">
            {t('live.form.limits', {
              rowsOfDevice: limits.rowsOfDeviceMax.toLocaleString(),
              rows: limits.rowsMax.toLocaleString(),
              minutes: limits.minutesMax,
              days: limits.keptDays,
            })}
          </p>
        </Form>
        <SaveQuery sql={sql} platforms={chosen.platforms} own={taken?.own} allowed={isWritten} />
        <Refused refused={refused} />
      </Panel>
    </Section>
  );
}

/** Why what is written may not be asked, and of how many devices it would be; undefined until the server has said. */
function usePreview(sql: string, chosen: Chosen): { why: Words | null; count: number | undefined; silent: number } {
  const nobody = chosen.ids?.length === 0 || (chosen.ids === null && chosen.platforms.length === 0);
  const [soon] = useDebouncedValue({ sql, chosen }, typingPauseMs);
  const { data } = useQuery({ ...previewQuery(soon.sql, choiceOf(soon.chosen)), enabled: soon.sql.trim() !== '' && !nobody });
  return { why: sql.trim() === '' ? null : (data?.refused ?? null), count: nobody ? 0 : data?.devices, silent: data?.silent ?? 0 };
}

function HowMany({ count, silent, max }: { count: number | undefined; silent: number; max: number }) {
  const { t } = useTranslation();
  const said = () => {
    if (count === undefined) return '';
    if (count === 0) return t('live.form.noDevices');
    return count > max ? t('live.form.tooMany', { max: max.toLocaleString() }) : t('live.form.count', { count });
  };
  return (
    <p role="status" className={classes.small}>
      {said()} {count !== undefined && count > 0 && silent > 0 && t('live.form.silent', { count: silent })}
    </p>
  );
}
