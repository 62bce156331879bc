import { useTranslation } from 'react-i18next';
import type { ImportChange, ImportPreview, Register } from '../api/registers-types.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './import.module.css';

type Act = ImportChange['act'];
const acts: readonly Act[] = ['change', 'add', 'restore', 'missing'];

/** What the file would change, counted and line by line with before and after; or what in it cannot be imported. */
export function ImportPreviewView({ register, preview }: { register: Register; preview: ImportPreview }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { counts } = preview;
  if (preview.problems.length > 0) return <Problems register={register} preview={preview} />;
  const nothing = counts.add + counts.change + counts.restore === 0;
  return (
    <div className="stack">
      <dl className={classes.counts}>
        {(['add', 'change', 'restore', 'missing', 'same'] as const).map((act) => (
          <div key={act}>
            <dt>{t(`registerImport.counts.${act}`)}</dt>
            <dd className={counts[act] === 0 || act === 'same' ? classes.zero : undefined}>{counts[act].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {preview.notes.length > 0 && (
        <Notice kind="info">
          {preview.notes.map((note) => (
            <p key={note.ja}>{say(note)}</p>
          ))}
        </Notice>
      )}
      {nothing && counts.missing === 0 && <Notice kind="done">{t('registerImport.nothing')}</Notice>}
      {acts.map((act) => (
        <Changes key={act} register={register} act={act} count={counts[act]} changes={preview.changes.filter((each) => each.act === act)} />
      ))}
    </div>
  );
}

const titleOf = (register: Register, column: string, say: (words: Register['title']) => string): string => {
  const title = register.columns.find(({ id }) => id === column)?.title;
  return title === undefined ? column : say(title);
};

function Problems({ register, preview }: { register: Register; preview: ImportPreview }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const count = preview.problems.length + preview.moreProblems;
  return (
    <div className="stack">
      <Notice kind="error" title={t('registerImport.problems', { count })}>
        {t('registerImport.problemsLead')}
      </Notice>
      <table className={`table cards ${classes.problems}`}>
        <caption className="unseen">{t('registerImport.problems', { count })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('registerImport.row')}</th>
            <th scope="col">{t('registerImport.column')}</th>
            <th scope="col">{t('registerImport.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.problems.map((problem) => (
            <tr key={`${problem.row}-${problem.column}-${problem.says.ja}`}>
              <th scope="row" className="number">
                {problem.row ?? t('registerImport.wholeFile')}
              </th>
              <td data-label={t('registerImport.column')}>{problem.column === null ? '' : titleOf(register, problem.column, say)}</td>
              <td data-label={t('registerImport.problem')}>{say(problem.says)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.moreProblems > 0 && <p className="quiet">{t('registerImport.moreProblems', { count: preview.moreProblems })}</p>}
    </div>
  );
}

interface ChangesProps {
  register: Register;
  act: Act;
  count: number;
  changes: readonly ImportChange[];
}

function Changes({ register, act, count, changes }: ChangesProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const what = t(`registerImport.counts.${act}`);
  return (
    <details open={count <= 50 || act === 'change'} className={classes.changes}>
      <summary>{t('registerImport.showChanges', { what, count })}</summary>
      {act === 'missing' && <p className="small quiet">{t('registerImport.missingLead')}</p>}
      <Scroll label={what}>
        <table className="table cards">
          <caption className="unseen">{what}</caption>
          <thead>
            <tr>
              <th scope="col">{t('registerImport.row')}</th>
              <th scope="col">{t('registerImport.line')}</th>
              {act !== 'missing' && <th scope="col">{t('registerImport.changes')}</th>}
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.fileRow}-${change.number}-${change.label}`}>
                <td className="number" data-label={t('registerImport.row')}>
                  {change.fileRow ?? '－'}
                </td>
                <th scope="row">
                  <span className={classes.lineNumber}>{change.number ?? t('registerImport.newLine')}</span> {change.label}
                </th>
                {act !== 'missing' && (
                  <td>
                    <Cells register={register} change={change} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {changes.length < count && <p className="small quiet">{t('registerImport.shown', { count: changes.length })}</p>}
    </details>
  );
}

function Cells({ register, change }: { register: Register; change: ImportChange }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const said = (text: string) => (text === '' ? <span className="quiet">{t('registerRow.nothing')}</span> : text);
  return (
    <ul className={classes.cells}>
      {change.cells.map(({ column, before, after }) => (
        <li key={column}>
          <span className="quiet">{titleOf(register, column, say)}</span>{' '}
          {change.act !== 'add' && (
            <>
              <del>{said(say(before))}</del>
              <span aria-hidden="true"> → </span>
              <span className="unseen">{t('registerRow.becomes')}</span>
            </>
          )}
          <b>{said(say(after))}</b>
        </li>
      ))}
    </ul>
  );
}
