import { useTranslation } from 'react-i18next';
import type { CaseDetailView } from '../api/cases.ts';
import { useSaid } from '../pieces/said.ts';
import { momentOf, When } from '../pieces/when.tsx';
import classes from './case.module.css';
import { useSpan } from './span.ts';
import { type Station, stationsOf } from './stations.ts';

/** The track: shape, word and line differ, not only the colour; it reads the same on paper. */
export function Track({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.track} aria-label={t('cases.track.label')}>
      {stationsOf(detail).map((station) => (
        <One key={station.state.id} station={station} ended={detail.endedAt !== null} />
      ))}
    </ol>
  );
}

function One({ station: { state, place, after }, ended }: { station: Station; ended: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const span = useSpan();
  const isEnd = place === 'now' && ended;
  const word = isEnd ? t('cases.track.endedHere') : t(`cases.track.${place}`);
  return (
    <li className={`${classes.station} ${classes[isEnd ? 'past' : place]}`} aria-current={place === 'now' ? 'step' : undefined}>
      <span className={classes.stationMark}>
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          {shapes[isEnd ? (state.end === 'called-off' ? 'off' : 'past') : place]}
        </svg>
        {word}
      </span>
      <b>{say(state.title)}</b>
      {place !== 'ahead' && state.reachedAt !== null && <When at={state.reachedAt} />}
      {after !== null && <span className="quiet">{t('cases.track.after', { span: span(after) })}</span>}
      {place === 'now' && !ended && state.reachedAt !== null && (
        <span className={classes.sinceNow}>
          {t('cases.track.since', { span: span((Date.now() - Date.parse(state.reachedAt)) / 1000) })}
        </span>
      )}
      {place === 'ahead' && state.reachedAt !== null && (
        <span className="quiet">{t('cases.track.before', { at: momentOf(state.reachedAt) })}</span>
      )}
    </li>
  );
}

const shapes = {
  past: <path d="M2.8 8.6l3.4 3.4 7-7.6" />,
  now: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <circle cx="8" cy="8" r="2.2" className={classes.dot} />
    </>
  ),
  ahead: <circle cx="8" cy="8" r="5.6" strokeDasharray="2 2.2" />,
  off: <path d="M3 8h10" />,
} as const;
