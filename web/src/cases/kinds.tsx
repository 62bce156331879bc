import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseKindView, CaseSearch } from '../api/cases.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './cases.module.css';

const openOf = ({ counts }: CaseKindView): number => counts.filter(({ open }) => open).reduce((sum, { count }) => sum + count, 0);

/** Every kind with how many of it are under way; what is chosen stands in the address. */
export function KindChips({ kinds, search }: { kinds: readonly CaseKindView[]; search: CaseSearch }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (kinds.length === 0) return null;
  return (
    <nav className={`${classes.chips} no-print`} aria-label={t('cases.kindsLabel')}>
      <Chip search={{ state: search.state, mine: search.mine }} label={t('cases.all')} current={search.kind === undefined} />
      {kinds.map((kind) => (
        <Chip
          key={kind.id}
          search={{ kind: kind.id, state: search.state, mine: search.mine }}
          label={say(kind.title)}
          count={openOf(kind)}
          current={kind.id === search.kind}
        />
      ))}
    </nav>
  );
}

/** The states of one kind, each with how many stand in it. */
export function StateChips({ kind, search }: { kind: CaseKindView; search: CaseSearch }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const countIn = (state: string) => kind.counts.filter((each) => each.state === state).reduce((sum, { count }) => sum + count, 0);
  return (
    <nav className={`${classes.chips} ${classes.states}`} aria-label={t('cases.statesLabel')}>
      {kind.states.map(({ id, title, end }) => (
        <Chip
          key={id}
          search={search.in === id ? { kind: kind.id } : { kind: kind.id, in: id, state: end === null ? undefined : 'ended' }}
          label={say(title)}
          count={countIn(id)}
          current={search.in === id}
        />
      ))}
    </nav>
  );
}

function Chip({ search, label, count, current }: { search: CaseSearch; label: string; count?: number; current: boolean }) {
  return (
    <Link
      to="/cases"
      search={search}
      className={classes.chip}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={current ? 'page' : undefined}
    >
      {label}
      {count !== undefined && <span className={`number ${count === 0 ? classes.zero : classes.count}`}> {count.toLocaleString()}</span>}
    </Link>
  );
}

/** Why there are cases of this kind, how they stand, and the clauses behind them. */
export function AboutKind({ kind: { purpose, standing, clauses } }: { kind: CaseKindView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.aboutKind}>
      <p>{say(purpose)}</p>
      <p className="small">
        <VerdictWord verdict={standing.verdict} /> {say(standing.because)}
      </p>
      {clauses.length > 0 && (
        <p className="small row">
          <span className="quiet">{t('cases.clauses')}</span> <ClauseLinks ids={clauses} />
        </p>
      )}
    </div>
  );
}
