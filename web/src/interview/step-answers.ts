import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Question, Step } from '../api/company.ts';
import { useSaid } from '../pieces/said.ts';
import { beginWith, type Ground, type Read, readAnswer, suggested, type Typed } from './answers.ts';
import { type Answer, saveAnswers, touchedByInterview } from './save.ts';

export type AllTyped = Readonly<Record<string, Typed>>;
export interface StepState {
  readonly step: Step;
  readonly ground: Ground;
  /** What was typed and not saved, by question, of all steps. */
  readonly typed: AllTyped;
  readonly setTyped: (change: (before: AllTyped) => AllTyped) => void;
  readonly next: () => void;
}

/** A step's fields as they stand, and the three ways to go on: save all, take all as suggested, save what is answered. */
export function useStepAnswers({ step, ground, typed, setTyped, next }: StepState, necessity: boolean) {
  const { say } = useSaid();
  const client = useQueryClient();
  const [tried, setTried] = useState(false);
  const { questions } = step;
  const typedOf = (question: Question): Typed => typed[question.id] ?? beginWith(question, ground, say);
  const readOf = (question: Question, from: AllTyped = typed): Read =>
    readAnswer(question, from[question.id] ?? beginWith(question, ground, say), ground);
  const save = useMutation({
    mutationFn: (answers: readonly Answer[]) => saveAnswers(answers, { client, ground, say, necessity }),
    onSuccess: (_, answers) => {
      const saved = new Set(answers.map(({ question }) => question.id));
      setTyped((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !saved.has(id))));
      next();
    },
    // Stopped half way or overtaken, the page shows what is stored now; what was typed stays beside it.
    onSettled: () => Promise.all(touchedByInterview.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  const answersIn = (from: AllTyped, asked: readonly Question[]): Answer[] =>
    asked.flatMap((question) => {
      const read = readOf(question, from);
      return read.ok ? [{ question, value: read.value }] : [];
    });
  /** False where an answer is missing: then nothing is saved. */
  const submit = (from: AllTyped = typed): boolean => {
    setTried(true);
    const answers = answersIn(from, questions);
    if (answers.length < questions.length) return false;
    if (answers.length === 0) next();
    else save.mutate(answers);
    return true;
  };
  const acceptAll = (): boolean => {
    const taken: Record<string, Typed> = { ...typed };
    for (const question of questions) {
      const value = suggested(question, ground, say);
      // What a person has answered or typed by hand stands: the button fills what is open.
      const isFree = value !== null && question.answeredAt === null && !readOf(question).ok;
      taken[question.id] = isFree ? value : typedOf(question);
    }
    setTyped(() => taken);
    return submit(taken);
  };
  const later = () => {
    const answers = answersIn(
      typed,
      questions.filter(({ id }) => typed[id] !== undefined),
    );
    if (answers.length === 0) next();
    else save.mutate(answers);
  };
  const type = (question: Question, value: Typed) => {
    if (!save.isPending) save.reset();
    setTyped((before) => ({ ...before, [question.id]: value }));
  };
  return { typedOf, readOf, tried, save, submit, acceptAll, later, type };
}
