import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Supplier, type SupplierSearch, supplierPageSize, suppliersQuery } from '../api/suppliers.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField } from '../pieces/search-field.tsx';
import { dayOf } from '../pieces/when.tsx';
import classes from './suppliers.module.css';

/** From the first page on. */
const kept = ({ state }: Pick<SupplierSearch, 'state'>, q: string | undefined): SupplierSearch => ({
  ...(state === undefined ? {} : { state }),
  ...(q === undefined ? {} : { q }),
});

/** Every supplier with its score and what is due next. */
export function SuppliersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/suppliers' });
  const navigate = useNavigate({ from: '/suppliers' });
  const query = useQuery(suppliersQuery(search));
  return (
    <Page
      title={t('suppliers.title')}
      lead={t('suppliers.lead')}
      actions={
        <>
          <Link to="/suppliers/sla" className="target">
            {t('suppliers.sla.title')}
          </Link>
          <Link to="/suppliers/questions" className="target">
            {t('suppliers.bank')}
          </Link>
        </>
      }
    >
      <div className="row">
        <SearchField
          label={t('suppliers.search')}
          placeholder=""
          value={search.q}
          onSearch={(q) => navigate({ search: kept(search, q), replace: true })}
        />
        <nav className={classes.shown} aria-label={t('suppliers.shown')}>
          {([undefined, 'all'] as const).map((state) => (
            <Link
              key={state ?? 'open'}
              to="/suppliers"
              search={kept(state === undefined ? {} : { state }, search.q)}
              activeProps={{}}
              aria-current={search.state === state ? 'page' : undefined}
            >
              {t(state === undefined ? 'suppliers.showOpen' : 'suppliers.showAll')}
            </Link>
          ))}
        </nav>
      </div>
      <Answer query={query} what={t('suppliers.title')}>
        {({ total, suppliers }) =>
          total === 0 ? (
            <Empty title={t('suppliers.none')}>
              <p>{t('suppliers.noneLead')}</p>
              <p className="row">
                <Link to="/requests/new">{t('suppliers.ask')}</Link>
                <Link to="/cases/new/$room/$name" params={{ room: 'suppliers', name: 'supplier' }} search={{}}>
                  {t('suppliers.enter')}
                </Link>
              </p>
            </Empty>
          ) : (
            <>
              <table className="table cards">
                <caption className="unseen">{t('suppliers.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('suppliers.name')}</th>
                    <th scope="col">{t('suppliers.state')}</th>
                    <th scope="col">{t('suppliers.score')}</th>
                    <th scope="col">{t('suppliers.next')}</th>
                  </tr>
                </thead>
                <tbody>
                  {suppliers.map((one) => (
                    <Line key={one.case} one={one} />
                  ))}
                </tbody>
              </table>
              <Pages
                offset={search.offset ?? 0}
                size={supplierPageSize}
                total={total}
                link={(offset) => ({ to: '/suppliers', search: { ...kept(search, search.q), ...(offset === 0 ? {} : { offset }) } })}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function Line({ one }: { one: Supplier }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <tr>
      <th scope="row">
        <Link to="/cases/$id" params={{ id: one.case }}>
          <span className="number">{one.number}</span> {one.label}
        </Link>
      </th>
      <td data-label={t('suppliers.state')}>
        <span>
          {say(one.state)}
          {one.asked !== null && (
            <span className={one.asked.late ? classes.flag : 'small quiet'}>
              {' '}
              {t(one.asked.late ? 'suppliers.askedLate' : 'suppliers.askedUntil', { date: one.asked.dueOn })}
            </span>
          )}
        </span>
      </td>
      <td data-label={t('suppliers.score')}>
        {one.score === null ? (
          <span className="quiet">{t('suppliers.notYet')}</span>
        ) : (
          <span>
            {t('suppliers.points', { score: one.score })}{' '}
            {one.passed === false && <span className={classes.flag}>{t('suppliers.short')}</span>}{' '}
            {one.assessedAt !== null && (
              <span className="small quiet">{t('suppliers.assessed', { date: dayOf(new Date(one.assessedAt)) })}</span>
            )}
          </span>
        )}
      </td>
      <td data-label={t('suppliers.next')}>
        {one.next === null ? (
          '－'
        ) : (
          <Link to="/duties/$id" params={{ id: one.next.occurrence }}>
            <span className={`number ${one.next.overdue ? classes.flag : ''}`}>{one.next.dueOn}</span> {say(one.next.duty)}
          </Link>
        )}
      </td>
    </tr>
  );
}
