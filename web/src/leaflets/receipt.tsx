import { useTranslation } from 'react-i18next';
import type { OpenLeaflet } from '../api/leaflets.ts';
import { Mark } from '../pieces/mark.tsx';
import { When } from '../pieces/when.tsx';
import classes from './reader.module.css';

/** When it was confirmed, and the number under which the ledger keeps it. */
export function Receipt({ acknowledged, version }: { acknowledged: NonNullable<OpenLeaflet['acknowledged']>; version: string }) {
  const { t } = useTranslation();
  const { at, method, receipt, carried } = acknowledged;
  return (
    <div className={classes.receipt} role="status">
      <p className={classes.receiptTitle}>
        <Mark verdict="pass" />
        {t('leaflet.done')}
      </p>
      <dl className={classes.receiptFacts}>
        <div>
          <dt>{t('leaflet.doneAt')}</dt>
          <dd>
            <When at={at} />
          </dd>
        </div>
        <div>
          <dt>{t('leaflet.doneVersion')}</dt>
          <dd className="number">{version}</dd>
        </div>
        <div>
          <dt>{t('leaflet.doneReceipt')}</dt>
          <dd className="number">{receipt.toLocaleString()}</dd>
        </div>
      </dl>
      {carried && <p>{t('leaflet.doneCarried')}</p>}
      {method === 'paper' && <p>{t('leaflet.donePaper')}</p>}
      <p>{t('leaflet.doneKept')}</p>
    </div>
  );
}
