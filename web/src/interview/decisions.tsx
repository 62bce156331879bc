import { Radio, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Question } from '../api/company.ts';
import type { Draft } from '../api/procedures.ts';
import { useSaid } from '../pieces/said.ts';
import type { AnswerFault, Decision } from './answers.ts';
import classes from './interview.module.css';

interface DecisionProps {
  question: Question;
  decision: Decision;
  fault: AnswerFault | undefined;
  onChange: (decision: Decision) => void;
}

/** A chapter that does not seem to concern the company: left out with a reason, or kept. */
export function ControlDecision({ question, decision, fault, onChange }: DecisionProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      <Radio.Group
        label={say(question.title)}
        description={question.proposals[0] === undefined ? undefined : say(question.proposals[0].reason)}
        error={fault === 'needAnswer' ? t('interview.faults.needAnswer') : undefined}
        value={decision.choice ?? ''}
        onChange={(choice) => onChange({ ...decision, choice: choice as 'drop' | 'keep' })}
      >
        <div className={classes.yesNo}>
          <Radio value="drop" label={t('interview.drop')} />
          <Radio value="keep" label={t('interview.keep')} />
        </div>
      </Radio.Group>
      {decision.choice === 'drop' && (
        <Textarea
          label={t('interview.reason')}
          rows={2}
          maxLength={2000}
          error={fault === 'needReason' ? t('interview.faults.needReason') : undefined}
          value={decision.reason}
          onChange={(event) => onChange({ ...decision, reason: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** Single clauses of chapters that stay: all of them at once, each with its own reason. */
export function ClausesDecision({ question, draft, decision, fault, onChange }: DecisionProps & { draft: Draft }) {
  const { t } = useTranslation();
  const { say, language } = useSaid();
  const texts = new Map(draft.controls.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause.samplePieces[language]])));
  return (
    <>
      <Radio.Group
        label={say(question.title)}
        error={fault === undefined ? undefined : t('interview.faults.needAnswer')}
        value={decision.choice ?? ''}
        onChange={(choice) => onChange({ ...decision, choice: choice as 'drop' | 'keep' })}
      >
        <div className={classes.yesNo}>
          <Radio value="drop" label={t('interview.dropAll')} />
          <Radio value="keep" label={t('interview.keepAll')} />
        </div>
      </Radio.Group>
      <ul className={classes.clauses}>
        {question.proposals.map(({ id, reason }) => (
          <li key={id}>
            <Link to="/procedures/chapters/$id" params={{ id: id.split('.').slice(0, 2).join('.') }} hash={id}>
              {id}
            </Link>{' '}
            {say(reason)}
            <span className={classes.clauseText}>
              {(texts.get(id) ?? []).map((piece) => ('text' in piece ? piece.text : piece.said)).join('')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
