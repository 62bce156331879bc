import { Button } from '@mantine/core';
import { memo, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftClause } from '../api/procedures.ts';
import { CopyBox } from '../pieces/copy.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { momentOf } from '../pieces/when.tsx';
import classes from './clause.module.css';
import { Around } from './clause-around.tsx';
import { type Edit, type Fields, faultsOf, fieldsOf, isDirty, meetings } from './clause-draft.ts';
import { ClauseFields } from './clause-fields.tsx';
import { OwnText } from './clause-text.tsx';
import { Conflict } from './conflict.tsx';
import { useDesk } from './desk.tsx';
import { writeFields, writtenSample } from './save.ts';
import { LiveSentence, SampleSentence } from './sentence.tsx';
import type { Writing } from './unsaved.ts';
import { useWriting } from './use-unsaved.ts';

/** A clause with what is being written about it, and whether somebody else saved something different meanwhile. */
function useClauseWriting(clause: DraftClause) {
  const { names, unsaved } = useDesk();
  const writing = useWriting(unsaved, clause.id);
  const saved = useMemo(() => fieldsOf(clause, names), [clause, names]);
  const overtaken = writing !== undefined && !writing.saving && writing.edit.revision < clause.revision;
  const meets = overtaken && isDirty(writing.edit) && meetings(writing.edit, saved).length > 0;
  // Somebody else saved the very same, or what was written here comes to nothing: there is nothing to bring together.
  useEffect(() => {
    if (!overtaken || meets) return;
    const aside = unsaved.get(clause.id)?.edit.aside;
    if (aside === undefined) unsaved.drop(clause.id);
    else unsaved.write(clause.id, { revision: clause.revision, base: saved, now: saved, aside });
  }, [overtaken, meets, unsaved, saved, clause.id, clause.revision]);
  return { writing, saved, meets };
}

/**
 * One clause: left our sample, right the company's own, with everything that the company says about it. It saves by itself, and
 * only when asked to.
 */
export const ClauseArticle = memo(function ClauseArticle({ clause, named }: { clause: DraftClause; named: boolean }) {
  const { save } = useDesk();
  const { writing, saved, meets } = useClauseWriting(clause);
  const [opened, setOpened] = useState(false);
  const folded = !clause.operative && clause.adoption === 'adopted' && !opened && writing === undefined;
  const saveHere = () => {
    // The button goes away with what it saves: whoever uses the keyboard stays at the clause.
    document.getElementById(clause.id)?.focus({ preventScroll: true });
    void save([clause.id]);
  };
  return (
    <article
      id={clause.id}
      data-clause={clause.id}
      tabIndex={-1}
      className={`${classes.clause} ${named ? classes.named : ''} ${clause.operative ? '' : classes.intro}`}
      aria-labelledby={`${clause.id}-h`}
    >
      <Head clause={clause} writing={writing} meets={meets} save={saveHere} />
      {meets && <Conflict clause={clause} edit={writing!.edit} theirs={saved} />}
      {writing !== undefined && !meets && <Fault error={writing.error} />}
      {writing?.edit.aside !== undefined && <Aside texts={writing.edit.aside} edit={writing.edit} clause={clause.id} />}
      {folded ? <Folded clause={clause} open={() => setOpened(true)} /> : <Sides clause={clause} writing={writing} saved={saved} />}
    </article>
  );
});

/** A heading or an advice that stands as it is: only its sentence. */
function Folded({ clause, open }: { clause: DraftClause; open: () => void }) {
  const { t } = useTranslation();
  const { canEdit } = useDesk();
  return (
    <div className={classes.folded}>
      <LiveSentence text={clause.sample} />
      {canEdit && (
        <Button variant="subtle" size="compact-sm" className="no-print" onClick={open}>
          {t('chapter.openIntro')}
        </Button>
      )}
    </div>
  );
}

