import { ApiError } from '../api/client.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** What the server says in its own words, where it does; else the words of the fault's code. */
export function OwnFault({ error }: { error: unknown }) {
  const { language } = useSaid();
  const own = error instanceof ApiError ? error.params[language] : undefined;
  return typeof own === 'string' ? <Notice kind="error">{own}</Notice> : <Fault error={error} />;
}
