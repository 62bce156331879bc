import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Comparison, compareQuery } from '../api/procedures.ts';
import { boardQuery } from '../api/queries.ts';
import { versionsQuery } from '../api/versions.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { controlOf } from '../shell/search-hits.ts';
import { ClauseChanges, ControlChanges, ValueChanges } from './changes.tsx';
import classes from './compare.module.css';
import { CompareFilters, Pick } from './compare-fields.tsx';
import { DiffLegend } from './diff.tsx';

/** Any two texts beside one another: versions, the draft, what is in force, the sample. The choice stands in the address. */
export function ComparePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/procedures/compare' });
  const versions = useQuery(versionsQuery);
  const list = versions.data?.versions ?? [];
  // Without a choice: what whoever comes here most often wants to know, what the next version would change.
  const from = search.from ?? (list.some((version) => version.state === 'effective') ? 'in-force' : 'sample');
  const to = search.to ?? list.find((version) => version.state === 'submitted')?.id ?? 'draft';
  const query = useQuery({ ...compareQuery(from, to), enabled: versions.data !== undefined && from !== to });
  return (
    <Page
      eyebrow={
        <>
          <Link to="/procedures">{t('nav.procedures')}</Link> / <Link to="/procedures/versions">{t('versions.title')}</Link>
        </>
      }
      title={t('compare.title')}
      lead={t('compare.lead')}
    >
      <Answer query={versions} what={t('versions.title')}>
        {() => (
          <>
            <Pick from={from} to={to} versions={list} />
            {from === to ? (
              <Empty title={t('compare.choose')}>
                <p>{t('compare.chooseBody')}</p>
              </Empty>
            ) : (
              <Answer query={query} what={t('compare.title')}>
                {(comparison) => <Differences comparison={comparison} from={from} />}
              </Answer>
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** The chapters in which anything differs, as a value may be used in several. */
function chaptersOf({ controls, clauses, values }: Comparison): readonly string[] {
  const ids = new Set<string>([
    ...controls.map((control) => control.id),
    ...clauses.map((clause) => controlOf(clause.id)),
    ...values.flatMap((value) => value.usedBy.map(controlOf)),
  ]);
  return [...ids].sort((a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1]));
}

function Differences({ comparison, from }: { comparison: Comparison; from: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { show, chapter } = useSearch({ from: '/inside/procedures/compare' });
  const titles = useQuery(boardQuery).data?.controls ?? [];
  const titleOf = (id: string) => {
    const control = titles.find((each) => each.id === id);
    return control === undefined ? undefined : say(control.title);
  };
  const names = { from: say(comparison.from), to: say(comparison.to) };
  const total = comparison.controls.length + comparison.clauses.length + comparison.values.length;
  if (total === 0) {
    return (
      <Empty title={t('compare.none')}>
        <p>{t('compare.noneBody', names)}</p>
      </Empty>
    );
  }
  const within = (kind: typeof show, ids: readonly string[]) =>
    (show === undefined || show === kind) && (chapter === undefined || ids.some((id) => controlOf(id) === chapter));
  const controls = comparison.controls.filter((control) => within('controls', [control.id]));
  const clauses = comparison.clauses.filter((clause) => within('clauses', [clause.id]));
  const values = comparison.values.filter((value) => within('values', value.usedBy));
  return (
    <>
      <p className={classes.summary}>
        <b>{t('compare.summary', names)}</b>
        <span>
          {(['controls', 'clauses', 'values'] as const).map((kind) => (
            <span key={kind} className={classes.count}>
              {t(`compare.kinds.${kind}`)} <b className="number">{t('version.count', { total: comparison[kind].length })}</b>
            </span>
          ))}
        </span>
      </p>
      <CompareFilters chapters={chaptersOf(comparison)} titleOf={titleOf} />
      {controls.length + clauses.length + values.length === 0 && <Empty title={t('compare.noneShown')} />}
      {controls.length > 0 && (
        <Section title={t('compare.controls')}>
          <ControlChanges controls={controls} />
        </Section>
      )}
      {values.length > 0 && (
        <Section title={t('compare.values')}>
          <ValueChanges values={values} />
        </Section>
      )}
      {clauses.length > 0 && (
        <Section title={t('compare.clauses')}>
          <DiffLegend />
          <ClauseChanges clauses={clauses} titleOf={titleOf} fromSample={from === 'sample'} />
        </Section>
      )}
    </>
  );
}
