import type { QueryClient } from '@tanstack/react-query';
import { answerQuestions, type Question, saveApprovals, saveFacts, takeNecessities } from '../api/company.ts';
import { type DraftClause, saveClause, saveControl, saveDraftValue } from '../api/procedures.ts';
import type { ParamValue, Words } from '../api/types.ts';
import { carryHours } from '../company/hours-value.ts';
import { clausesLeft, controlOf, type Decision, draftValueOf, factChanges, type Ground } from './answers.ts';

export interface Answer {
  readonly question: Question;
  readonly value: unknown;
}
interface Saving {
  readonly client: QueryClient;
  readonly ground: Ground;
  readonly say: (words: Words) => string;
  /** Also take our suggestions for "when is it necessary", where the step names owners. */
  readonly necessity: boolean;
}

/** Everything that a saved step may have changed. */
export const touchedByInterview = ['company', 'procedures', 'param', 'params', 'control', 'check', 'board', 'statement'] as const;

/**
 * Stores a step's answers where each belongs, then marks its questions as answered. Stopped half way it can be repeated: what is
 * stored already is not stored again.
 */
export async function saveAnswers(answers: readonly Answer[], saving: Saving): Promise<void> {
  await saveCompany(answers, saving);
  for (const { question, value } of answers) {
    if (question.kind === 'value') await saveOneValue(question.key, value as ParamValue, saving.ground);
    if (question.kind === 'control') await saveOneControl(question.key, value as Decision, saving.ground);
    if (question.kind === 'clauses' && (value as Decision).choice === 'drop') await leaveOut(question, saving);
  }
  // Owners follow from the facts themselves; what is left to fill is when a clause is necessary.
  if (saving.necessity && answers.some(({ question }) => question.id === 'fact:defaultOwner')) await takeNecessities();
  const ids = answers.map(({ question }) => question.id);
  await answerQuestions(ids.includes('fact:businessHours') ? [...ids, 'value:businessHours'] : ids);
}

async function saveCompany(answers: readonly Answer[], { client, ground }: Saving): Promise<void> {
  const changes = factChanges(answers, ground);
  if (changes.length > 0) {
    const saved = await saveFacts(changes);
    if (changes.some(({ key }) => key === 'businessHours')) await carryHours(client, saved.facts.businessHours.value);
  }
  const approvals = answers.find(({ question }) => question.id === 'fact:approvalsNeeded');
  const { value, revision } = ground.company.facts.approvalsNeeded;
  // The first value needs no second factor: it is what counts already.
  if (approvals !== undefined && approvals.value !== value) await saveApprovals(approvals.value as number, revision);
}

async function saveOneValue(id: string, wanted: ParamValue, { draft }: Ground): Promise<void> {
  const value = draftValueOf(draft, id);
  if (value === undefined || (value.answered && JSON.stringify(value.value) === JSON.stringify(wanted))) return;
  await saveDraftValue(id, { revision: value.revision, value: wanted as never });
}

async function saveOneControl(id: string, { choice, reason }: Decision, { draft }: Ground): Promise<void> {
  const control = controlOf(draft, id);
  if (control === undefined) return;
  const applicable = choice === 'keep';
  if (control.applicable === applicable && (applicable || control.reason === reason)) return;
  await saveControl(id, { revision: control.revision, applicable, reason: applicable ? '' : reason });
}

async function leaveOut(question: Question, { ground, say }: Saving): Promise<void> {
  const reasons = new Map(question.proposals.map(({ id, reason }) => [id, say(reason)]));
  for (const clause of clausesLeft(question, ground.draft)) await saveClause(clause.id, notApplicable(clause, reasons.get(clause.id)!));
}

/** What was decided about the clause beside its adoption stays as it is. */
const notApplicable = (clause: DraftClause, reason: string) => ({
  revision: clause.revision,
  adoption: 'not-applicable' as const,
  reason,
  owner: clause.owner?.party ?? null,
  deputy: clause.deputy?.party ?? null,
  necessity: clause.necessity,
  note: clause.note,
  plain: clause.plain,
});
