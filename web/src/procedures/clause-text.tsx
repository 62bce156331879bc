import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Adoption, DraftClause } from '../api/procedures.ts';
import type { Language, Words } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { type DraftFault, type Field, type Fields, hasOwnText, keptText, withAdoption } from './clause-draft.ts';
import classes from './clause-text.module.css';
import { useDesk } from './desk.tsx';
import { LiveSentence } from './sentence.tsx';
import { unknownIn } from './slots.ts';
import { ValueTray } from './value-tray.tsx';

interface OwnTextProps {
  clause: DraftClause;
  now: Fields;
  sample: Words;
  faults: Partial<Record<Field, DraftFault>>;
  write: (change: Partial<Fields>) => void;
}

const adoptions: readonly Adoption[] = ['adopted', 'changed', 'replaced', 'not-applicable'];

/** How the company takes the clause, and the sentence that comes of it. */
export function OwnText(props: OwnTextProps) {
  const { t } = useTranslation();
  const { canEdit, names } = useDesk();
  const { clause, now, sample, faults, write } = props;
  const text = hasOwnText(now.adoption) ? keptText(now, names) : clause.sample;
  const writes = canEdit && hasOwnText(now.adoption);
  const needsReason = now.adoption === 'replaced' || now.adoption === 'not-applicable';
  return (
    <>
      {canEdit && (
        <SegmentedControl
          className={`${classes.adoption} no-print`}
          size="sm"
          aria-label={t('chapter.adoptionOf', { id: clause.id })}
          value={now.adoption}
          onChange={(chosen) => write(withAdoption(now, chosen as Adoption, sample))}
          data={adoptions.map((value) => ({ value, label: t(`chapter.adoption.${value}`) }))}
        />
      )}
      {now.adoption !== 'adopted' && <p className={`${classes.hint} no-print`}>{t(`chapter.adoptionHint.${now.adoption}`)}</p>}
      {writes && <TextFields {...props} />}
      {writes && text.ja.trim() !== '' && <p className={`${classes.previewTitle} no-print`}>{t('chapter.preview')}</p>}
      {(!writes || text.ja.trim() !== '') && (
        <div className={writes ? classes.preview : undefined}>
          <LiveSentence text={text} quiet={now.adoption === 'not-applicable'} />
        </div>
      )}
      {now.adoption !== 'adopted' && canEdit && (
        <Textarea
          label={needsReason ? t('chapter.reason') : t('chapter.reasonOptional')}
          description={now.adoption === 'not-applicable' ? t('chapter.reasonNotApplicable') : undefined}
          error={faults.reason === undefined ? undefined : t(`chapter.fault.${faults.reason}`)}
          required={needsReason}
          className="no-print"
          classNames={{ input: classes.grows }}
          rows={2}
          value={now.reason}
          onChange={(event) => write({ reason: event.currentTarget.value })}
        />
      )}
      {now.reason !== '' && now.adoption !== 'adopted' && (
        <p className={canEdit ? 'print-only small' : 'small'}>
          <b>{t('chapter.reason')}</b> {now.reason}
        </p>
      )}
      {clause.unsaid.length > 0 && <Unsaid clause={clause} />}
    </>
  );
}

function Unsaid({ clause }: { clause: DraftClause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { values } = useDesk();
  const titles = clause.unsaid.map((id) => {
    const value = values.get(id);
    return value === undefined ? id : say(value.title);
  });
  return <p className={classes.warning}>{t('chapter.unsaid', { values: titles.join(t('control.and')) })}</p>;
}

/** Japanese is the text; English stands beside it and may be left open. */
function TextFields(props: OwnTextProps) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { now, sample, write } = props;
  const englishStays = now.textEn === sample.en && now.textJa !== sample.ja && now.textJa.trim() !== '';
  return (
    <div className={`${classes.fields} no-print`}>
      <TextField {...props} of="ja" label={t('chapter.textJa')} />
      {language === 'en' ? (
        <TextField {...props} of="en" label={t('chapter.textEn')} />
      ) : (
        <details className={classes.more}>
          <summary>{t('chapter.textEn')}</summary>
          <TextField {...props} of="en" label={t('chapter.textEn')} />
        </details>
      )}
      {englishStays && (
        <div className={classes.warning}>
          <p>{t('chapter.englishStays')}</p>
          <Button variant="default" size="compact-xs" onClick={() => write({ textEn: '' })}>
            {t('chapter.emptyEnglish')}
          </Button>
        </div>
      )}
    </div>
  );
}

/**
 * A plain text area: the input method of the person who writes is left alone. Nothing here reacts to Enter, trims or rewrites what
 * is being typed.
 */
function TextField({ clause, now, faults, write, of, label }: OwnTextProps & { of: Language; label: string }) {
  const { t } = useTranslation();
  const { names } = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const field = of === 'ja' ? 'textJa' : 'textEn';
  const fault = faults[field];
  const strange = unknownIn(now[field], names[of]);
  return (
    <div className={classes.field}>
      <Textarea
        ref={area}
        label={label}
        lang={of}
        required={of === 'ja'}
        rows={4}
        classNames={{ input: `${classes.input} ${classes.grows}` }}
        error={fault === undefined ? undefined : t(`chapter.fault.${fault}`)}
        value={now[field]}
        onChange={(event) => write({ [field]: event.currentTarget.value })}
      />
      <ValueTray clause={clause} language={of} area={area} />
      {strange.length > 0 && <p className={classes.warning}>{t('chapter.strangeSlot', { slots: strange.join(' ') })}</p>}
    </div>
  );
}
