import { useTranslation } from 'react-i18next';
import type { RequestState } from '../api/requests-types.ts';
import classes from './state.module.css';

/** How a request stands, as a drawn mark with its word. Approved, refused, waiting and over differ in shape, not in colour only. */
export function StateWord({ state, returned = false, strong = false }: { state: RequestState; returned?: boolean; strong?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`${classes.word} ${classes[toneOf[state]]} ${strong ? classes.strong : ''}`}>
      <svg viewBox="0 0 16 16" className={classes.mark} aria-hidden="true" focusable="false">
        {shapes[toneOf[state]]}
      </svg>
      {t(`requests.states.${returned ? 'returned' : state}`)}
    </span>
  );
}

type Tone = 'open' | 'good' | 'bad' | 'over';
const toneOf: Readonly<Record<RequestState, Tone>> = {
  draft: 'over',
  submitted: 'open',
  approved: 'good',
  closed: 'good',
  denied: 'bad',
  revoked: 'bad',
  withdrawn: 'over',
  lapsed: 'over',
  expired: 'over',
};
const shapes = {
  open: <path d="M8 2.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM8 5v3.2l2 1.4" />,
  good: <circle cx="8" cy="8" r="5.4" />,
  bad: <path d="M3.2 3.2l9.6 9.6M12.8 3.2l-9.6 9.6" />,
  over: <path d="M3 8h10" />,
} as const;
