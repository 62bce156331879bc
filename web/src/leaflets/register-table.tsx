import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Register, RegisterEntry } from '../api/leaflets.ts';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { dayOf, When } from '../pieces/when.tsx';
import classes from './register.module.css';

interface RegisterTableProps {
  register: Register;
  /** The requests chosen for recording paper; null where nothing can be recorded. */
  chosen: ReadonlySet<string> | null;
  choose: (chosen: ReadonlySet<string>) => void;
}

export function RegisterTable({ register, chosen, choose }: RegisterTableProps) {
  const { t } = useTranslation();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <Scroll label={t('acknowledgements.title')}>
      <table className={`table cards ${classes.table}`}>
        <caption className="unseen">{t('acknowledgements.lead')}</caption>
        <thead>
          <tr>
            {chosen !== null && (
              <th scope="col" className="no-print">
                <span className="unseen">{t('acknowledgements.paper')}</span>
              </th>
            )}
            <th scope="col">{t('acknowledgements.name')}</th>
            <th scope="col">{t('acknowledgements.state')}</th>
            <th scope="col">{t('acknowledgements.when')}</th>
            <th scope="col">{t('acknowledgements.method')}</th>
            <th scope="col">{t('acknowledgements.due')}</th>
            <th scope="col">{t('acknowledgements.reminders')}</th>
          </tr>
        </thead>
        <tbody>
          {register.entries.map((entry) => (
            <tr key={entry.person.id}>
              {chosen !== null && (
                <td className={`${classes.choose} no-print`}>
                  {isOpen(entry) && (
                    <Checkbox
                      aria-label={t('acknowledgements.choose', { name: entry.person.name })}
                      checked={chosen.has(entry.request!)}
                      onChange={() => toggle(entry.request!)}
                    />
                  )}
                </td>
              )}
              <Row entry={entry} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const isOpen = ({ state }: RegisterEntry): boolean => state === 'open' || state === 'overdue';

function Row({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { person, state, method } = entry;
  return (
    <>
      <th scope="row">
        {person.name === '' ? t('acknowledgements.unknownPerson') : person.name}
        {person.name !== '' && !person.active && <span className="small quiet"> ({t('acknowledgements.left')})</span>}
        <div className="small quiet">
          {[person.department, isOpen(entry) && !entry.hasAddress ? t('acknowledgements.noAddress') : null]
            .filter((text) => text !== null)
            .join(' · ')}
        </div>
      </th>
      <td data-label={t('acknowledgements.state')}>
        <span className={`${classes.state} ${classes[state]}`}>{t(`acknowledgements.stateOf.${state}`)}</span>
      </td>
      <td data-label={t('acknowledgements.when')}>
        <div>
          {entry.acknowledgedAt === null ? <span className="quiet">－</span> : <When at={entry.acknowledgedAt} />}
          {entry.receipt !== null && (
            <div className="small">
              <Link to="/evidence/$seq" params={{ seq: String(entry.receipt) }}>
                {t('acknowledgements.receipt')} {t('acknowledgements.receiptSaid', { seq: entry.receipt.toLocaleString() })}
              </Link>
            </div>
          )}
        </div>
      </td>
      <td data-label={t('acknowledgements.method')}>
        <div>
          {method === null ? <span className="quiet">－</span> : t(`acknowledgements.methods.${method}`, { on: entry.paperOn ?? '' })}
          {entry.carried && <div className="small quiet">{t('acknowledgements.carried')}</div>}
          {entry.recordedBy !== null && (
            <div className="small quiet">{t('acknowledgements.recordedBy', { name: say(entry.recordedBy) })}</div>
          )}
          {entry.note !== null && <div className="small">{entry.note}</div>}
        </div>
      </td>
      <td className="number" data-label={t('acknowledgements.due')}>
        {entry.dueOn ?? <span className="quiet">－</span>}
      </td>
      <td className="number" data-label={t('acknowledgements.reminders')}>
        {entry.remindedAt === null ? (
          <span className="quiet">{t('acknowledgements.noReminders')}</span>
        ) : (
          t('acknowledgements.remindersSaid', { count: entry.reminders, date: dayOf(new Date(entry.remindedAt)) })
        )}
      </td>
    </>
  );
}
