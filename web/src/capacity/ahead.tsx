import { useTranslation } from 'react-i18next';
import type { Profile } from '../api/capacity-types.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './capacity.module.css';
import { useCapacityWords } from './said.ts';

/** The busiest hour of each day to come, and how the forecast of a week ago came out. */
export function WeekAhead({ profile: { ahead, metric }, limit }: { profile: Profile; limit: number | null }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  if (ahead.because !== null) return <p>{t(`capacity.aheadSilent.${ahead.because}`)}</p>;
  const reach = ({ expected, high }: { expected: number; high: number }) =>
    limit === null || high < limit ? null : expected >= limit ? 'reaches' : 'mayReach';
  return (
    <>
      <Scroll label={t('capacity.ahead')}>
        <table className="table">
          <thead>
            <tr>
              {(['aheadDay', 'aheadHour', 'aheadExpected', 'aheadRange'] as const).map((key) => (
                <th key={key} scope="col" className={key === 'aheadDay' ? undefined : 'right'}>
                  {t(`capacity.${key}`)}
                </th>
              ))}
              {limit !== null && <th scope="col">{t('capacity.aheadLimit', { limit: words.value(metric, limit) })}</th>}
            </tr>
          </thead>
          <tbody>
            {ahead.days.map((one) => {
              const reached = reach(one);
              return (
                <tr key={one.day}>
                  <th scope="row" className="number">
                    {one.day} {t(`capacity.weekdays.d${new Date(`${one.day}T00:00:00Z`).getUTCDay() as 0}`)}
                  </th>
                  <td className="right number">{t('capacity.aheadAt', { hour: one.hour })}</td>
                  <td className="right number">{words.value(metric, one.expected)}</td>
                  <td className="right number">
                    {t('capacity.aheadFromTo', { low: words.value(metric, one.low), high: words.value(metric, one.high) })}
                  </td>
                  {limit !== null && (
                    <td>{reached === null ? '－' : <span className={classes.warned}>{t(`capacity.aheadReach.${reached}`)}</span>}</td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <p className="quiet">{ahead.hits === null ? t('capacity.aheadNoHits') : t('capacity.aheadHits', ahead.hits)}</p>
    </>
  );
}
