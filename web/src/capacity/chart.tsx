import { useTranslation } from 'react-i18next';
import type { CapacitySeries, SeriesPoint } from '../api/capacity-types.ts';
import { dayOf, momentOf } from '../pieces/when.tsx';
import classes from './capacity.module.css';
import { useCapacityWords } from './said.ts';

const width = 760;
const height = 260;
const left = 52;
const right = 12;
const top = 14;
const bottom = 30;
const dayMs = 86_400_000;
/** The forecast is drawn so far ahead at most: a disk that fills in a year would press the past into a corner. */
const aheadMsMax = 120 * dayMs;

/** Runs without a gap: where the next point is further away than one step and a half, the line ends. */
export function runsOf(points: readonly SeriesPoint[], stepMs: number): SeriesPoint[][] {
  const runs: SeriesPoint[][] = [];
  for (const point of points) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && Date.parse(point.at) - Date.parse(last.at) <= stepMs * 1.5) runs.at(-1)!.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** A round number above the highest: 100 for percent. */
function ceilingOf(series: CapacitySeries): number {
  const most = Math.max(series.limit ?? 0, ...series.points.map(({ max }) => max));
  if (series.metric !== 'response' && series.metric !== 'load') return 100;
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return Math.ceil((most * 1.05) / scale) * scale || 1;
}

/** A series as a picture, said in words beside it; the table below holds the same numbers. */
export function Chart({ series }: { series: CapacitySeries }) {
  const { t } = useTranslation();
  const words = useCapacityWords();
  const { points, metric, outlook, limit } = series;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return <p>{t('capacity.noPoints')}</p>;
  const from = Date.parse(first.at);
  const now = Date.parse(last.at) + series.stepMs;
  const full = outlook?.fullOn ? Date.parse(`${outlook.fullOn}T00:00:00`) : null;
  const latest = outlook?.highOn ? Date.parse(`${outlook.highOn}T00:00:00`) : full;
  const to = full === null ? now : Math.max(now, Math.min(latest ?? full, now + aheadMsMax));
  const ceiling = ceilingOf(series);
  const x = (at: number) => left + ((at - from) / Math.max(1, to - from)) * (width - left - right);
  const y = (value: number) => height - bottom - (Math.min(value, ceiling) / ceiling) * (height - top - bottom);
  const path = (run: readonly SeriesPoint[], value: (point: SeriesPoint) => number) =>
    run.map((point) => `${x(Date.parse(point.at)).toFixed(1)},${y(value(point)).toFixed(1)}`);
  const runs = runsOf(points, series.stepMs);
  const end = x(now - series.stepMs);
  const clip = (at: number) => Math.min(x(at), width - right);
  const lowest = Math.min(...points.map(({ min }) => min));
  const highest = Math.max(...points.map(({ max }) => max));
  const said = t('capacity.chartSaid', {
    from: dayOf(new Date(from)),
    to: momentOf(last.at),
    count: points.length,
    min: words.value(metric, lowest),
    max: words.value(metric, highest),
    last: words.value(metric, last.last),
  });
  return (
    <figure>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${t('capacity.chart', { metric: t(`capacity.metric.${metric}`) })}: ${said}`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part}>
            <line
              className={classes.axis}
              x1={left}
              x2={width - right}
              y1={y(part * ceiling)}
              y2={y(part * ceiling)}
              opacity={part === 0 ? 1 : 0.35}
            />
            <text className={classes.tick} x={left - 6} y={y(part * ceiling) + 4} textAnchor="end">
              {Math.round(part * ceiling)}
            </text>
          </g>
        ))}
        {[0, 0.5, 1].map((part) => (
          <text
            key={part}
            className={classes.tick}
            x={left + part * (width - left - right)}
            y={height - 8}
            textAnchor={part === 0 ? 'start' : part === 1 ? 'end' : 'middle'}
          >
            {dayOf(new Date(from + part * (to - from)))}
          </text>
        ))}
        {runs.map((run) => (
          <g key={run[0]!.at}>
            <polygon
              className={classes.band}
              points={[...path(run, ({ max }) => max), ...path(run, ({ min }) => min).toReversed()].join(' ')}
            />
            {run.length === 1 ? (
              <circle className={classes.dot} cx={x(Date.parse(run[0]!.at))} cy={y(run[0]!.mean)} r={2} />
            ) : (
              <polyline className={classes.line} points={path(run, ({ mean }) => mean).join(' ')} />
            )}
          </g>
        ))}
        {outlook !== null && full !== null && outlook.lowOn !== null && (
          <>
            <polygon
              className={classes.forecastBand}
              points={`${end},${y(outlook.percent)} ${clip(Date.parse(`${outlook.lowOn}T00:00:00`))},${y(100)} ${clip(latest ?? to)},${y(100)}`}
            >
              <title>{t('capacity.forecastBand')}</title>
            </polygon>
            <line className={classes.forecast} x1={end} y1={y(outlook.percent)} x2={x(full)} y2={y(100)} />
          </>
        )}
        {limit !== null && limit <= ceiling && (
          <>
            <line className={classes.limit} x1={left} x2={width - right} y1={y(limit)} y2={y(limit)} />
            <text className={classes.limitWord} x={left + 4} y={y(limit) - 4}>
              {t('capacity.limitLine', { limit: words.value(metric, limit) })}
            </text>
          </>
        )}
      </svg>
      <figcaption>
        <p>{said}</p>
        <p className="quiet">{t('capacity.gapNote')}</p>
      </figcaption>
    </figure>
  );
}
