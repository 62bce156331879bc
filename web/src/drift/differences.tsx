import { useTranslation } from 'react-i18next';
import type { DriftDifference } from '../api/drift.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './drift.module.css';

/** One thing that came, went or changed: what it was, and what it is; `plain`: it is only listed. Nothing of it is more than text. */
export function DifferenceCells({ difference, plain = false }: { difference: DriftDifference; plain?: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <th scope="row">
        <span className={classes.key}>{difference.key}</span>
        <span className="small quiet"> {say(difference.collectionTitle)}</span>
      </th>
      {!plain && <td data-label={t('drift.act')}>{t(`drift.acts.${difference.act}`)}</td>}
      <td data-label={t('drift.content')}>
        <Attributes {...difference} />
      </td>
    </>
  );
}

function Attributes({ before, after, titles }: Pick<DriftDifference, 'before' | 'after' | 'titles'>) {
  const { say } = useSaid();
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const shown = before && after ? names.filter((name) => before[name] !== after[name]) : names;
  return (
    <ul className={classes.attributes}>
      {shown.map((name) => (
        <li key={name}>
          <span className="small quiet">{titles[name] === undefined ? name : say(titles[name])}: </span>
          {before && (after ? <del>{cut(before[name])}</del> : <span>{cut(before[name])}</span>)}
          {before && after && ' → '}
          {after && (before ? <ins>{cut(after[name])}</ins> : <span>{cut(after[name])}</span>)}
        </li>
      ))}
    </ul>
  );
}

const shownChars = 160;
const cut = (text: string | undefined): string =>
  text === undefined || text === '' ? '－' : text.length > shownChars ? `${text.slice(0, shownChars)}…` : text;
