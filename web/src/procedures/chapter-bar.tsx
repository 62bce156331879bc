import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftControl } from '../api/procedures.ts';
import classes from './chapter-bar.module.css';
import { useDesk } from './desk.tsx';
import { useUnsavedIds } from './use-unsaved.ts';

/** Stays in sight while one scrolls: where one can jump to, what is not saved yet, and the way to save it all. */
export function ChapterBar({ control }: { control: DraftControl }) {
  const { t } = useTranslation();
  const { unsaved, save, canEdit } = useDesk();
  const ids = useUnsavedIds(unsaved);
  const here = ids.filter((id) => control.clauses.some((clause) => clause.id === id));
  return (
    <div className={`${classes.bar} no-print`}>
      <nav className={classes.clauses} aria-label={t('chapter.clauses')}>
        {control.clauses.map((clause) => (
          <a
            key={clause.id}
            href={`#${clause.id}`}
            className={`${classes.clause} ${here.includes(clause.id) ? classes.unsaved : ''} ${clause.operative ? '' : classes.intro}`}
          >
            {clause.type === 'advice' ? t('control.advice') : shortOf(clause.id, control.id)}
            {here.includes(clause.id) && <span className="unseen"> {t('chapter.state.unsaved')}</span>}
            {clause.adoption !== 'adopted' && <span className={classes.mark}>{t(`chapter.adoptionShort.${clause.adoption}`)}</span>}
          </a>
        ))}
      </nav>
      {canEdit && (
        <div className={classes.saving}>
          <span className={here.length === 0 ? 'small quiet' : classes.count} role="status">
            {here.length === 0 ? t('chapter.allSaved') : t('chapter.unsavedCount', { count: here.length })}
          </span>
          {here.length > 0 && (
            <Button size="compact-sm" onClick={() => save(here)}>
              {t('chapter.saveAll')}
            </Button>
          )}
        </div>
      )}
      <p className={classes.keys}>{canEdit ? t('chapter.keys') : t('chapter.keysReading')}</p>
    </div>
  );
}

/** `d.5` of `8.1.d.5`: within its chapter a clause is known by its letter. */
const shortOf = (clause: string, control: string): string => clause.slice(control.length + 1) || clause;
