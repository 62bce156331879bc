import { useTranslation } from 'react-i18next';
import type { Profile } from '../api/capacity-types.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './capacity.module.css';
import { useCapacityWords } from './said.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** A week of hours as a table that is also a picture: the number stands in each cell, its colour only helps to find the peaks. */
export function WeekProfile({ profile, limit }: { profile: Profile; limit: number | null }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  if (profile.weeks < 1) return <p>{t('capacity.profileEmpty')}</p>;
  const byHour = new Map(profile.hours.map((hour) => [hour.weekday * 24 + hour.hour, hour]));
  const most = Math.max(1, limit ?? 0, ...profile.hours.map(({ mean }) => mean));
  return (
    <Scroll label={t('capacity.profile')}>
      <table className={classes.profile}>
        <thead>
          <tr>
            <th scope="col">{t('capacity.hour')}</th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => {
            const name = t(`capacity.weekdays.d${weekday}`);
            return (
              <tr key={weekday}>
                <th scope="row">{name}</th>
                {hours.map((hour) => {
                  const cell = byHour.get(weekday * 24 + hour);
                  if (cell === undefined) return <td key={hour}>－</td>;
                  const said = t('capacity.profileSaid', {
                    weekday: name,
                    hour,
                    mean: words.value(profile.metric, cell.mean),
                    max: words.value(profile.metric, cell.max),
                  });
                  return (
                    <td
                      key={hour}
                      title={said}
                      className={limit !== null && cell.max >= limit ? classes.reached : undefined}
                      style={{ background: `color-mix(in srgb, var(--accent) ${Math.round((45 * cell.mean) / most)}%, transparent)` }}
                    >
                      {Math.round(cell.mean)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
