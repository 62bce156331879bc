import { useTranslation } from 'react-i18next';
import type { Readable } from '../api/procedures.ts';
import type { Words } from '../api/types.ts';
import type { ValueChange } from '../api/versions.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './version.module.css';

/** Each laxer value with its reason written out: this is what an auditor will ask about first. */
export function Laxer({ values, changed }: { values: readonly ValueChange[]; changed: readonly ValueChange[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <ul className={classes.laxer}>
      {values.map((value) => (
        <li key={value.id}>
          <p className={classes.laxerHead}>
            <b>{say(value.title)}</b>
            <span className="small quiet">{t(changed.some((each) => each.id === value.id) ? 'version.laxerNew' : 'version.laxerOld')}</span>
          </p>
          <p className={classes.pair}>
            <span>
              <span className="small quiet">{t('version.sample')}</span> {value.before === null ? t('compare.nothing') : say(value.before)}
            </span>
            <span aria-hidden="true">→</span>
            <span>
              <span className="small quiet">{t('version.chosen')}</span>{' '}
              <b className={classes.chosen}>{value.after === null ? t('compare.nothing') : say(value.after)}</b>
            </span>
          </p>
          <p className={classes.reason}>
            <span className="quiet">{t('version.reason')}: </span>
            {value.reason === null || value.reason === '' ? <b>{t('version.noReason')}</b> : value.reason}
          </p>
          <div className="small">
            <ClauseLinks ids={value.usedBy} />
          </div>
        </li>
      ))}
    </ul>
  );
}

interface ExcludedRow {
  readonly id: string;
  readonly chapter: boolean;
  readonly title: Words;
  readonly reason: string;
}

/** What was left out, each with its reason. */
export function Excluded({ rows }: { rows: readonly ExcludedRow[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <ul className={classes.excluded}>
      {rows.map((row) => (
        <li key={row.id}>
          <p>
            <b>
              <span className="number">{row.id}</span> {say(row.title)}
            </b>{' '}
            {row.chapter && <span className={`small quiet ${classes.whole}`}>{t('version.wholeChapter')}</span>}
          </p>
          <p className={classes.reason}>{row.reason === '' ? <b>{t('version.noReason')}</b> : row.reason}</p>
        </li>
      ))}
    </ul>
  );
}

/** Whole chapters, and single clauses of chapters that do apply. */
export function excludedOf(readable: Readable): readonly ExcludedRow[] {
  return readable.controls.flatMap((control): readonly ExcludedRow[] => {
    if (!control.applicable) return [{ id: control.id, chapter: true, title: control.title, reason: control.reason }];
    const out = control.clauses.filter((clause) => clause.adoption === 'not-applicable');
    return out.map((clause) => ({ id: clause.id, chapter: false, title: control.title, reason: clause.reason }));
  });
}
