import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, Readable } from '../api/procedures.ts';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Chapter } from './book.tsx';
import { ClauseChanges, ControlChanges, ValueChanges } from './changes.tsx';
import { DiffLegend } from './diff.tsx';
import { Excluded, excludedOf, Laxer } from './risks.tsx';
import classes from './version.module.css';

interface ReadingProps {
  readable: Readable;
  /** Against the version that it follows, or the sample for the first. */
  changes: Comparison;
  bySample: Comparison;
  fromSample: boolean;
}

/** The ten minutes of a member of the committee, in the order of what may hurt. */
export function Reading({ readable, changes, bySample, fromSample }: ReadingProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const laxer = bySample.values.filter((value) => value.laxer);
  const out = excludedOf(readable);
  const parts = [
    { id: 'laxer', title: t('version.laxer'), count: laxer.length },
    { id: 'chapters', title: t('version.chapters'), count: out.length },
    { id: 'changed', title: t('version.words'), count: changes.clauses.length },
    { id: 'values', title: t('version.values'), count: changes.values.length },
  ];
  const titleOf = (id: string) => {
    const control = readable.controls.find((each) => each.id === id);
    return control === undefined ? undefined : say(control.title);
  };
  const decided = new Map(readable.controls.flatMap((control) => control.clauses.map((clause) => [clause.id, clause.necessity])));
  const necessityOf = (id: string) => decided.get(id) ?? '';
  const against = t('version.against', { base: say(changes.from) });
  return (
    <div className={classes.reading}>
      <nav className={classes.glance} aria-label={t('version.glance')}>
        <ul>
          {parts.map((part) => (
            <li key={part.id}>
              <a href={`#${part.id}`}>
                <span>{part.title}</span>
                <b className={`${classes.figure} ${part.id === 'laxer' && part.count > 0 ? classes.loud : ''}`}>
                  {t('version.count', { total: part.count })}
                </b>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section id="laxer" title={t('version.laxer')} lead={laxer.length === 0 ? undefined : t('version.laxerLead')}>
        {laxer.length === 0 ? <p>{t('version.noLaxer')}</p> : <Laxer values={laxer} changed={changes.values} />}
      </Section>
      <Section id="chapters" title={t('version.chapters')} lead={out.length === 0 ? undefined : t('version.chaptersLead')}>
        {out.length === 0 ? <p>{t('version.noChapters')}</p> : <Excluded rows={out} />}
        {changes.controls.length > 0 && (
          <>
            <h3 className={classes.sub}>{t('version.scope')}</h3>
            <ControlChanges controls={changes.controls} />
          </>
        )}
      </Section>
      <Section id="changed" title={t('version.words')} lead={against}>
        {changes.clauses.length === 0 ? (
          <p>{t('version.noWords')}</p>
        ) : (
          <>
            <DiffLegend />
            <ClauseChanges clauses={changes.clauses} titleOf={titleOf} fromSample={fromSample} necessityOf={necessityOf} />
          </>
        )}
      </Section>
      <Section id="values" title={t('version.values')} lead={against}>
        {changes.values.length === 0 ? <p>{t('version.noValues')}</p> : <ValueChanges values={changes.values} />}
      </Section>
      <Whole readable={readable} />
    </div>
  );
}

/** 34 chapters are long: they open on demand. */
function Whole({ readable }: { readable: Readable }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Section
      id="whole"
      title={t('version.whole')}
      lead={t('version.wholeLead', { count: readable.controls.length })}
      actions={
        <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'version.hide' : 'version.show')}
        </Button>
      }
    >
      {open && (
        <div>
          {readable.controls.map((control) => (
            <Chapter key={control.id} control={control} words={[]} />
          ))}
        </div>
      )}
    </Section>
  );
}
