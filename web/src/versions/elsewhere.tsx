import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ElsewhereRow, Statement } from '../api/procedures.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { ElsewhereEditor } from './elsewhere-editor.tsx';
import classes from './statement.module.css';

/** Controls of A.5 to A.7 as the company wrote them down. Nothing here is judged: there is no column for it. */
export function Elsewhere({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  if (editing) return <ElsewhereEditor statement={statement} done={() => setEditing(false)} />;
  return (
    <div className={classes.editor}>
      {statement.elsewhere.length === 0 ? <p className="quiet">{t('statement.elsewhereEmpty')}</p> : <Rows rows={statement.elsewhere} />}
      {isAdministrator(me.roles) && (
        <div className="no-print">
          <Button variant="outline" onClick={() => setEditing(true)}>
            {t('statement.edit')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Rows({ rows }: { rows: readonly ElsewhereRow[] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('statement.elsewhere')}>
      <table className="table">
        <caption className="unseen">{t('statement.elsewhere')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statement.control')}</th>
            <th scope="col">{t('statement.applicable')}</th>
            <th scope="col">{t('statement.reason')}</th>
            <th scope="col">{t('statement.where')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.control} className={row.applicable ? undefined : classes.out}>
              <th scope="row">
                <span className="number">{row.control}</span> {row.title}
              </th>
              <td className={classes.yes}>{row.applicable ? t('statement.yes') : <b>{t('statement.no')}</b>}</td>
              <td className={classes.reason}>{row.reason}</td>
              <td>{row.where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
