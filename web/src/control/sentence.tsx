import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Clause, Param } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './sentence.module.css';

/** The company's sentence with its values as chips. A chip leads to the one place where the value is set. */
export function Sentence({ pieces, params }: { pieces: Clause['sentence']; params: readonly Param[] }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  return (
    <p className={classes.sentence}>
      {pieces[language].map((piece, index) => {
        // A sentence never changes its order: the place of a piece is its name.
        if ('text' in piece) return <span key={`${index}-text`}>{piece.text}</span>;
        const param = params.find((each) => each.id === piece.param);
        return (
          <Link
            key={`${index}-${piece.param}`}
            to="/settings/values/$id"
            params={{ id: piece.param }}
            className={`${classes.chip} ${param?.laxer ? classes.laxer : ''}`}
            title={param === undefined ? undefined : t('control.changeValue', { title: say(param.title), said: piece.said })}
          >
            {piece.said}
          </Link>
        );
      })}
    </p>
  );
}
