import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Words } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { useDesk } from './desk.tsx';
import classes from './sentence.module.css';
import { cut } from './slots.ts';
import { ValueChip } from './value-chip.tsx';

/**
 * The pieces of a kept text, each with a key that stays while somebody types before it: a value is known by which of its kind it
 * is, so that its open form is not taken away under the person's hands.
 */
function keyed(text: string, known: { has(id: string): boolean }) {
  const seen = new Map<string, number>();
  return cut(text, known).map((piece) => {
    const kind = 'text' in piece ? '' : piece.param;
    const nth = seen.get(kind) ?? 0;
    seen.set(kind, nth + 1);
    return { piece, key: `${kind}#${nth}` };
  });
}

/** The company's sentence. Its values are live: each opens where it stands and changes every sentence that says it. */
export function LiveSentence({ text, quiet = false }: { text: Words; quiet?: boolean }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { said, values } = useDesk();
  const shown = text[language] === '' ? 'ja' : language;
  return (
    <p className={`${classes.sentence} ${quiet ? classes.quiet : ''}`} lang={shown}>
      {keyed(text[shown], said).map(({ piece, key }) => {
        if ('text' in piece) return <span key={key}>{piece.text}</span>;
        const value = values.get(piece.param);
        if (value !== undefined) return <ValueChip key={key} value={value} language={shown} />;
        return (
          <Link key={key} to="/settings/values/$id" params={{ id: piece.param }} className={classes.chip}>
            {said.get(piece.param)?.[shown]}
          </Link>
        );
      })}
      {shown !== language && <span className="small quiet"> {t('chapter.japaneseOnly')}</span>}
    </p>
  );
}

/** Our sample, with the guideline's own values or our suggestions: what the company's sentence is read against. */
export function SampleSentence({ text }: { text: Words }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { said, values } = useDesk();
  return (
    <p className={classes.sample}>
      {keyed(text[language], said).map(({ piece, key }) => {
        if ('text' in piece) return <span key={key}>{piece.text}</span>;
        const value = values.get(piece.param);
        return (
          <span
            key={key}
            className={value?.origin === 'company' ? classes.open : classes.fixed}
            title={value?.origin === 'company' ? t('chapter.value.notFixed') : undefined}
          >
            {(value?.defaultSaid ?? said.get(piece.param))?.[language]}
          </span>
        );
      })}
    </p>
  );
}
