import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { download, queryOf } from '../api/client.ts';
import { liveRowsQuery, rowsPageSize } from '../api/live.ts';
import type { AskDetail, LiveRows } from '../api/live-types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField } from '../pieces/search-field.tsx';
import classes from './live.module.css';

/** The rows of all devices in one table: the device first, then every column that any of them brought. */
export function ResultRows({ ask }: { ask: AskDetail }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate({ from: '/devices/ask' });
  const { q, offset = 0 } = useSearch({ from: '/inside/devices/ask' });
  const query = useQuery(liveRowsQuery(ask.id, { q, offset }));
  const language = i18n.language.startsWith('ja') ? 'ja' : 'en';
  const save = useMutation({
    mutationFn: (encoding: 'utf-8' | 'cp932') =>
      download('GET', `/api/live/${ask.id}/export${queryOf({ encoding, language })}`, 'query.csv'),
  });
  return (
    <Section
      title={t('live.rows.title')}
      actions={
        ask.rows > 0 && (
          <>
            <Button variant="outline" loading={save.isPending} onClick={() => save.mutate('utf-8')}>
              {t('live.rows.csv')}
            </Button>
            {language === 'ja' && (
              <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('cp932')}>
                {t('live.rows.csvExcel')}
              </Button>
            )}
          </>
        )
      }
    >
      <Fault error={save.error} />
      {ask.rows === 0 ? (
        <Empty title={ask.ended === null ? t('live.rows.noneYet') : t('live.rows.empty')} />
      ) : (
        <>
          <search className="no-print">
            <SearchField
              label={t('live.rows.filter')}
              placeholder={t('live.rows.filterHint')}
              value={q}
              onSearch={(wanted) => navigate({ search: { id: ask.id, ...(wanted !== undefined && { q: wanted }) }, replace: true })}
            />
          </search>
          <Answer query={query} what={t('live.rows.title')}>
            {(rows) => (
              <div aria-busy={query.isPlaceholderData}>
                <Rows rows={rows} />
                <Pages
                  offset={offset}
                  size={rowsPageSize}
                  total={rows.total}
                  link={(to) => ({
                    to: '/devices/ask',
                    search: { id: ask.id, ...(q !== undefined && { q }), ...(to > 0 && { offset: to }) },
                  })}
                />
              </div>
            )}
          </Answer>
        </>
      )}
    </Section>
  );
}

function Rows({ rows: { total, columns, rows } }: { rows: LiveRows }) {
  const { t } = useTranslation();
  if (total === 0) return <Empty title={t('live.rows.none')} />;
  return (
    <>
      <p role="status" className={classes.small}>
        {t('live.rows.count', { count: total })}
      </p>
      <Scroll label={t('live.rows.title')}>
        <table className={`table ${classes.rows}`}>
          <caption className="unseen">{t('live.rows.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('live.rows.device')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to="/devices/$id" params={{ id: row.device }}>
                    {row.deviceName}
                  </Link>
                </th>
                {columns.map((column) => (
                  <td key={column}>{Object.hasOwn(row.cells, column) ? row.cells[column] : ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
