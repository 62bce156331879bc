import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { change } from '../api/client.ts';
import type { LedgerCheck } from '../api/types.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './ledger.module.css';

/** Recomputes the whole tree on the server and says what it found, problem by problem. */
export function VerifyButton() {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => change<LedgerCheck>('POST', '/api/ledger/verify') });
  return (
    <div className={classes.verify}>
      <Button className="no-print" onClick={() => verify.mutate()} loading={verify.isPending}>
        {verify.isPending ? t('evidence.verifying') : t('evidence.verify')}
      </Button>
      <Fault error={verify.error} />
      {verify.data !== undefined && <Result result={verify.data} />}
    </div>
  );
}

function Result({ result }: { result: LedgerCheck }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (result.ok) {
    return (
      <Notice kind="done" title={t('evidence.verified')}>
        {t('evidence.verifiedBody', { size: result.size.toLocaleString(), seconds: (result.durationMs / 1000).toFixed(1) })}
      </Notice>
    );
  }
  return (
    <Notice kind="error" title={t('evidence.broken')}>
      <ul>
        {result.problems.map((problem) => (
          <li key={problem.en}>{say(problem)}</li>
        ))}
      </ul>
      <p>{t('evidence.brokenBody')}</p>
    </Notice>
  );
}
