import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Question } from '../api/company.ts';
import type { DraftValue } from '../api/procedures.ts';
import type { Words } from '../api/types.ts';
import type { FactDraft, FactFault } from '../company/fact-draft.ts';
import { FactField } from '../company/fact-field.tsx';
import { useSaid } from '../pieces/said.ts';
import type { Draft as ValueDraft } from '../settings/value-draft.ts';
import { type AnswerFault, type Decision, draftValueOf, type Ground, isFactKey, type Typed } from './answers.ts';
import { ClausesDecision, ControlDecision } from './decisions.tsx';
import classes from './interview.module.css';

export interface QuestionProps {
  question: Question;
  ground: Ground;
  typed: Typed;
  fault: AnswerFault | undefined;
  onChange: (typed: Typed) => void;
}

/** One question: its field, why it is asked, what the answer changes. */
export function QuestionField(props: QuestionProps) {
  const { question } = props;
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <div className={classes.question} id={question.id}>
      <Field {...props} />
      <div className={classes.told}>
        <p>{say(question.why)}</p>
        <p className="quiet">
          {t('interview.changes')} {say(question.changes)}
        </p>
      </div>
    </div>
  );
}

function Field({ question, ground, typed, fault, onChange }: QuestionProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { kind, key } = question;
  if (kind === 'fact' && isFactKey(ground.company, key)) {
    return (
      <FactField
        factKey={key}
        label={say(question.title)}
        draft={typed as FactDraft}
        fault={fault as FactFault | undefined}
        parties={ground.draft.parties}
        onChange={onChange}
      />
    );
  }
  if (kind === 'condition') {
    const suggestion = question.suggestion === null ? undefined : t('interview.suggested', { said: t('values.yes') });
    return (
      <Radio.Group
        label={say(question.title)}
        description={suggestion}
        error={fault === undefined ? undefined : t(`interview.faults.${fault}`)}
        value={typed as string}
        onChange={onChange}
      >
        <div className={classes.yesNo}>
          <Radio value="yes" label={t('values.yes')} />
          <Radio value="no" label={t('values.no')} />
        </div>
      </Radio.Group>
    );
  }
  if (kind === 'control') return <ControlDecision question={question} decision={typed as Decision} fault={fault} onChange={onChange} />;
  if (kind === 'clauses')
    return <ClausesDecision question={question} draft={ground.draft} decision={typed as Decision} fault={fault} onChange={onChange} />;
  const value = draftValueOf(ground.draft, key);
  return value === undefined ? null : (
    <ValueAnswer title={question.title} value={value} typed={typed as ValueDraft} fault={fault} onChange={onChange} />
  );
}

interface ValueAnswerProps {
  title: Words;
  value: DraftValue;
  typed: ValueDraft;
  fault: AnswerFault | undefined;
  onChange: (typed: Typed) => void;
}

/** A value with our suggestion, its bounds, and the plain statement that the guideline leaves it open. */
function ValueAnswer({ title, value, typed, fault, onChange }: ValueAnswerProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const bounds = { min: (value.min ?? 0).toLocaleString(), max: (value.max ?? 0).toLocaleString() };
  const unit = value.unit === null ? '' : say(value.unit);
  const origin = (
    <>
      <b>{t('interview.notFixed')}</b> {t('interview.suggested', { said: say(value.defaultSaid) })}
      {value.type === 'number' && ` · ${t('interview.bounds', { ...bounds, unit })}`}
      {value.type === 'list' && ` · ${t('values.listHint')}`}
    </>
  );
  const field = {
    label: say(title),
    description: origin,
    error: fault === undefined ? undefined : t(`interview.faults.${fault}`, bounds),
  };
  if (value.type === 'boolean') {
    return (
      <Radio.Group {...field} value={String(typed)} onChange={(chosen) => onChange(chosen === 'true')}>
        <div className={classes.yesNo}>
          <Radio value="true" label={value.says === null ? t('values.yes') : say(value.says.true)} />
          <Radio value="false" label={value.says === null ? t('values.no') : say(value.says.false)} />
        </div>
      </Radio.Group>
    );
  }
  const text = String(typed);
  if (value.type === 'choice') {
    const options = Object.entries(value.options ?? {}).map(([option, words]) => ({ value: option, label: say(words) }));
    return (
      <NativeSelect
        {...field}
        className={classes.middle}
        value={text}
        data={options}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (value.type !== 'number') {
    const rows = value.type === 'list' ? Math.min(8, Math.max(3, text.split('\n').length + 1)) : 2;
    return (
      <Textarea {...field} className={classes.middle} rows={rows} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  }
  return (
    <TextInput
      {...field}
      className={classes.number}
      inputMode="numeric"
      value={text}
      rightSection={<span className="small quiet">{unit}</span>}
      rightSectionWidth="auto"
      rightSectionProps={{ style: { paddingInline: '0.75rem' } }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
