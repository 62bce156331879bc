import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestDetail } from '../api/requests.ts';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import type { Done } from './done.ts';
import { LedgerLink } from './ledger-link.tsx';

/** What was just done, what follows from it, and under which number the ledger keeps it. */
export function Receipt({ done, request }: { done: Done; request: RequestDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever decided at the end of the page sees what came of it
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
  }, [done]);
  const decided = done === 'approve' || done === 'deny' || done === 'return';
  // The decision's own entry; what followed from it stands behind it in the history.
  const seq = Math.max(0, ...(decided ? request.decisions : request.events).map(({ ledgerSeq }) => ledgerSeq ?? 0));
  const approvedWholly = done === 'approve' && request.state !== 'submitted';
  const next = request.route.find(({ state }) => state === 'now');
  return (
    <div ref={place}>
      <Notice kind="done" title={t(`requests.done.${done}`)}>
        {(done === 'submit' || (done === 'approve' && !approvedWholly)) && next !== undefined && (
          <p>{t('requests.done.next', { step: say(next.title) })}</p>
        )}
        {approvedWholly && request.row !== null && (
          <p>{t('requests.done.row', { register: say(request.row.title), number: request.row.number })}</p>
        )}
        {approvedWholly && request.validUntil !== null && <p>{t('requests.done.until', { date: request.validUntil })}</p>}
        {done === 'keep' && <p>{t('requests.done.keepBody')}</p>}
        {done === 'return' && <p>{t('requests.done.returnBody')}</p>}
        {done === 'deny' && <p>{t('requests.done.denyBody')}</p>}
        {seq > 0 && done !== 'keep' && (
          <p className="small">
            {t('requests.done.ledger')} <LedgerLink seq={seq} />
          </p>
        )}
        {decided && (
          <div className="row">
            <LinkButton to="/requests" search={{ scope: 'waiting' }} variant="outline" size="compact-md">
              {t('requests.toWaiting')}
            </LinkButton>
            <Link to="/today" className="target">
              {t('nav.today')}
            </Link>
          </div>
        )}
      </Notice>
    </div>
  );
}
