import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

const ownWords = ['conflict', 'same-person', 'wrong-state', 'reason-required', 'body-too-large'] as const;

/** What was refused: the server's own words where it gives some, else those for scans. */
export function ScanFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  if (!(error instanceof ApiError)) return <Fault error={error} />;
  const said = error.params[language];
  const own = ownWords.find((code) => code === error.code);
  if (typeof said !== 'string' && own === undefined) return <Fault error={error} />;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {typeof said === 'string' ? said : t(`scans.faults.${own!}`)}
    </Notice>
  );
}