function Sides({ clause, writing, saved }: { clause: DraftClause; writing: Writing | undefined; saved: Fields }) {
  const { t } = useTranslation();
  const { names, unsaved } = useDesk();
  const sample = useMemo(() => writtenSample(clause, names), [clause, names]);
  const now = writing?.edit.now ?? saved;
  const faults = writing?.tried === true ? faultsOf(now, sample, names) : {};
  const write = (change: Partial<Fields>) => writeFields(unsaved, clause, names, change);
  return (
    <div className={classes.sides}>
      <Sample clause={clause} />
      <div className={classes.own}>
        <h3 className={classes.sideTitle}>{t('chapter.own')}</h3>
        <OwnText clause={clause} now={now} sample={sample} faults={faults} write={write} />
        <ClauseFields clause={clause} now={now} faults={faults} write={write} />
      </div>
    </div>
  );
}

function Sample({ clause }: { clause: DraftClause }) {
  const { t } = useTranslation();
  return (
    <div className={classes.sample}>
      <h3 className={classes.sideTitle}>{t('chapter.sample')}</h3>
      <SampleSentence text={clause.sample} />
      <Around clause={clause} />
    </div>
  );
}

/** Own words that gave way to another person's: still here to be copied, until they are put away. */
function Aside({ texts, edit, clause }: { texts: readonly string[]; edit: Edit; clause: string }) {
  const { t } = useTranslation();
  const { unsaved } = useDesk();
  const putAway = () => {
    const { aside: _gone, ...rest } = edit;
    if (isDirty(rest)) unsaved.write(clause, rest);
    else unsaved.drop(clause);
  };
  return (
    <Notice kind="info" title={t('chapter.aside.title')}>
      {texts.map((text) => (
        <CopyBox key={text} text={text} label={t('chapter.aside.title')} />
      ))}
      <Button variant="default" size="compact-sm" onClick={putAway}>
        {t('chapter.aside.putAway')}
      </Button>
    </Notice>
  );
}

interface HeadProps {
  clause: DraftClause;
  writing: Writing | undefined;
  meets: boolean;
  save: () => void;
}

function Head({ clause, writing, meets, save }: HeadProps) {
  const { t } = useTranslation();
  const { canEdit } = useDesk();
  const { say } = useSaid();
  const stateId = useId();
  const dirty = writing !== undefined && isDirty(writing.edit);
  return (
    <header className={classes.head}>
      <h2 id={`${clause.id}-h`} className={classes.id}>
        <a href={`#${clause.id}`}>{clause.id}</a>
        {clause.type === 'advice' && <span className={classes.tag}>{t('control.advice')}</span>}
        {clause.heading && <span className={classes.tag}>{t('chapter.heading')}</span>}
        {clause.adoption !== 'adopted' && <span className={classes.tagStrong}>{t(`chapter.taken.${clause.adoption}`)}</span>}
      </h2>
      {clause.recommendations.length > 0 && (
        <span className={classes.recommended} title={clause.recommendations.map((each) => say(each.words)).join(' ')}>
          {t('chapter.recommended')}
        </span>
      )}
      <div className={classes.saving}>
        <span id={stateId} className={`${classes.state} no-print ${dirty ? classes.unsaved : ''}`} aria-live="polite">
          <SaveState clause={clause} writing={writing} dirty={dirty} meets={meets} />
        </span>
        {canEdit && dirty && !meets && (
          <Button size="compact-sm" loading={writing.saving} onClick={save} aria-describedby={stateId} aria-keyshortcuts="Control+S">
            {t('action.save')}
          </Button>
        )}
      </div>
    </header>
  );
}

function SaveState({ clause, writing, dirty, meets }: Pick<HeadProps, 'clause' | 'writing' | 'meets'> & { dirty: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (writing?.saving === true) return t('chapter.state.saving');
  if (meets) return t('chapter.state.conflict');
  if (dirty && (writing?.error != null || writing?.tried === true)) return t('chapter.state.failed');
  if (dirty) return t('chapter.state.unsaved');
  if (clause.changedAt === null) return clause.revision === 0 ? '' : t('chapter.state.saved');
  return t('chapter.state.savedAt', {
    at: momentOf(clause.changedAt),
    by: clause.changedBy === null ? '' : say(clause.changedBy),
  });
}
