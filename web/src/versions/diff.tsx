import { useTranslation } from 'react-i18next';
import type { ClauseChange } from '../api/versions.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './diff.module.css';
import { inWhole, placed } from './diff-layout.ts';

/**
 * Words that came are underlined, words that went are struck through: legible in black and white. A screen reader hears
 * where each begins and ends.
 */
export function DiffText({ words }: { words: ClauseChange['words'] }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const shown = language === 'en' && words.en.length === 0 ? 'ja' : language;
  const whole = inWhole(words[shown]);
  if (whole !== null) {
    return (
      <div lang={shown}>
        <p className={classes.text}>
          <Changed kind="removed" start={t('compare.removed')} end={t('compare.end')}>
            {whole.before}
          </Changed>
        </p>
        <p className={classes.text}>
          <Changed kind="added" start={t('compare.added')} end={t('compare.end')}>
            {whole.after}
          </Changed>
        </p>
      </div>
    );
  }
  return (
    <p className={classes.text} lang={shown}>
      {placed(words[shown]).map(({ part, at }) =>
        part.kind === 'same' ? (
          <span key={at}>{part.text}</span>
        ) : (
          <Changed key={at} kind={part.kind} start={t(`compare.${part.kind}`)} end={t('compare.end')}>
            {part.text}
          </Changed>
        ),
      )}
    </p>
  );
}

function Changed({ kind, start, end, children }: { kind: 'added' | 'removed'; start: string; end: string; children: string }) {
  const Tag = kind === 'added' ? 'ins' : 'del';
  return (
    <Tag className={classes[kind]}>
      <span className="unseen">[{start}: </span>
      {children}
      <span className="unseen"> {end}]</span>
    </Tag>
  );
}

export const isSame = (words: ClauseChange['words'], language: 'ja' | 'en'): boolean =>
  (words[language].length === 0 ? words.ja : words[language]).every((part) => part.kind === 'same');

/** What the marks mean, once above a list. */
export function DiffLegend() {
  const { t } = useTranslation();
  return (
    <p className={classes.legend}>
      <ins className={classes.added}>{t('compare.added')}</ins>
      <del className={classes.removed}>{t('compare.removed')}</del>
      <span>{t('compare.legend')}</span>
    </p>
  );
}
