import { useTranslation } from 'react-i18next';
import type { ClauseVerdict } from '../api/types.ts';
import classes from './mark.module.css';

/**
 * ○ × ？ － drawn, so that they keep one size and weight in every font and on paper. Always beside its word: the drawing
 * is hidden from screen readers.
 */
export function Mark({ verdict, className }: { verdict: ClauseVerdict; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={`${classes.mark} ${classes[colour(verdict)]} ${className ?? ''}`}
      aria-hidden="true"
      focusable="false"
    >
      {shape(verdict)}
    </svg>
  );
}

function shape(verdict: ClauseVerdict) {
  if (verdict === 'pass') return <circle cx="8" cy="8" r="5.4" />;
  if (verdict === 'fail') return <path d="M3.2 3.2l9.6 9.6M12.8 3.2l-9.6 9.6" />;
  if (verdict === 'unknown') return <path d="M4.6 5.4a3.4 3.2 0 1 1 5.3 2.7c-1.3.9-1.9 1.4-1.9 2.7M8 13.4v.2" />;
  return <path d="M3 8h10" />;
}

const colour = (verdict: ClauseVerdict): 'pass' | 'fail' | 'unknown' | 'planned' => (verdict === 'not-applicable' ? 'planned' : verdict);

/** A mark with its word. `strong` puts it on its ground, for the one verdict that a block is about. */
export function VerdictWord({ verdict, strong = false }: { verdict: ClauseVerdict; strong?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`${classes.word} ${classes[colour(verdict)]} ${strong ? classes.strong : ''}`}>
      <Mark verdict={verdict} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}

/** `○ 12 適合 × 1 不適合 ？ 0 不明`: the three counts of a check or a device, each with its word. */
export function CountsLine({ counts }: { counts: { pass: number; fail: number; unknown: number } }) {
  const { t } = useTranslation();
  return (
    <span className={classes.counts}>
      {(['fail', 'unknown', 'pass'] as const).map((verdict) => (
        <span key={verdict} className={`${classes.count} ${counts[verdict] === 0 ? classes.zero : classes[verdict]}`}>
          <Mark verdict={verdict} />
          <span>{t(`verdict.${verdict}`)}</span>
          <b className="number">{counts[verdict]}</b>
        </span>
      ))}
    </span>
  );
}
