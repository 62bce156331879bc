import { useTranslation } from 'react-i18next';
import type { Sheet, SheetSection } from '../api/duties.ts';
import { VerdictWord } from '../pieces/mark.tsx';
import { Section } from '../pieces/page.tsx';
import { PlainLink } from '../pieces/plain-link.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { dayOf, When } from '../pieces/when.tsx';
import classes from './sheet.module.css';

interface SheetViewProps {
  sheet: Sheet;
  /** Kept as it was confirmed, no longer laid out anew. */
  isFrozen: boolean;
  /** Titles of sections that do not say what they said when the person began. */
  changed?: ReadonlySet<string>;
}

/** What the machine laid out, so that the person confirms instead of collecting. What is not in order stands open. */
export function SheetView({ sheet, isFrozen, changed = new Set() }: SheetViewProps) {
  const { t } = useTranslation();
  return (
    <Section
      id="sheet"
      title={t('duties.sheet')}
      lead={
        <>
          {t(isFrozen ? 'duties.sheetFrozen' : 'duties.sheetLead')} <When at={sheet.preparedAt} />{' '}
          {sheet.since === null ? t('duties.sheetFirst') : t('duties.sheetSince', { date: dayOf(new Date(sheet.since)) })}
        </>
      }
    >
      <SheetParts sheet={sheet} changed={changed} />
      <p className={`small quiet ${classes.digest}`}>
        {t('duties.sheetDigest')} <span className="mono">{sheet.digest}</span>
      </p>
    </Section>
  );
}

/** Its sections alone, where what stands around them says what they are. */
export function SheetParts({ sheet, changed = new Set() }: Pick<SheetViewProps, 'sheet' | 'changed'>) {
  return (
    <div className={classes.sections}>
      {sheet.sections.map((section) => (
        <Part key={section.title.ja} section={section} isChanged={changed.has(section.title.ja)} />
      ))}
    </div>
  );
}

function Part({ section, isChanged }: { section: SheetSection; isChanged: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { title, to, verdict, summary, rows, more } = section;
  return (
    <article className={`${classes.part} ${isChanged ? classes.changed : ''}`} aria-label={say(title)}>
      <div className={classes.head}>
        <h3 className={classes.title}>{say(title)}</h3>
        {verdict !== null && <VerdictWord verdict={verdict} strong />}
        {isChanged && <span className={classes.new}>{t('duties.sheetChangedPart')}</span>}
        {to !== null && (
          <span className={`${classes.link} no-print`}>
            <PlainLink to={to} label={t('duties.sheetLookNamed', { title: say(title) })}>
              {t('duties.sheetLook')}
            </PlainLink>
          </span>
        )}
      </div>
      <p>{say(summary)}</p>
      {rows.length > 0 && (
        <details open={verdict === 'fail' || verdict === 'unknown' || isChanged} className={classes.rows}>
          <summary>{t('duties.sheetRows', { count: rows.length + more })}</summary>
          <Rows section={section} />
          {more > 0 && <p className="small quiet">{t('duties.sheetMore', { count: more })}</p>}
        </details>
      )}
    </article>
  );
}

function Rows({ section: { title, columns, rows } }: { section: SheetSection }) {
  const { say } = useSaid();
  return (
    <Scroll label={say(title)}>
      <table className="table cards">
        <caption className="unseen">{say(title)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.ja} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row's cells stand where its columns do
                <td key={index} data-label={columns[index] === undefined ? undefined : say(columns[index])}>
                  {typeof cell === 'string' ? cell : say(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
