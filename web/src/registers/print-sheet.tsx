import { useTranslation } from 'react-i18next';
import { isBlankCell } from '../api/mechanism-types.ts';
import type { Register, RegisterRows, RegisterTableSearch } from '../api/registers.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { useSaid } from '../pieces/said.ts';
import { momentOf } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { filteredColumns } from './address.ts';
import { useFilterWords } from './chips.tsx';
import { shownColumns } from './columns.ts';
import classes from './print.module.css';

interface PrintSheetProps {
  register: Register;
  search: RegisterTableSearch;
  list: RegisterRows;
  company: string;
}

/** The register on paper, A4 across: whose it is, which lines of it, when, and every line once. */
export function PrintSheet({ register, search, list, company }: PrintSheetProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const fields = shownColumns(register, search.hidden);
  const state = search.state ?? 'current';
  return (
    <section className={classes.sheet}>
      <header className={classes.head}>
        <h1>
          {say(register.title)} <span className={classes.code}>{register.code}</span>
        </h1>
        <p className={classes.company}>{company}</p>
      </header>
      <p className={classes.facts}>
        <span>
          {t('registerPrint.printed')} {momentOf(new Date().toISOString())} {me.name}
        </span>
        <span>{t('registerPrint.rows', { count: list.total })}</span>
        <span>
          {t('register.owner')}: {say(register.owner)}
        </span>
        <span>
          {t('register.confirmed')}: {register.confirmedAt === null ? t('registers.never') : momentOf(register.confirmedAt)}
        </span>
        <span>
          {t('registerPrint.standing')}: {t(`verdict.${register.standing.verdict}`)}
        </span>
      </p>
      <p className={classes.facts}>
        <span>
          {t('registerPrint.conditions')}: {t(`register.states.${state}`)}
        </span>
        {search.q !== undefined && <span>「{search.q}」</span>}
        {filteredColumns(search.filters).map((column) => (
          <Condition key={column} register={register} search={search} column={column} />
        ))}
      </p>
      {list.rows.length < list.total && (
        <p className={classes.limit}>{t('registerPrint.limited', { total: list.total, count: list.rows.length })}</p>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('register.number')}</th>
            {fields.map(({ id, title }) => (
              <th key={id} scope="col">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id} className={row.state === 'ended' ? classes.ended : undefined}>
              <th scope="row">
                {row.number}
                {row.state === 'ended' && ` (${t('register.ended')})`}
              </th>
              {fields.map((field) => (
                <td key={field.id}>
                  {isBlankCell(row.cells[field.id]) ? null : <CellText field={field} cell={row.cells[field.id]} said={row.said} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Condition({ register, search, column }: { register: Register; search: RegisterTableSearch; column: string }) {
  return <span>{useFilterWords(register, search, column)}</span>;
}
