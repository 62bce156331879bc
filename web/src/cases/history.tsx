import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseDetailView, CaseEvent } from '../api/cases.ts';
import { type Cells, isBlankCell, type Said } from '../api/mechanism-types.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { useSaid } from '../pieces/said.ts';
import { saidNames } from '../pieces/said-names.ts';
import { dayOf, momentOf, When } from '../pieces/when.tsx';
import { LedgerLink } from '../requests/ledger-link.tsx';
import classes from './case.module.css';
import { useSpan } from './span.ts';

/** Everything that happened, oldest first: who, when, what was written, and its entry in the ledger. */
export function History({ detail }: { detail: CaseDetailView }) {
  return (
    <ol className={classes.history}>
      {detail.events.map((event) => (
        <Event key={event.no} event={event} named={detail.named} />
      ))}
    </ol>
  );
}

function Event({ event, named }: { event: CaseEvent; named: CaseDetailView['named'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const span = useSpan();
  const { by, actors, people, at, happenedAt, after, to, from, remark } = event;
  const others = actors.filter(({ id }) => id !== by?.id).map(({ name }) => name);
  const who = by === null ? t('cases.event.system') : [by.name, ...others].join(t('control.and'));
  const elsewhere = people.filter((name) => name !== by?.name && !others.includes(name));
  return (
    <li className={classes.event}>
      <div className={classes.eventAt}>
        <When at={at} />
        {after !== null && <span className="small quiet">{t('cases.event.after', { span: span(after) })}</span>}
      </div>
      <div className={classes.eventBody}>
        <p>
          <b>{say(event.title)}</b> <span className="small">{who}</span>
          {from !== to.id && <span className={classes.became}> {t('cases.event.to', { state: say(to.title) })}</span>}
        </p>
        {elsewhere.length > 0 && (
          <p className="small">
            {t('cases.event.people')}: {elsewhere.join(t('control.and'))}
          </p>
        )}
        {dayOf(new Date(happenedAt)) !== dayOf(new Date(at)) && (
          <p className="small">
            {t('cases.event.happened')}: <time className="number">{momentOf(happenedAt)}</time>
          </p>
        )}
        <Content event={event} named={named} />
        {remark !== '' && (
          <p className="small">
            {t('cases.event.remark')}: <span className={classes.remark}>{remark}</span>
          </p>
        )}
        <p className={classes.eventLinks}>
          {event.occurrence !== null && (
            <Link to="/duties/$id" params={{ id: event.occurrence }} className="target small">
              {t('cases.event.duty')}
            </Link>
          )}
          <LedgerLink seq={event.ledgerSeq} />
        </p>
      </div>
    </li>
  );
}

/** What was written down. What was left empty is not repeated in each line of a history. */
function Content({ event: { fields, cells }, named }: { event: CaseEvent; named: CaseDetailView['named'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const filled = fields.filter(({ id }) => !isBlankCell(cells[id]));
  if (filled.length === 0) return null;
  const said = saidIn(cells, named);
  return (
    <dl className={classes.answers} aria-label={t('cases.event.content')}>
      {filled.map((field) => (
        <div key={field.id}>
          <dt>{say(field.title)}</dt>
          <dd>
            <CellText field={field} cell={cells[field.id]} said={said} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How the cells that hold an id are said. */
export const saidIn = (cells: Cells, named: CaseDetailView['named']): Said =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([id, cell]) => {
      const names = (Array.isArray(cell) ? cell : [cell]).flatMap((each) => (typeof each === 'string' ? (named[each] ?? []) : []));
      return names.length === 0 ? [] : [[id, saidNames(names)]];
    }),
  );
