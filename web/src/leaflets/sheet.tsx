import { useTranslation } from 'react-i18next';
import type { LeafletLine } from '../api/leaflets.ts';
import type { Language } from '../api/types.ts';
import classes from './sheet.module.css';

interface SheetProps {
  lines: readonly (LeafletLine & { changed?: boolean })[];
  language: Language;
  /** Large type, for the page that a person reads on a phone. */
  large?: boolean;
  /** The level below whatever heads the sheet. */
  heading?: 'h2' | 'h3';
}

/** The rules of a leaflet under their headings: the same for the preview and for the reader, so that neither can differ. */
export function Sheet({ lines, language, large = false, heading: Heading = 'h3' }: SheetProps) {
  const { t } = useTranslation();
  return (
    <div className={`${classes.sheet} ${large ? classes.large : ''}`} lang={language}>
      {grouped(lines).map(({ topic, lines: own }) => (
        <section key={topic.ja} className={classes.topic}>
          <Heading className={classes.heading}>{topic[language]}</Heading>
          <ul className={classes.lines}>
            {own.map((line) => (
              <li key={line.clauses.join(' ')} className={line.changed ? classes.changed : undefined}>
                <p>
                  {line.changed && <strong className={classes.mark}>{t('leaflet.changed')}</strong>}
                  {line.text[language]}{' '}
                  <span className={classes.clause}>
                    <span className="unseen">{t('leaflet.clause')} </span>
                    {line.clauses.join(' ')}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Lines come in the order of their headings; each heading stands once. */
function grouped(lines: SheetProps['lines']): { topic: LeafletLine['topic']; lines: SheetProps['lines'][number][] }[] {
  const groups: { topic: LeafletLine['topic']; lines: SheetProps['lines'][number][] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.topic.ja === line.topic.ja) last.lines.push(line);
    else groups.push({ topic: line.topic, lines: [line] });
  }
  return groups;
}
