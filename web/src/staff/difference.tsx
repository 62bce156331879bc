import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mappingsQuery, type PlannedRow, type Preview } from '../api/staff.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { type SaidRecord, useRecordWords } from './record-words.ts';
import classes from './staff.module.css';

/** What the file would change, counted and row by row; or what in it cannot be read. */
export function Difference({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { added, changed, missing, unchanged } = preview.counts;
  const gone = preview.kind === 'people' ? 'missing' : 'removed';
  if (preview.problemCount > 0) return <Problems preview={preview} />;
  return (
    <div className="stack">
      <dl className={classes.counts}>
        {(
          [
            ['added', added],
            ['changed', changed],
            ...(preview.kind === 'departments' ? [] : ([[gone, missing]] as const)),
            ['unchanged', unchanged],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{t(`staffImport.counts.${name}`)}</dt>
            <dd className={count === 0 || name === 'unchanged' ? classes.zero : undefined}>{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {added + changed + missing === 0 && <Notice kind="done">{t('staffImport.nothing')}</Notice>}
      {preview.newDepartments.length > 0 && (
        <p>{t('staffImport.newDepartments', { names: preview.newDepartments.join(t('control.and')) })}</p>
      )}
      {preview.kind === 'people' && missing > 0 && missing * 2 >= missing + changed + unchanged && (
        <Notice kind="warn">{t('staffImport.manyMissing')}</Notice>
      )}
      <Rows rows={preview.changed} count={changed} name="changed" preview={preview} open />
      <Rows rows={preview.added} count={added} name="added" preview={preview} />
      <Rows rows={preview.missing} count={missing} name={gone} preview={preview} open />
    </div>
  );
}

function Problems({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const more = preview.problemCount - preview.problems.length;
  return (
    <div className="stack">
      <Notice kind="error" title={t('staffImport.problems', { count: preview.problemCount })}>
        {t('staffImport.problemsLead')}
      </Notice>
      <table className={`table ${classes.problems}`}>
        <caption className="unseen">{t('staffImport.problems', { count: preview.problemCount })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('staffImport.row')}</th>
            <th scope="col">{t('staffImport.problemColumn')}</th>
            <th scope="col">{t('staffImport.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.problems.map((problem) => (
            <tr key={`${problem.row}-${problem.column}-${problem.says.ja}`}>
              <th scope="row" className="number">
                {problem.row ?? t('staffImport.wholeFile')}
              </th>
              <td>{problem.column}</td>
              <td>{say(problem.says)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="quiet">{t('staffImport.moreProblems', { count: more })}</p>}
    </div>
  );
}

interface RowsProps {
  rows: readonly PlannedRow[];
  count: number;
  name: 'added' | 'changed' | 'missing' | 'removed';
  preview: Preview;
  open?: boolean;
}

function Rows({ rows, count, name, preview, open = false }: RowsProps) {
  const { t } = useTranslation();
  const words = useRecordWords(preview.kind);
  if (count === 0) return null;
  const what = t(`staffImport.counts.${name}`);
  return (
    <details open={open && count <= 50} className={classes.rows}>
      <summary>{t('staffImport.showRows', { what, count })}</summary>
      <Scroll label={what}>
        <table className="table">
          <caption className="unseen">{what}</caption>
          <thead>
            <tr>
              <th scope="col">{t('staffImport.row')}</th>
              <th scope="col">{t(`staffImport.kind.${preview.kind}`)}</th>
              <th scope="col">{t('staffImport.change')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.row}-${words.label(row)}`}>
                <td className="number">{row.row ?? '－'}</td>
                <th scope="row">{words.label(row)}</th>
                <td>
                  <Changes row={row} words={words} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length < count && <p className="quiet small">{t('staffImport.more', { count: rows.length })}</p>}
    </details>
  );
}

/** Of a new row what it holds, of a changed one what it was and becomes. */
function Changes({ row, words }: { row: PlannedRow; words: SaidRecord }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const titles = useQuery(mappingsQuery).data?.fields[words.kind];
  const titleOf = (key: string): string => {
    const title = titles?.find((field) => field.key === key)?.title;
    return title === undefined ? key : say(title);
  };
  const none = <span className="quiet">{t('staffImport.empty')}</span>;
  if (row.after === null) return none;
  if (row.before === null) {
    const held = Object.entries(row.after).filter(([key, value]) => !words.isLabel(key) && words.value(key, value) !== '');
    return <span className="quiet">{held.map(([key, value]) => words.value(key, value)).join(' / ')}</span>;
  }
  const { before, after } = row;
  return (
    <ul className={classes.changes}>
      {row.fields.map((key) => (
        <li key={key}>
          <span className="quiet">{titleOf(key)}</span> {words.value(key, before[key]) || none} →{' '}
          <b>{words.value(key, after[key]) || none}</b>
        </li>
      ))}
    </ul>
  );
}
