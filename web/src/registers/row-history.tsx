import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Register, RowHistory } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './row.module.css';

interface RowHistoryListProps {
  register: Pick<Register, 'columns'>;
  history: readonly RowHistory[];
  request: string | null;
}

/** Every state the line ever had: who wrote it, when, why, what it said before, and the entry that proves it. */
export function RowHistoryList({ register, history, request }: RowHistoryListProps) {
  const { t } = useTranslation();
  return (
    <ol className={classes.history}>
      {history.map((entry) => (
        <li key={entry.revision}>
          <p className={classes.historyHead}>
            <b>{t(`registerRow.act.${entry.act}`)}</b>
            <When at={entry.at} />
            <span>{entry.by}</span>
            {entry.act === 'approved' && request !== null && (
              <Link to="/requests/$id" params={{ id: request }} className="target">
                {t('registerRow.request')}
              </Link>
            )}
            <Link to="/evidence/$seq" params={{ seq: String(entry.ledgerSeq) }} className="target">
              {t('registerRow.ledger', { seq: entry.ledgerSeq.toLocaleString() })}
            </Link>
          </p>
          {entry.reason !== '' && <p className={classes.reason}>{entry.reason}</p>}
          <Changes register={register} entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Changes({ register, entry }: { register: Pick<Register, 'columns'>; entry: RowHistory }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (entry.changes.length === 0) return null;
  const first = entry.revision === 1;
  const titleOf = (column: string): string => {
    const title = register.columns.find(({ id }) => id === column)?.title;
    return title === undefined ? column : say(title);
  };
  const said = (text: string) => (text === '' ? <span className="quiet">{t('registerRow.nothing')}</span> : text);
  return (
    <dl className={classes.changes}>
      {entry.changes.map(({ column, before, after }) => (
        <div key={column}>
          <dt>{titleOf(column)}</dt>
          <dd>
            {!first && (
              <>
                <del>{said(say(before))}</del>
                <span aria-hidden="true"> → </span>
                <span className="unseen">{t('registerRow.becomes')}</span>
              </>
            )}
            <ins>{said(say(after))}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
