import { useTranslation } from 'react-i18next';
import type { AskList } from '../api/live-types.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './live.module.css';

/** What cannot be asked, and why: the company sees the rule that it is under. */
export function Refused({ refused }: { refused: AskList['refused'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <details className={classes.refused}>
      <summary>{t('live.form.refusedTitle')}</summary>
      <p>{t('live.form.refusedLead')}</p>
      <dl>
        {refused.map(({ because, names }) => (
          <div key={names[0]}>
            <dt>{say(because)}</dt>
            <dd className="mono">{names.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
