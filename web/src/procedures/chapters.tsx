import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProceduresControl } from '../api/procedures.ts';
import { Empty } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './procedures.module.css';

/** The 34 chapters in one table: how each was taken, and what is still open in it. */
export function Chapters({ controls }: { controls: readonly ProceduresControl[] }) {
  const { t } = useTranslation();
  if (controls.length === 0) return <Empty title={t('board.empty')} />;
  return (
    <Scroll label={t('procedures.chapters')}>
      <table className="table">
        <caption className="unseen">{t('procedures.chapters')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('procedures.column.chapter')}</th>
            <th scope="col">{t('procedures.column.applicable')}</th>
            {(['adopted', 'changed', 'replaced', 'notApplicable'] as const).map((key) => (
              <th key={key} scope="col" className="right">
                {t(`procedures.column.${key}`)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('procedures.column.ownerless')}
            </th>
            <th scope="col" className="right">
              {t('procedures.column.undecided')}
            </th>
          </tr>
        </thead>
        <tbody>
          {controls.map((control) => (
            <ChapterRow key={control.id} control={control} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ChapterRow({ control }: { control: ProceduresControl }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { proposed } = control;
  const differs = proposed !== null && proposed.applicable !== control.applicable;
  return (
    <tr>
      <th scope="row">
        <Link to="/procedures/chapters/$id" params={{ id: control.id }}>
          <span className="number">{control.id}</span> {say(control.title)}
        </Link>
        {control.recommendations > 0 && (
          <div className={`small ${classes.attention}`}>{t('procedures.column.recommended', { count: control.recommendations })}</div>
        )}
      </th>
      <td>
        {control.applicable ? t('procedures.column.yes') : <span className={classes.attention}>{t('procedures.column.no')}</span>}
        {differs && (
          <div className="small quiet">{t(proposed.applicable ? 'procedures.column.proposedYes' : 'procedures.column.proposedNo')}</div>
        )}
      </td>
      {(['adopted', 'changed', 'replaced', 'notApplicable'] as const).map((key) => (
        <Count key={key} count={control.clauses[key]} />
      ))}
      <Count count={control.ownerless} attention />
      <Count count={control.undecided} attention />
    </tr>
  );
}

function Count({ count, attention = false }: { count: number; attention?: boolean }) {
  return <td className={`right ${count === 0 ? classes.zero : attention ? classes.attention : ''}`}>{count.toLocaleString()}</td>;
}
