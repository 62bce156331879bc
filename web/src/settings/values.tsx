import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftValue, draftQuery } from '../api/procedures.ts';
import { paramsQuery } from '../api/queries.ts';
import type { Param } from '../api/types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Form } from '../pieces/form.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import type { ValueSearch } from '../shell/addresses.ts';
import classes from './settings.module.css';

/** All values of the company in one list. The whole list is small, so it is filtered here, as one types. */
export function ValuesPage() {
  const { t } = useTranslation();
  const query = useQuery(paramsQuery);
  return (
    <Page title={t('settings.tabs.values')} lead={t('values.lead')}>
      <Answer query={query} what={t('settings.tabs.values')}>
        {({ params }) => <Values params={params} />}
      </Answer>
    </Page>
  );
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function Values({ params }: { params: readonly Param[] }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/settings/values' });
  const navigate = useNavigate({ from: '/settings/values' });
  const [q, setQ] = useState(search.q ?? '');
  const wanted = folded(q.trim());
  const shown = params.filter(
    (param) =>
      (search.origin === undefined || param.origin === search.origin) &&
      (wanted === '' || folded(`${param.title.ja} ${param.title.en} ${param.said.ja} ${param.usedBy.join(' ')}`).includes(wanted)),
  );
  return (
    <>
      <Form className={`${classes.filters} no-print`} label={t('values.search')} onSubmit={() => {}}>
        <TextInput
          label={t('values.search')}
          placeholder={t('values.searchHint')}
          type="search"
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('values.filter')}
          value={search.origin ?? ''}
          onChange={(event) =>
            navigate({
              search: { origin: event.currentTarget.value === '' ? undefined : event.currentTarget.value } as ValueSearch,
              replace: true,
            })
          }
          data={[
            { value: '', label: t('values.any') },
            ...(['fixed', 'advised', 'company'] as const).map((value) => ({ value, label: t(`values.origins.${value}`) })),
          ]}
        />
      </Form>
      {shown.length === 0 ? <Empty title={t('values.none')} /> : <ValueTable params={shown} />}
    </>
  );
}

/** What the draft says instead, by value; the list does not wait for it. */
function usePending(): ReadonlyMap<string, DraftValue> {
  const { data } = useQuery(draftQuery);
  return new Map((data?.values ?? []).filter(({ pending }) => pending).map((value) => [value.id, value]));
}

function ValueTable({ params }: { params: readonly Param[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const pending = usePending();
  return (
    <Scroll label={t('settings.tabs.values')}>
      <table className={`table ${classes.values}`}>
        <caption className="unseen">{t('values.lead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('values.name')}</th>
            <th scope="col">{t('values.value')}</th>
            <th scope="col">{t('values.origin')}</th>
            <th scope="col">{t('values.usedBy')}</th>
            <th scope="col">{t('values.setAt')}</th>
          </tr>
        </thead>
        <tbody>
          {params.map((param) => (
            <tr key={param.id}>
              <th scope="row">
                <Link to="/settings/values/$id" params={{ id: param.id }}>
                  {say(param.title)}
                </Link>
              </th>
              <td>
                <span className={classes.value}>{say(param.said)}</span>{' '}
                {param.laxer && <span className={classes.laxer}>{t('values.laxer')}</span>}
                {pending.has(param.id) && (
                  <div className="small quiet">
                    {t('values.inDraft')}: {say(pending.get(param.id)!.said)}
                  </div>
                )}
              </td>
              <td className={classes.origin}>{t(`values.origins.${param.origin}`)}</td>
              <td>
                <ClauseLinks ids={param.usedBy} />
              </td>
              <td>
                <When at={param.setAt} none={t('values.unchanged')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
