import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Difference, DifferenceSide, DifferenceState, Register } from '../api/registers-types.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './differences.module.css';

interface DifferenceTableProps {
  register: Register;
  side: DifferenceSide;
  differences: readonly Difference[];
  state: DifferenceState | undefined;
  act: (act: 'register' | 'explain', difference: Difference) => void;
}

/** Each difference with what can be done about it, in its own line. */
export function DifferenceTable({ register, side, differences, state, act }: DifferenceTableProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const strange = side === 'unregistered';
  return (
    <table className={`table cards ${classes.table}`}>
      <caption className="unseen">{t(`differences.sides.${side}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('differences.label')}</th>
          <th scope="col">{t('differences.foundAt')}</th>
          <th scope="col">{t('differences.lastSeenAt')}</th>
          <th scope="col">{t('differences.action')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={difference.id}>
            <th scope="row">
              <RowName register={register} difference={difference} />
              <span className={classes.where}>
                {say(difference.where)}
                {difference.things > 1 && <OneByOne register={register} side={side} state={state} label={difference.label} />}
              </span>
            </th>
            <td data-label={t('differences.foundAt')}>
              <When at={difference.foundAt} />
            </td>
            <td data-label={t('differences.lastSeenAt')}>
              <When at={difference.lastSeenAt} />
            </td>
            <td>
              <div className={classes.acts}>
                <Explained difference={difference} />
                {register.canEdit && (
                  <div className="row">
                    {strange && (
                      <Button size="compact-sm" onClick={() => act('register', difference)}>
                        {t('differences.register')}
                      </Button>
                    )}
                    {/* An explanation is about one thing; of many, somebody looks at each. */}
                    {difference.things === 1 && (
                      <Button size="compact-sm" variant="outline" onClick={() => act('explain', difference)}>
                        {t(difference.explanation === null ? 'differences.explain' : 'differences.reExplain')}
                      </Button>
                    )}
                  </div>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line that was not measured leads to itself. */
function RowName({ register, difference }: { register: Register; difference: Difference }) {
  const [room = '', name = ''] = register.id.split('/');
  if (difference.row === null) return <span>{difference.label}</span>;
  return (
    <Link to="/registers/$room/$name" params={{ room, name }} search={{ row: difference.row }}>
      {difference.label}
    </Link>
  );
}

/** From what many devices have to each of them. */
function OneByOne({ register, side, state, label }: Pick<DifferenceTableProps, 'register' | 'side' | 'state'> & { label: string }) {
  const { t } = useTranslation();
  const [room = '', name = ''] = register.id.split('/');
  return (
    <>
      {' '}
      <Link to="/registers/$room/$name/differences" params={{ room, name }} search={{ side, state, label }}>
        {t('differences.oneByOne')}
      </Link>
    </>
  );
}

function Explained({ difference }: { difference: Difference }) {
  const { t } = useTranslation();
  const { explanation } = difference;
  if (explanation === null) return null;
  return (
    <p className="small">
      <b>{t('differences.explained', { until: explanation.until })}</b> {explanation.reason}{' '}
      <span className="quiet">
        {explanation.by} <When at={explanation.at} />
      </span>
    </p>
  );
}
