import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Closure, type Company, type FactHistory, factHistoryQuery } from '../api/company.ts';
import { Answer } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import classes from './company.module.css';
import type { Hours } from './fact-draft.ts';

const keys = [
  'name',
  'headcount',
  'sites',
  'businessHours',
  'openWeekdays',
  'closures',
  'fiscalYearStartMonth',
  'approvalsNeeded',
  'quietHours',
  'wareki',
] as const;

/** How one fact came to be what it is: every version with its day and its author. */
export function History({ company }: { company: Company }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [key, setKey] = useState<string>('name');
  const query = useQuery(factHistoryQuery(key));
  const options = [
    ...keys.map((value) => ({ value: value as string, label: t(`company.fields.${value}`) })),
    ...company.conditions.map(({ key: value, title }) => ({ value, label: say(title) })),
  ];
  return (
    <div className="stack">
      <NativeSelect
        className={`${classes.middle} no-print`}
        label={t('company.history.of')}
        value={key}
        data={options}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Answer query={query} what={t('company.history.title')}>
        {(history) => <Versions history={history} />}
      </Answer>
    </div>
  );
}

function Versions({ history }: { history: FactHistory }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const saidOf = useSaidFact();
  if (history.versions.length === 0) return <p className="quiet">{t('company.history.none')}</p>;
  return (
    <Scroll label={t('company.history.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('evidence.at')}</th>
            <th scope="col">{say(history.title)}</th>
            <th scope="col">{t('values.by')}</th>
          </tr>
        </thead>
        <tbody>
          {history.versions.map(({ version, value, setAt, by }) => (
            <tr key={version}>
              <td>
                <When at={setAt} />
                <div className="small quiet">{t('values.version', { version })}</div>
              </td>
              <td>{saidOf(history.key, value)}</td>
              <td>{say(by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A stored fact in words. */
function useSaidFact(): (key: string, value: unknown) => string {
  const { t } = useTranslation();
  return (key, value) => {
    if (value === null) return key === 'quietHours' ? t('company.hours.none') : t('company.nobody');
    if (typeof value === 'boolean') return t(value ? 'values.yes' : 'values.no');
    if (key === 'fiscalYearStartMonth') return t(`company.months.m${value as 1}`);
    if (key === 'approvalsNeeded') return t('company.approvals', { count: value as number });
    if (key === 'openWeekdays') return (value as number[]).map((day) => t(`company.weekdays.d${day as 0}`)).join(' ');
    if (key === 'closures') return (value as Closure[]).map(({ name, from, to }) => `${name} ${from}〜${to}`).join(' / ');
    if (Array.isArray(value)) return value.join(' / ');
    if (typeof value === 'object') return `${(value as Hours).from}〜${(value as Hours).to}`;
    return String(value);
  };
}
