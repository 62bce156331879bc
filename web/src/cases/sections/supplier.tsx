import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sheetsQuery } from '../../api/suppliers.ts';
import { Answer } from '../../pieces/answer.tsx';
import { Section } from '../../pieces/page.tsx';
import { Compared } from '../../suppliers/compared.tsx';
import { SheetCard } from '../../suppliers/sheet-card.tsx';
import classes from '../../suppliers/suppliers.module.css';
import type { SectionProps } from './index.ts';

/** The sheets of a supplier, its answers beside those of last year, and what it delivered. */
export function SupplierSection({ detail, refresh }: SectionProps) {
  const { t } = useTranslation();
  const query = useQuery(sheetsQuery(detail.id, detail.revision));
  return (
    <Answer query={query} what={t('suppliers.sheets')}>
      {({ sheets, deliveries }) => {
        const [now, before] = sheets.filter(({ state }) => state === 'submitted');
        return (
          <>
            <Section title={t('suppliers.sheets')} lead={t('suppliers.sheetsLead')}>
              <div className={classes.stack}>
                {sheets.length === 0 && <p className="quiet">{t('suppliers.noSheets')}</p>}
                {sheets.map((sheet) => (
                  <SheetCard
                    key={sheet.id}
                    sheet={sheet}
                    done={() => {
                      void query.refetch();
                      refresh();
                    }}
                  />
                ))}
                {now !== undefined && <Compared now={now} before={before ?? null} />}
              </div>
            </Section>
            {deliveries.length > 0 && (
              <Section title={t('suppliers.deliveries')}>
                <ul>
                  {deliveries.map(({ at, what, deliveredOn, acceptance }) => (
                    <li key={at}>
                      <span className="number">{deliveredOn}</span> {what}{' '}
                      {acceptance === null ? (
                        <span className={classes.flag}>{t('suppliers.noAcceptance')}</span>
                      ) : (
                        <Link to="/cases/$id" params={{ id: acceptance }}>
                          {t('suppliers.accept')}
                        </Link>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        );
      }}
    </Answer>
  );
}
