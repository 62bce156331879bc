import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Clause, Param, SentencePiece } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './sentence.module.css';

/** A short value is not cut at the end of a line; a long list has to be. */
const shortChars = 14;

/** The company's sentence with its values as chips. A chip leads to the one place where the value is set. */
export function Sentence({ pieces, params }: { pieces: Clause['sentence']; params: readonly Param[] }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  return (
    <p className={classes.sentence}>
      {placed(pieces[language]).map(({ piece, at }) => {
        if ('text' in piece) return <span key={at}>{piece.text}</span>;
        const param = params.find((each) => each.id === piece.param);
        return (
          <Link
            key={at}
            to="/settings/values/$id"
            params={{ id: piece.param }}
            className={`${classes.chip} ${param?.laxer ? classes.laxer : ''} ${piece.said.length <= shortChars ? classes.short : ''}`}
            title={param === undefined ? undefined : t('control.changeValue', { title: say(param.title), said: piece.said })}
          >
            {piece.said}
          </Link>
        );
      })}
    </p>
  );
}

/** Each piece with where in the sentence it begins: one value may stand there twice, no two pieces begin at one place. */
function placed(pieces: readonly SentencePiece[]): { piece: SentencePiece; at: number }[] {
  let at = 0;
  return pieces.map((piece) => {
    const begins = at;
    at += ('text' in piece ? piece.text : piece.said).length;
    return { piece, at: begins };
  });
}
