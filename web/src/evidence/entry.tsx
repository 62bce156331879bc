import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerEntryQuery } from '../api/queries.ts';
import type { LedgerEntry } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { CopyBox } from '../pieces/copy.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './ledger.module.css';

/** One entry: what it says, and the hashes that tie it to the signed root. */
export function EntryPage() {
  const { seq } = useParams({ from: '/inside/evidence/$seq' });
  const { t } = useTranslation();
  const query = useQuery(ledgerEntryQuery(seq));
  const at = Number(seq);
  return (
    <Page
      key={seq}
      eyebrow={<Link to="/evidence">{t('nav.evidence')}</Link>}
      title={t('entry.title', { seq: at.toLocaleString() })}
      actions={
        <nav className="row" aria-label={t('pages.label')}>
          {at > 0 && (
            <Link to="/evidence/$seq" params={{ seq: String(at - 1) }}>
              ← {t('entry.previous')}
            </Link>
          )}
          <Link to="/evidence/$seq" params={{ seq: String(at + 1) }}>
            {t('entry.next')} →
          </Link>
        </nav>
      }
    >
      <Answer query={query} what={t('nav.evidence')}>
        {(entry) => <EntryBody entry={entry} />}
      </Answer>
    </Page>
  );
}

function EntryBody({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('evidence.at'), <When key="at" at={entry.at} />],
    [t('evidence.kind'), say(entry.kindWords)],
    [t('evidence.actor'), entry.actorName ?? (entry.actor === 'server' ? t('evidence.system') : entry.actor)],
    [t('evidence.subject'), entry.subjectWords === null ? <code key="subject">{entry.subject}</code> : say(entry.subjectWords)],
    [t('entry.digest'), <code key="digest">{entry.digest}</code>],
  ];
  return (
    <>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <Row key={label} label={label}>
            {value}
          </Row>
        ))}
      </dl>
      <Section id="content" title={t('entry.content')}>
        {entry.erased ? (
          <Notice kind="info" title={t('evidence.erased')}>
            {t('evidence.erasedBody')}
          </Notice>
        ) : entry.payload === null || entry.payload === undefined ? (
          <p className="quiet">{t('entry.noContent')}</p>
        ) : (
          <pre className={classes.payload}>{JSON.stringify(entry.payload, null, 2)}</pre>
        )}
      </Section>
      <Section id="proof" title={t('entry.proof')} lead={t('entry.proofLead')}>
        <Proof entry={entry} />
      </Section>
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Proof({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="facts">
        <Row label={t('entry.leaf')}>
          <code>{entry.leafHash}</code>
        </Row>
        {entry.proof !== null && (
          <>
            <Row label={t('entry.treeSize')}>
              <span className="number">{entry.proof.size.toLocaleString()}</span>
            </Row>
            <Row label={t('entry.root')}>
              <code>{entry.proof.root}</code>
            </Row>
            <Row label={t('entry.path')}>
              <details className={classes.path}>
                <summary>{t('entry.pathSaid', { count: entry.proof.hashes.length })}</summary>
                <ol>
                  {entry.proof.hashes.map((hash) => (
                    <li key={hash}>
                      <code>{hash}</code>
                    </li>
                  ))}
                </ol>
              </details>
            </Row>
          </>
        )}
      </dl>
      {entry.proof === null && <Notice kind="info">{t('entry.noProof')}</Notice>}
      <p className="small quiet">{t('entry.bytes')}</p>
      <CopyBox text={entry.entryBytes} label={t('entry.bytes')} />
    </>
  );
}
