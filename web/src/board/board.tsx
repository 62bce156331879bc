import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardQuery } from '../api/queries.ts';
import type { Board, BoardControl } from '../api/types.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useAgo, When } from '../pieces/when.tsx';
import { type BoardState, boardStates } from '../shell/addresses.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './board.module.css';
import { ControlTile } from './tile.tsx';

/** The 34 controls as a page of a book: number, title, and how many clauses stand where. */
export function BoardPage() {
  const { t } = useTranslation();
  const query = useQuery(boardQuery);
  return (
    <Page title={t('board.title')} lead={t('board.lead')}>
      <Answer query={query} what={t('board.title')}>
        {(board) => (board.controls.length === 0 ? <Empty title={t('board.empty')} /> : <Controls board={board} />)}
      </Answer>
    </Page>
  );
}

function Controls({ board }: { board: Board }) {
  const { t } = useTranslation();
  const me = useMe();
  const { show } = useSearch({ from: '/inside/controls' });
  const shown = show === undefined ? board.controls : board.controls.filter((control) => control.clauses[show] > 0);
  return (
    <>
      {board.devices.total === 0 && (
        <Notice kind="info">
          <p>{t('board.noDevices')}</p>
          {isAdministrator(me.roles) && (
            <LinkButton variant="outline" size="compact-sm" to="/settings/agents">
              {t('board.toAgents')}
            </LinkButton>
          )}
        </Notice>
      )}
      <Summary board={board} show={show} />
      <div>
        <h2 className="unseen">{t('board.title')}</h2>
        {show !== undefined && <p className={classes.shown}>{t('board.shown', { total: board.controls.length, count: shown.length })}</p>}
        {shown.length === 0 ? (
          <Empty title={t('board.noneShown')}>
            <Link to="/controls">{t('board.all')}</Link>
          </Empty>
        ) : (
          <ul className={classes.tiles}>
            {shown.map((control) => (
              <ControlTile key={control.id} control={control} />
            ))}
          </ul>
        )}
      </div>
      <Legend />
    </>
  );
}

const sumOf = (controls: readonly BoardControl[], state: BoardState): number =>
  controls.reduce((sum, control) => sum + control.clauses[state], 0);

/** Every number leads to its rows: the verdicts to the controls that hold them, the devices and the ledger to their pages. */
function Summary({ board, show }: { board: Board; show: BoardState | undefined }) {
  const { t } = useTranslation();
  const ago = useAgo();
  return (
    <section className={classes.summary} aria-label={t('board.summary')}>
      <ul className={classes.states} aria-label={t('board.filterLabel')}>
        <li>
          <Link to="/controls" search={{}} className={classes.state} aria-current={show === undefined ? 'true' : undefined}>
            <span className={classes.stateWord}>{t('board.all')}</span>
            <b className="number">{board.controls.length}</b>
          </Link>
        </li>
        {boardStates.map((state) => (
          <li key={state}>
            <Link
              to="/controls"
              search={{ show: state }}
              className={`${classes.state} ${classes[state]}`}
              aria-current={show === state ? 'true' : undefined}
            >
              <span className={classes.stateWord}>
                <Mark verdict={state} />
                {t(`verdict.${state}`)}
              </span>
              <b className="number">{sumOf(board.controls, state)}</b>
            </Link>
          </li>
        ))}
      </ul>
      <dl className={classes.around}>
        <div>
          <dt>{t('board.devices')}</dt>
          <dd>
            <Link to="/devices">{t('board.devicesSaid', { total: board.devices.total.toLocaleString() })}</Link>
            {board.devices.silent > 0 && (
              <Link to="/devices" search={{ state: 'silent' }} className={classes.warn}>
                {t('board.silent', { count: board.devices.silent })}
              </Link>
            )}
            {board.devices.conflicts > 0 && (
              <Link to="/devices" search={{ state: 'conflict' }} className={classes.warn}>
                {t('board.conflicts', { count: board.devices.conflicts })}
              </Link>
            )}
          </dd>
        </div>
        {board.oldestDefinitions !== null && (
          <div>
            <dt>{t('board.oldestDefinitions')}</dt>
            <dd>
              <Link to="/devices/$id" params={{ id: board.oldestDefinitions.id }} title={board.oldestDefinitions.product}>
                {t('board.oldestDefinitionsSaid', { name: board.oldestDefinitions.name, ago: ago(board.oldestDefinitions.updatedAt) })}
              </Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('board.ledger')}</dt>
          <dd>
            <Link to="/evidence">{t('board.ledgerSaid', { size: board.ledger.size.toLocaleString() })}</Link>
            {board.ledger.at !== null && (
              <span className="small quiet">
                <When at={board.ledger.at} />
              </span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation();
  const rows = [
    ['pass', t('board.legendPass')],
    ['fail', t('board.legendFail')],
    ['unknown', t('board.legendUnknown')],
    ['planned', t('board.legendPlanned')],
  ] as const;
  return (
    <section className={classes.legend}>
      <h2>{t('board.legend')}</h2>
      <ul>
        {rows.map(([verdict, text]) => (
          <li key={verdict}>
            <Mark verdict={verdict} /> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
