import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** The server's own words for a file or a field, where it gives some; else those of the code. */
export function useOwnWords(): (error: unknown) => string | null {
  const { language } = useSaid();
  return (error) => {
    const own = error instanceof ApiError ? error.params[language] : undefined;
    return typeof own === 'string' ? own : null;
  };
}

export function StaffFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const own = useOwnWords()(error);
  if (own === null) return <Fault error={error} />;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {own}
    </Notice>
  );
}
