import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LedgerRow } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** Entries, newest first. The number leads to the entry and its proof. */
export function LedgerTable({ entries }: { entries: readonly LedgerRow[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={t('evidence.entries')}>
      <table className="table">
        <caption className="unseen">{t('evidence.entries')}</caption>
        <thead>
          <tr>
            <th scope="col" className="right">
              {t('evidence.seq')}
            </th>
            <th scope="col">{t('evidence.at')}</th>
            <th scope="col">{t('evidence.kind')}</th>
            <th scope="col">{t('evidence.subject')}</th>
            <th scope="col">{t('evidence.actor')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq}>
              <th scope="row" className="right">
                <Link to="/evidence/$seq" params={{ seq: String(entry.seq) }}>
                  {entry.seq.toLocaleString()}
                </Link>
              </th>
              <td>
                <When at={entry.at} />
              </td>
              <td>
                {say(entry.kindWords)}
                {entry.erased && <span className="small quiet"> ({t('evidence.erased')})</span>}
              </td>
              <td>{entry.subjectWords === null ? <code>{entry.subject}</code> : say(entry.subjectWords)}</td>
              <td>{entry.actorName ?? (entry.actor === 'server' ? t('evidence.system') : entry.actor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
