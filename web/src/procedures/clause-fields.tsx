import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftClause } from '../api/procedures.ts';
import type { Words } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { type DraftFault, type Field, type Fields, plainCharsMax } from './clause-draft.ts';
import classes from './clause-fields.module.css';
import { useDesk } from './desk.tsx';

interface ClauseFieldsProps {
  clause: DraftClause;
  now: Fields;
  faults: Partial<Record<Field, DraftFault>>;
  write: (change: Partial<Fields>) => void;
}

/** What stands around the sentence: who sees to it, when it is necessary, notes, the words of the leaflet. */
export function ClauseFields(props: ClauseFieldsProps) {
  const { canEdit } = useDesk();
  if (!canEdit) return <ReadOnly {...props} />;
  return (
    <>
      <Editable {...props} />
      <div className="print-only">
        <ReadOnly {...props} />
      </div>
    </>
  );
}

function Editable(props: ClauseFieldsProps) {
  const { t } = useTranslation();
  const { clause, now, faults, write } = props;
  const applies = now.adoption !== 'not-applicable';
  const hasMore = now.note !== '' || now.plainJa !== '' || now.plainEn !== '' || faults.note !== undefined || faults.plainJa !== undefined;
  return (
    <div className={`${classes.fields} no-print`}>
      {applies && clause.necessityAsked !== null && <Necessity {...props} asked={clause.necessityAsked} />}
      {applies && clause.operative && (
        <div className={classes.pair}>
          <PartySelect
            label={t('chapter.owner')}
            none={t('chapter.nobody')}
            held={clause.owner}
            value={now.owner}
            set={(owner) => write({ owner })}
          />
          <PartySelect
            label={t('chapter.deputy')}
            none={t('chapter.noDeputy')}
            held={clause.deputy}
            value={now.deputy}
            set={(deputy) => write({ deputy })}
          />
        </div>
      )}
      {applies && now.owner !== '' && now.owner === now.deputy && <p className={classes.warning}>{t('chapter.sameDeputy')}</p>}
      <details className={classes.more} open={hasMore || undefined}>
        <summary>{clause.plainSample === null ? t('chapter.moreNote') : t('chapter.more')}</summary>
        <div className={classes.fields}>
          <Textarea
            label={t('chapter.note')}
            description={t('chapter.noteHint')}
            error={faults.note === undefined ? undefined : t(`chapter.fault.${faults.note}`)}
            rows={2}
            value={now.note}
            onChange={(event) => write({ note: event.currentTarget.value })}
          />
          {clause.plainSample !== null && <Plain {...props} sample={clause.plainSample} />}
        </div>
      </details>
    </div>
  );
}

function Necessity({ now, faults, write, asked }: ClauseFieldsProps & { asked: { question: Words; suggestion: Words } }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const open = now.necessity.trim() === '';
  return (
    <div className={`${classes.necessity} ${open ? classes.undecided : ''}`}>
      <Textarea
        label={say(asked.question)}
        description={open ? t('chapter.necessityHint') : undefined}
        error={faults.necessity === undefined ? undefined : t(`chapter.fault.${faults.necessity}`)}
        rows={2}
        value={now.necessity}
        onChange={(event) => write({ necessity: event.currentTarget.value })}
      />
      {open && (
        <div className={classes.suggestion}>
          <p className="small">
            <b>{t('chapter.suggestion')}</b> {say(asked.suggestion)}
          </p>
          {/* The company's procedure is written in Japanese; the suggestion is taken as it will be read there. */}
          <Button variant="outline" size="compact-sm" onClick={() => write({ necessity: asked.suggestion.ja })}>
            {t('chapter.takeSuggestion')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Plain({ now, faults, write, sample }: ClauseFieldsProps & { sample: Words }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const both = language === 'en' || now.plainEn !== '';
  return (
    <>
      <Textarea
        label={t('chapter.plainJa')}
        description={t('chapter.plainHint', { sample: sample.ja, max: plainCharsMax })}
        error={faults.plainJa === undefined ? undefined : t(`chapter.fault.${faults.plainJa}`)}
        rows={2}
        lang="ja"
        value={now.plainJa}
        onChange={(event) => write({ plainJa: event.currentTarget.value })}
      />
      {(both || now.plainJa !== '') && (
        <Textarea
          label={t('chapter.plainEn')}
          description={sample.en}
          error={faults.plainEn === undefined ? undefined : t(`chapter.fault.${faults.plainEn}`)}
          rows={2}
          lang="en"
          value={now.plainEn}
          onChange={(event) => write({ plainEn: event.currentTarget.value })}
        />
      )}
    </>
  );
}

interface PartySelectProps {
  label: string;
  none: string;
  /** Who stands there now: shown even where that person can no longer be named. */
  held: DraftClause['owner'];
  value: string;
  set: (party: string) => void;
}

function PartySelect({ label, none, held, value, set }: PartySelectProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { parties } = useDesk();
  const roles = parties.filter(({ party }) => party.startsWith('role:'));
  const people = parties.filter(({ party }) => !party.startsWith('role:'));
  const option = ({ party, name }: { party: string; name: Words }) => ({ value: party, label: say(name) });
  const gone = held !== null && !parties.some(({ party }) => party === held.party);
  return (
    <NativeSelect
      label={label}
      value={value}
      error={gone && value === held.party ? t('chapter.gone') : undefined}
      onChange={(event) => set(event.currentTarget.value)}
      data={[
        { value: '', label: none },
        ...(gone ? [option(held)] : []),
        { group: t('chapter.roles'), items: roles.map(option) },
        ...(people.length > 0 ? [{ group: t('chapter.people'), items: people.map(option) }] : []),
      ]}
    />
  );
}

function ReadOnly({ clause, now }: ClauseFieldsProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const rows = [
    [t('chapter.owner'), clause.owner === null ? t('chapter.nobody') : say(clause.owner.name)],
    [t('chapter.deputy'), clause.deputy === null ? '' : say(clause.deputy.name)],
    [clause.necessityAsked === null ? '' : say(clause.necessityAsked.question), now.necessity],
    [t('chapter.note'), now.note],
    [t('chapter.plain'), clause.plain === null ? '' : say(clause.plain)],
  ] as const;
  const shown = rows.filter(([name, said]) => name !== '' && said !== '');
  if (!clause.operative && now.note === '') return null;
  return (
    <dl className="facts">
      {shown.map(([name, said]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd className={classes.said}>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
