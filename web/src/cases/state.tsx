import type { CaseState } from '../api/cases-types.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './state.module.css';

/** How a case stands, as a drawn mark with its word. Under way, ended well and called off differ in shape, not in colour only. */
export function StateWord({ state, strong = false }: { state: CaseState; strong?: boolean }) {
  const { say } = useSaid();
  const tone = toneOf(state);
  return (
    <span className={`${classes.word} ${classes[tone]} ${strong ? classes.strong : ''}`}>
      <svg viewBox="0 0 16 16" className={classes.mark} aria-hidden="true" focusable="false">
        {shapes[tone]}
      </svg>
      {say(state.title)}
    </span>
  );
}

type Tone = 'open' | 'done' | 'off';
const toneOf = ({ end }: CaseState): Tone => (end === null ? 'open' : end === 'done' ? 'done' : 'off');
const shapes = {
  open: <path d="M8 2.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM8 5v3.2l2 1.4" />,
  done: <path d="M2.8 8.6l3.4 3.4 7-7.6" />,
  off: <path d="M3 8h10" />,
} as const;
