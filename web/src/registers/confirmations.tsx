import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Register } from '../api/registers-types.ts';
import { Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import classes from './register.module.css';

/** Who said when that the register is true and complete, each with its entry in the ledger. */
export function Confirmations({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { confirmations } = register;
  return (
    <div className="no-print">
      <Section title={t('registerConfirm.history')}>
        {confirmations.length === 0 ? (
          <p className="quiet">{t('registerConfirm.historyNone')}</p>
        ) : (
          <table className={`table cards ${classes.confirmations}`}>
            <caption className="unseen">{t('registerConfirm.history')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('registerConfirm.when')}</th>
                <th scope="col">{t('registerConfirm.by')}</th>
                <th scope="col" className="right">
                  {t('registerConfirm.rowsColumn')}
                </th>
                <th scope="col">{t('registerConfirm.noteColumn')}</th>
                <th scope="col">{t('registerConfirm.proof')}</th>
              </tr>
            </thead>
            <tbody>
              {confirmations.map((confirmation) => (
                <tr key={confirmation.ledgerSeq}>
                  <th scope="row">
                    <When at={confirmation.at} />
                  </th>
                  <td data-label={t('registerConfirm.by')}>{confirmation.by}</td>
                  <td className="right" data-label={t('registerConfirm.rowsColumn')}>
                    {confirmation.rows.toLocaleString()}
                  </td>
                  <td data-label={t('registerConfirm.noteColumn')}>{confirmation.note}</td>
                  <td data-label={t('registerConfirm.proof')}>
                    <Link to="/evidence/$seq" params={{ seq: String(confirmation.ledgerSeq) }}>
                      {t('registerRow.ledger', { seq: confirmation.ledgerSeq.toLocaleString() })}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </div>
  );
}
