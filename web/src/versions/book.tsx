import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadableClause, ReadableControl } from '../api/versions.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './book.module.css';
import { marksIn } from './find.ts';

/** A chapter as in a book: its title, what it is for, its clauses. `words` are marked where they stand. Typing draws only what changes. */
export const Chapter = memo(function Chapter({ control, words }: { control: ReadableControl; words: readonly string[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <section id={control.id} className={classes.chapter} aria-labelledby={`chapter-${control.id}`}>
      <h2 id={`chapter-${control.id}`} className={classes.title}>
        <span className="number">{control.id}</span>
        <span>
          <Marked text={say(control.title)} words={words} />
        </span>
        {!control.applicable && <span className={classes.excluded}>{t('rules.excluded')}</span>}
      </h2>
      <p className={classes.purpose}>
        <Marked text={say(control.purpose)} words={words} />
      </p>
      {!control.applicable && (
        <p className={classes.why}>
          {t('rules.excludedBody')}
          {control.reason !== '' && (
            <>
              {' '}
              {t('rules.reason')}: <Marked text={control.reason} words={words} />
            </>
          )}
        </p>
      )}
      {control.clauses.map((clause) => (
        <ClauseText key={clause.id} clause={clause} words={words} />
      ))}
    </section>
  );
});

/** One clause: label as in the printed procedures, sentence with its values, who sees to it. */
function ClauseText({ clause, words }: { clause: ReadableClause; words: readonly string[] }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const shown = language === 'en' && onlyJapanese(clause) ? 'ja' : language;
  const out = clause.adoption === 'not-applicable';
  // The numbering is that of the printed procedures; its word for an article follows the language of the screen.
  const article = /^第(\d+)条$/.exec(clause.label);
  return (
    <article id={clause.id} className={`${classes.clause} ${classes[clause.type]} ${clause.heading ? classes.heading : ''}`}>
      <div className={classes.label}>
        {clause.type === 'advice' ? t('rules.advice') : article === null ? clause.label : t('rules.article', { count: Number(article[1]) })}
      </div>
      <div className={classes.said}>
        <p className={`${classes.sentence} ${out ? classes.out : ''}`} lang={shown}>
          {placed(clause.pieces[shown]).map(({ piece, at }) =>
            'text' in piece ? (
              <Marked key={at} text={piece.text} words={words} />
            ) : (
              <b key={at} className={classes.value}>
                <Marked text={piece.said} words={words} />
              </b>
            ),
          )}
        </p>
        <Beside clause={clause} words={words} />
      </div>
      <a href={`#${clause.id}`} className={`${classes.id} number`} aria-label={t('rules.link', { id: clause.id })}>
        {clause.id}
      </a>
    </article>
  );
}

/** Where nobody wrote English the Japanese is the rule in both; the page then says its language, for voices and fonts. */
const onlyJapanese = ({ pieces: { ja, en } }: ReadableClause): boolean => en.length === 0 || JSON.stringify(en) === JSON.stringify(ja);

function Beside({ clause, words }: { clause: ReadableClause; words: readonly string[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const out = clause.adoption === 'not-applicable';
  if (!out && clause.owner === null && clause.necessity === '') return null;
  return (
    <dl className={classes.beside}>
      {out && (
        <div>
          <dt>{t('rules.excluded')}</dt>
          <dd>{clause.reason === '' ? t('rules.excludedClause') : <Marked text={clause.reason} words={words} />}</dd>
        </div>
      )}
      {clause.owner !== null && !out && (
        <div>
          <dt>{t('rules.owner')}</dt>
          <dd>
            {say(clause.owner)}
            {clause.deputy !== null && ` (${t('rules.deputy')}: ${say(clause.deputy)})`}
          </dd>
        </div>
      )}
      {clause.necessity !== '' && !out && (
        <div>
          <dt>{t('rules.necessity')}</dt>
          <dd>
            <Marked text={clause.necessity} words={words} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  let at = 0;
  return marksIn(text, words).map((mark) => {
    const key = at;
    at += mark.text.length;
    return mark.hit ? <mark key={key}>{mark.text}</mark> : <span key={key}>{mark.text}</span>;
  });
}

function placed(pieces: ReadableClause['pieces']['ja']): { piece: (typeof pieces)[number]; at: number }[] {
  let at = 0;
  return pieces.map((piece) => {
    const begins = at;
    at += ('text' in piece ? piece.text : piece.said).length + 1;
    return { piece, at: begins };
  });
}
