import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Cells, FieldView, Register, RegisterRowDetail } from '../api/registers-types.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { momentOf } from '../pieces/when.tsx';
import { ChosenText } from './chosen-text.tsx';
import classes from './row.module.css';

interface ConflictProps {
  register: Pick<Register, 'columns'>;
  /** Which line, where the place does not say it. */
  number?: string;
  /** The line as somebody else left it. */
  now: RegisterRowDetail;
  /** The revision that the person had seen. */
  seen: number;
  mine: Cells;
  pending: boolean;
  takeMine: () => void;
  takeTheirs: () => void;
}

/** What the other person wrote beside what this one entered, and the choice between the two. */
export function Conflict({ register, number, now, seen, mine, pending, takeMine, takeTheirs }: ConflictProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const since = now.history.filter(({ revision }) => revision > seen);
  const touched = new Set([...Object.keys(mine), ...since.flatMap(({ changes }) => changes.map(({ column }) => column))]);
  const fields = register.columns.filter(({ id }) => touched.has(id));
  const latest = since[0];
  return (
    <Notice kind="warn" title={number === undefined ? t('registerRow.conflict') : `${number}: ${t('registerRow.conflict')}`}>
      {latest !== undefined && <p>{t('registerRow.conflictBy', { name: latest.by, at: momentOf(latest.at) })}</p>}
      <table className={`table cards ${classes.conflict}`}>
        <caption className="unseen">{t('registerRow.conflict')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('registerRow.column')}</th>
            <th scope="col">{t('registerRow.theirs')}</th>
            <th scope="col">{t('registerRow.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.id}>
              <th scope="row">{say(field.title)}</th>
              <td data-label={t('registerRow.theirs')}>
                <CellText field={field} cell={now.cells[field.id]} said={now.said} />
              </td>
              <td data-label={t('registerRow.mine')}>{mineOf(field, mine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {fields.some(({ id }) => !(id in mine)) && <p className="small">{t('registerRow.conflictKept')}</p>}
      <div className="row">
        <Button size="compact-sm" loading={pending} onClick={takeMine}>
          {t('registerRow.takeMine')}
        </Button>
        <Button size="compact-sm" variant="outline" disabled={pending} onClick={takeTheirs}>
          {t('registerRow.takeTheirs')}
        </Button>
      </div>
    </Notice>
  );
}

const mineOf = (field: FieldView, mine: Cells) =>
  field.id in mine ? (
    <b>
      <ChosenText field={field} cell={mine[field.id]} />
    </b>
  ) : (
    <span className="quiet">－</span>
  );
