import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardControl } from '../api/types.ts';
import { Mark } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { boardStates } from '../shell/addresses.ts';
import classes from './tile.module.css';

/** One control: its four counts side by side, a fail never hidden behind the others. */
export function ControlTile({ control }: { control: BoardControl }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { clauses } = control;
  const measured = clauses.pass + clauses.fail + clauses.unknown > 0;
  const whole = clauses.planned === 0 && control.incomplete === 0;
  // Green is for a control that is whole: a pass beside a planned part does not colour the tile.
  const ground =
    clauses.fail > 0
      ? classes.hasFail
      : clauses.unknown > 0
        ? classes.hasUnknown
        : !measured
          ? classes.planned
          : whole
            ? classes.whole
            : classes.partly;
  return (
    <li className={`${classes.tile} ${ground}`}>
      <h3 className={classes.title}>
        <Link to="/controls/$id" params={{ id: control.id }} className={classes.link}>
          <span className={`${classes.id} number`}>{control.id}</span>
          <span>{say(control.title)}</span>
        </Link>
      </h3>
      <dl className={classes.counts}>
        {boardStates.map((state) => (
          <div key={state} className={`${classes.count} ${clauses[state] === 0 ? classes.zero : classes[state]}`}>
            <dt>{t(`verdict.${state}`)}</dt>
            <dd>
              <Mark verdict={state} />
              <b className="number">{clauses[state]}</b>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.foot}>
        {control.oldestEvidenceAt === null ? (
          t('board.notMeasured')
        ) : (
          <span>
            {t('board.oldest')} <When at={control.oldestEvidenceAt} />
          </span>
        )}
        {control.incomplete > 0 && <span>{t('board.incomplete', { count: control.incomplete })}</span>}
        {clauses.notApplicable > 0 && <span>{t('board.notApplicable', { count: clauses.notApplicable })}</span>}
      </p>
    </li>
  );
}
