import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** Codes whose general words speak of procedures; a case says the same in its own. */
const ownWords = ['conflict', 'same-person', 'wrong-state', 'not-ready'] as const;

/** What was refused about a case: the server's own words where it gives some, else those for cases. */
export function CaseFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  if (!(error instanceof ApiError)) return <Fault error={error} />;
  const said = error.params[language];
  if (typeof said === 'string')
    return (
      <Notice kind="error" title={t('fault.title')}>
        {said}
      </Notice>
    );
  if (error.code === 'not-ready' && error.params.what === 'file') return <Notice kind="error">{t('cases.next.lacksFile')}</Notice>;
  const own = ownWords.find((code) => code === error.code);
  if (own === undefined) return <Fault error={error} />;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {t(`cases.faults.${own}`)}
    </Notice>
  );
}
