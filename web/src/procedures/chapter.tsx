import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chapterQuery, type Draft, type DraftControl, proceduresQuery } from '../api/procedures.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Applicability } from './applicability.tsx';
import classes from './chapter.module.css';
import { ChapterBar } from './chapter-bar.tsx';
import { ClauseArticle } from './clause.tsx';
import { DeskProvider, useDesk } from './desk.tsx';
import { useChapterKeys, useLeaveGuard } from './keys.ts';
import { OwnersAtOnce } from './owners.tsx';
import { LiveSentence } from './sentence.tsx';

/** One chapter of the company's draft, clause by clause. */
export function ChapterPage() {
  const { id } = useParams({ from: '/inside/procedures/chapters/$id' });
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(chapterQuery(id));
  const control = query.data?.controls.find((each) => each.id === id);
  return (
    <Page
      key={id}
      eyebrow={
        <>
          <Link to="/procedures">{t('procedures.title')}</Link> / <span className="number">{id}</span>
        </>
      }
      title={control === undefined ? id : `${id} ${say(control.title)}`}
      lead={control === undefined ? undefined : say(control.purpose)}
      actions={<Neighbours id={id} />}
    >
      <Answer query={query} what={id}>
        {(draft) => <Chapter draft={draft} id={id} />}
      </Answer>
    </Page>
  );
}

function Chapter({ draft, id }: { draft: Draft; id: string }) {
  const { t } = useTranslation();
  const control = draft.controls.find((each) => each.id === id);
  if (control === undefined) {
    return (
      <Empty title={t('chapter.missing', { id })}>
        <Link to="/procedures">{t('chapter.toProcedures')}</Link>
      </Empty>
    );
  }
  return (
    <DeskProvider draft={draft} control={control}>
      <Applicability key={control.id} control={control} />
      {control.applicable ? <Clauses control={control} /> : <OutOfUse control={control} />}
    </DeskProvider>
  );
}

function Clauses({ control }: { control: DraftControl }) {
  const { t } = useTranslation();
  const { canEdit } = useDesk();
  const { hash } = useLocation();
  useChapterKeys();
  useLeaveGuard();
  // The clause that the address names is there only now that the data is.
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <div>
      <ChapterBar control={control} />
      {canEdit && <OwnersAtOnce control={control} />}
      <section aria-label={t('control.clauses')} className={classes.clauses}>
        {control.clauses.map((clause) => (
          <ClauseArticle key={clause.id} clause={clause} named={hash === clause.id} />
        ))}
      </section>
    </div>
  );
}

/** A chapter that does not apply is still there to be read. */
function OutOfUse({ control }: { control: DraftControl }) {
  const { t } = useTranslation();
  return (
    <details className={classes.outOfUse}>
      <summary>{t('chapter.showOutOfUse', { count: control.clauses.length })}</summary>
      <ol>
        {control.clauses.map((clause) => (
          <li key={clause.id}>
            <b className="number small">{clause.id}</b>
            <LiveSentence text={clause.text} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** To the chapter before and after, in the order of the procedures. */
function Neighbours({ id }: { id: string }) {
  const { t } = useTranslation();
  const ids = useQuery(proceduresQuery).data?.controls.map((control) => control.id) ?? [];
  const at = ids.indexOf(id);
  const before = at > 0 ? ids[at - 1] : undefined;
  const after = at >= 0 ? ids[at + 1] : undefined;
  return (
    <nav className={classes.neighbours} aria-label={t('chapter.neighbours')}>
      {before !== undefined && (
        <Link to="/procedures/chapters/$id" params={{ id: before }} title={t('chapter.previous')}>
          ← {before}
        </Link>
      )}
      {after !== undefined && (
        <Link to="/procedures/chapters/$id" params={{ id: after }} title={t('chapter.next')}>
          {after} →
        </Link>
      )}
    </nav>
  );
}
