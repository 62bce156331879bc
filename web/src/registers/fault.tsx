import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** The server's own words, which name the line, the field or the number; else those of the code. */
export function useRegisterWords(): (error: unknown) => string | null {
  const { language } = useSaid();
  return (error) => {
    const own = error instanceof ApiError ? error.params[language] : undefined;
    return typeof own === 'string' ? own : null;
  };
}

export function RegisterFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const own = useRegisterWords()(error);
  if (own === null) return <Fault error={error} />;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {own}
    </Notice>
  );
}

/** Whether somebody else changed the line since it was read: then the person chooses. Another conflict is a line with the same key. */
export const isStale = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'conflict' && typeof error.params.revision === 'number';
