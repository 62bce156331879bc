import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ledgerPageSize, ledgerQuery } from '../api/queries.ts';
import type { LedgerList } from '../api/types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { CopyBox } from '../pieces/copy.tsx';
import { Page, Panel, Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { LedgerFilters } from './filters.tsx';
import classes from './ledger.module.css';
import { PackForm } from './pack-form.tsx';
import { LedgerTable } from './table.tsx';
import { VerifyButton } from './verify.tsx';

/** The ledger: that it is whole, what to hand to an auditor, and what it holds. */
export function LedgerPage() {
  const { t } = useTranslation();
  const page = useSearch({ from: '/inside/evidence' });
  const query = useQuery(ledgerQuery(page));
  const { hash } = useLocation();
  const control = hash.startsWith('pack-') ? hash.slice(5) : undefined;
  return (
    <Page title={t('evidence.title')} lead={t('evidence.lead')}>
      <Answer query={query} what={t('evidence.title')}>
        {(ledger) => (
          <>
            <Standing ledger={ledger} />
            <div className={classes.pair}>
              <Section id="pack" title={t('evidence.pack')} lead={t('evidence.packLead')}>
                <PackForm key={control} control={control} />
              </Section>
              <Section id="checkpoint" title={t('evidence.checkpoint')} lead={t('evidence.checkpointLead')}>
                {ledger.checkpoint === '' ? (
                  <p className="quiet">{t('evidence.none')}</p>
                ) : (
                  <>
                    <CopyBox text={ledger.checkpoint} label={t('evidence.checkpoint')} />
                    <p className="small quiet">{t('evidence.verifierKey')}</p>
                    <CopyBox text={ledger.verifierKey} label={t('evidence.verifierKey')} />
                  </>
                )}
              </Section>
            </div>
            <Entries ledger={ledger} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Standing({ ledger }: { ledger: LedgerList }) {
  const { t } = useTranslation();
  return (
    <Panel>
      <div className={classes.standing}>
        <dl className={classes.figures}>
          <div>
            <dt>{t('evidence.size')}</dt>
            <dd className={classes.figure}>{t('evidence.sizeSaid', { size: ledger.size.toLocaleString() })}</dd>
          </div>
          <div>
            <dt>{t('evidence.checkpointAt')}</dt>
            <dd className={classes.figure}>
              <When at={ledger.checkpointAt} />
            </dd>
          </div>
        </dl>
        <VerifyButton />
      </div>
    </Panel>
  );
}

function Entries({ ledger }: { ledger: LedgerList }) {
  const { t } = useTranslation();
  const page = useSearch({ from: '/inside/evidence' });
  const filtered = page.kind !== undefined || page.subject !== undefined;
  const oldest = ledger.entries.at(-1);
  const more = oldest !== undefined && oldest.seq > 0 && ledger.entries.length === ledgerPageSize;
  return (
    <Section id="entries" title={t('evidence.entries')}>
      <LedgerFilters page={page} kinds={ledger.entries} />
      {ledger.entries.length === 0 ? (
        <Empty title={filtered ? t('evidence.noneFiltered') : t('evidence.none')}>
          {filtered && (
            <Link to="/evidence" search={{}}>
              {t('action.clear')}
            </Link>
          )}
        </Empty>
      ) : (
        <LedgerTable entries={ledger.entries} />
      )}
      <nav className={`${classes.turn} no-print`} aria-label={t('pages.label')}>
        {page.before !== undefined && (
          <Link to="/evidence" search={{ ...page, before: undefined }}>
            ← {t('evidence.newest')}
          </Link>
        )}
        {more && (
          <Link to="/evidence" search={{ ...page, before: oldest.seq }} className={classes.older}>
            {t('evidence.older')} →
          </Link>
        )}
      </nav>
    </Section>
  );
}
