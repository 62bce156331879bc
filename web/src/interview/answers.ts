import type { Company, FactChange, FactKey, Question } from '../api/company.ts';
import type { Draft, DraftControl, DraftValue } from '../api/procedures.ts';
import type { ParamValue, Words } from '../api/types.ts';
import { draftOfFact, type FactDraft, readFactDraft } from '../company/fact-draft.ts';
import { draftOf, readDraft, type Draft as ValueDraft } from '../settings/value-draft.ts';

/** What the questions are asked about: the company's facts, and the draft of its procedures. */
export interface Ground {
  readonly company: Company;
  readonly draft: Draft;
}
/** Whether what is proposed is left out, and for a chapter with which words. */
export interface Decision {
  readonly choice: 'drop' | 'keep' | null;
  readonly reason: string;
}
export type Typed = FactDraft | ValueDraft | Decision;
export type AnswerFault =
  | 'needAnswer'
  | 'needReason'
  | 'needNumber'
  | 'outOfBounds'
  | 'needName'
  | 'needHours'
  | 'needWeekday'
  | 'needClosure';
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: AnswerFault };

export const isFactKey = (company: Company, key: string): key is FactKey => Object.hasOwn(company.facts, key);
export const draftValueOf = (draft: Draft, key: string): DraftValue | undefined => draft.values.find(({ id }) => id === key);
export const controlOf = (draft: Draft, key: string): DraftControl | undefined => draft.controls.find(({ id }) => id === key);

/** What stands in a question's field before anybody types: the stored answer, else the suggestion, else nothing. */
export function beginWith(question: Question, { company, draft }: Ground, say: (words: Words) => string): Typed {
  const { kind, key, suggestion } = question;
  if (kind === 'condition') {
    const value = company.conditions.find((condition) => condition.key === key)?.value ?? null;
    return value === null ? '' : value ? 'yes' : 'no';
  }
  if (kind === 'value') return draftOf(draftValueOf(draft, key)?.value ?? (suggestion as ParamValue));
  if (kind === 'fact') {
    if (!isFactKey(company, key)) return '';
    const fact = company.facts[key];
    return draftOfFact(key, fact.revision === 0 && suggestion !== null ? suggestion : fact.value);
  }
  if (kind === 'control') return controlDecision(question, controlOf(draft, key), say);
  return { choice: question.answeredAt === null ? null : clausesLeft(question, draft).length === 0 ? 'drop' : 'keep', reason: '' };
}

function controlDecision(question: Question, control: DraftControl | undefined, say: (words: Words) => string): Decision {
  const proposed = question.proposals[0];
  const reason = proposed === undefined ? '' : say(proposed.reason);
  if (control?.applicable === false) return { choice: 'drop', reason: control.reason || reason };
  return { choice: question.answeredAt === null ? null : 'keep', reason };
}

/** The clauses of a proposal that the draft still keeps. */
export const clausesLeft = (question: Question, draft: Draft) => {
  const proposed = new Set(question.proposals.map(({ id }) => id));
  return draft.controls.flatMap(({ clauses }) => clauses).filter(({ id, adoption }) => proposed.has(id) && adoption !== 'not-applicable');
};

/** What a press of "everything as suggested" puts into a field; null where only a person can answer. */
export function suggested(question: Question, { company }: Ground, say: (words: Words) => string): Typed | null {
  const { kind, key, suggestion } = question;
  if (kind === 'control') return { choice: 'drop', reason: question.proposals[0] === undefined ? '' : say(question.proposals[0].reason) };
  if (kind === 'clauses') return { choice: 'drop', reason: '' };
  if (suggestion === null || suggestion === undefined) return null;
  if (kind === 'condition') return suggestion ? 'yes' : 'no';
  if (kind === 'value') return draftOf(suggestion as ParamValue);
  return isFactKey(company, key) ? draftOfFact(key, suggestion) : null;
}

/** What was typed as an answer, or what is missing. */
export function readAnswer(question: Question, typed: Typed, { company, draft }: Ground): Read {
  const { kind, key } = question;
  if (kind === 'condition') return typed === '' ? { ok: false, fault: 'needAnswer' } : { ok: true, value: typed === 'yes' };
  if (kind === 'fact') return isFactKey(company, key) ? readFactDraft(key, typed as FactDraft) : { ok: false, fault: 'needAnswer' };
  if (kind === 'value') {
    const value = draftValueOf(draft, key);
    const read = value === undefined ? undefined : readDraft(value, typed as ValueDraft);
    if (read === undefined) return { ok: false, fault: 'needAnswer' };
    return read.ok ? { ok: true, value: read.value } : read;
  }
  const { choice, reason } = typed as Decision;
  if (choice === null) return { ok: false, fault: 'needAnswer' };
  if (kind === 'control' && choice === 'drop' && reason.trim() === '') return { ok: false, fault: 'needReason' };
  return { ok: true, value: { choice, reason: reason.trim() } };
}

/** Facts and conditions of these answers that say something new; a first answer does, even where it is the first value. */
export function factChanges(answers: readonly { question: Question; value: unknown }[], { company }: Ground): FactChange[] {
  return answers.flatMap(({ question: { kind, key }, value }) => {
    if (kind === 'condition') {
      const condition = company.conditions.find((each) => each.key === key);
      return condition === undefined || condition.value === value ? [] : [{ key, value, revision: condition.revision }];
    }
    if (kind !== 'fact' || !isFactKey(company, key) || key === 'approvalsNeeded') return [];
    const fact = company.facts[key];
    if (fact.revision > 0 && JSON.stringify(fact.value) === JSON.stringify(value)) return [];
    return [{ key, value, revision: fact.revision }];
  });
}
