import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Difference,
  differencePageSize,
  differenceSides,
  differenceStates,
  differencesQuery,
  type Register,
  registerQuery,
} from '../api/registers.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { searchesByItself } from '../pieces/search-field.tsx';
import { When } from '../pieces/when.tsx';
import { DifferenceSheet } from './difference-sheet.tsx';
import { DifferenceTable } from './difference-table.tsx';
import classes from './differences.module.css';

/** Where the register and what is measured disagree, both ways. */
export function DifferencesPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { room, name } = useParams({ from: '/inside/registers/$room/$name/differences' });
  const query = useQuery(registerQuery(`${room}/${name}`));
  return (
    <Page
      eyebrow={
        <Link to="/registers/$room/$name" params={{ room, name }}>
          {query.data === undefined ? t('registers.title') : say(query.data.title)}
        </Link>
      }
      title={query.data === undefined ? t('register.differences') : t('differences.title', { register: say(query.data.title) })}
      lead={t('differences.lead')}
    >
      <Answer query={query} what={t('registers.title')}>
        {(register) => (register.reconciles === null ? <Empty title={t('differences.notMeasured')} /> : <Body register={register} />)}
      </Answer>
    </Page>
  );
}

function Body({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { side = 'unregistered', state, label, offset } = useSearch({ from: '/inside/registers/$room/$name/differences' });
  const { room, name } = useParams({ from: '/inside/registers/$room/$name/differences' });
  const navigate = useNavigate({ from: '/registers/$room/$name/differences' });
  // What many devices have stands in one line, until somebody looks at its devices one by one.
  const grouped = label === undefined;
  const query = useQuery(differencesQuery(register.id, { side, state, label, grouped, offset }));
  const other = useQuery(
    differencesQuery(register.id, { side: side === 'unregistered' ? 'unmeasured' : 'unregistered', state, grouped: true }),
  );
  const [open, setOpen] = useState<{ act: 'register' | 'explain'; difference: Difference } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const totalOf = (each: typeof side) => (each === side ? query.data?.things : other.data?.things);
  return (
    <div className={classes.body}>
      <Compared data={query.data} />
      <div className={classes.bar}>
        <nav className={classes.tabs} aria-label={t('register.differences')}>
          {differenceSides.map((each) => (
            <Link
              key={each}
              to="/registers/$room/$name/differences"
              params={{ room, name }}
              search={{ side: each, ...(state === undefined ? {} : { state }) }}
              className={`${classes.tab} ${each === side ? classes.on : ''}`}
              aria-current={each === side ? 'page' : undefined}
            >
              {t(`differences.sides.${each}`)}
              {totalOf(each) !== undefined && <b className="number">{totalOf(each)!.toLocaleString()}</b>}
            </Link>
          ))}
        </nav>
        <Form className="no-print" onSubmit={searchesByItself}>
          <NativeSelect
            size="sm"
            label={t('differences.stateLabel')}
            value={state ?? 'open'}
            onChange={(event) => {
              const next = differenceStates.find((each) => each === event.currentTarget.value);
              void navigate({
                search: (old) => ({ ...old, state: next === 'open' ? undefined : next, label: undefined, offset: undefined }),
              });
            }}
            data={differenceStates.map((value) => ({ value, label: t(`differences.states.${value}`) }))}
          />
        </Form>
      </div>
      <p className="small">{say(side === 'unregistered' ? register.reconciles!.unregistered : register.reconciles!.unmeasured)}</p>
      {label !== undefined && (
        <p className="row">
          <span>{t('differences.only', { label })}</span>
          <Link to="/registers/$room/$name/differences" params={{ room, name }} search={{ side, state }}>
            {t('differences.all')}
          </Link>
        </p>
      )}
      {done !== null && <Notice kind="done">{done}</Notice>}
      {!register.canEdit && <p className="small quiet">{t('differences.readOnly', { owner: say(register.owner) })}</p>}
      <Answer query={query} what={t('register.differences')}>
        {(list) =>
          list.differences.length === 0 ? (
            <Empty title={t(`differences.none.${side}`)} />
          ) : (
            <DifferenceTable
              register={register}
              side={side}
              differences={list.differences}
              state={state}
              act={(act, difference) => {
                setDone(null);
                setOpen({ act, difference });
              }}
            />
          )
        }
      </Answer>
      <Pages
        offset={offset ?? 0}
        size={differencePageSize}
        total={query.data?.total ?? 0}
        link={(to) => ({
          to: '/registers/$room/$name/differences',
          params: { room, name },
          search: { side, state, label, offset: to === 0 ? undefined : to },
        })}
      />
      {open !== null && (
        <DifferenceSheet
          register={register}
          {...open}
          close={() => setOpen(null)}
          done={(words) => {
            setOpen(null);
            setDone(words);
          }}
        />
      )}
    </div>
  );
}

/** When the two were last held against each other, and whether everybody had reported: else an absence proves nothing. */
function Compared({
  data,
}: {
  data: { comparedAt: string | null; measured: { complete: boolean; because: { ja: string; en: string } } | null } | undefined;
}) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (data === undefined) return null;
  if (data.comparedAt === null) return <Notice kind="warn">{t('differences.notCompared')}</Notice>;
  return (
    <>
      <p className="small quiet">
        {t('differences.comparedAt')}: <When at={data.comparedAt} ago />
        {data.measured?.complete === true && <> · {say(data.measured.because)}</>}
      </p>
      {data.measured?.complete === false && <Notice kind="warn">{say(data.measured.because)}</Notice>}
    </>
  );
}
