import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RequestDetail } from '../api/requests.ts';
import { CaseName } from '../cases/of-other.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { kindAddress } from './address.ts';
import classes from './requests.module.css';

/** What the approval brought about: the line of a register that checks go by, the case that began, and what is still to be reported. */
export function Result({ request: { row, closing, case: opened } }: { request: RequestDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('requests.result')}>
      <dl className={classes.answers}>
        {row !== null && (
          <div>
            <dt>{t('requests.row')}</dt>
            <dd>
              <Link
                to="/registers/$room/$name"
                params={kindAddress(row.register)}
                search={{ row: row.id, state: 'all' }}
                className="target"
              >
                {say(row.title)} {row.number}
              </Link>
            </dd>
          </div>
        )}
        {opened !== null && (
          <div>
            <dt>{t('cases.ofRequest')}</dt>
            <dd>
              <CaseName of={opened} />
            </dd>
          </div>
        )}
        {closing !== null && (
          <div>
            <dt>{t('requests.closing')}</dt>
            <dd>
              <Link to="/duties/$id" params={{ id: closing.occurrence }} className="target">
                {say(closing.title)}
              </Link>{' '}
              <span className="small number">
                {closing.done ? t('requests.closingDone') : t('requests.closingDue', { date: dayOf(new Date(closing.dueAt)) })}
              </span>
            </dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
