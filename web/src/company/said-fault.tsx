import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** A refusal in the server's own words, where it gave some (what a value must look like, why a file cannot be read). */
export function SaidFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const said = error instanceof ApiError ? error.params[language] : undefined;
  if (typeof said !== 'string') return <Fault error={error} />;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {said}
    </Notice>
  );
}
