import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../api/company.ts';
import { useSaid } from '../pieces/said.ts';

/** The yes/no answers in words. They are changed in the interview, where one sees what they would leave out. */
export function ConditionsList({ conditions }: { conditions: readonly Condition[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <dl className="facts">
        {conditions.map(({ key, title, value }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{say(title)}</dt>
            <dd>
              {value === null ? <span className="quiet">{t('company.unanswered')}</span> : <b>{t(value ? 'values.yes' : 'values.no')}</b>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small">
        <Link to="/procedures/start" hash="conditions">
          {t('company.changeConditions')}
        </Link>
      </p>
    </>
  );
}
