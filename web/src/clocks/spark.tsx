import { useTranslation } from 'react-i18next';
import type { ClockOfDevice } from '../api/clocks.ts';
import classes from './clocks.module.css';
import { saidMs } from './ms.ts';

const [width, height, shownDays] = [150, 30, 30];
const dayMs = 86_400_000;

/**
 * Thirty days: for each a bar from least to greatest and a point at the middle. The dashed lines are the limit; where
 * everything stays far inside it they bound the drawing, so that a steady clock looks steady.
 */
export function Spark({ name, days, limitMs }: { name: string; days: ClockOfDevice['days']; limitMs: number }) {
  const { t } = useTranslation();
  if (days.length === 0) return <span className="quiet">{t('clocks.noTrend')}</span>;
  const [min, max] = [Math.min(...days.map((day) => day.minMs)), Math.max(...days.map((day) => day.maxMs))];
  const reach = Math.max(limitMs, Math.abs(min), Math.abs(max)) * 1.1;
  const last = Date.parse(days.at(-1)!.day);
  const x = (day: string) => width - 3 - ((last - Date.parse(day)) / dayMs) * ((width - 6) / (shownDays - 1));
  const y = (ms: number) => height / 2 - (ms / reach) * (height / 2 - 1);
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('clocks.trendOf', { name, min: saidMs(min), max: saidMs(max) })}
    >
      <line className={classes.zero} x1={0} x2={width} y1={y(0)} y2={y(0)} />
      {[limitMs, -limitMs].map((limit) => (
        <line key={limit} className={classes.limit} x1={0} x2={width} y1={y(limit)} y2={y(limit)} />
      ))}
      {days.map((day) => (
        <line
          key={day.day}
          className={Math.max(Math.abs(day.minMs), Math.abs(day.maxMs)) > limitMs ? classes.over : classes.span}
          x1={x(day.day)}
          x2={x(day.day)}
          y1={y(day.minMs) + 0.75}
          y2={y(day.maxMs) - 0.75}
        />
      ))}
    </svg>
  );
}
