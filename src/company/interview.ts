import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { controls } from '../catalog/index.ts';
import { type Dropped, type InterviewQuestion, type InterviewStep, interviewSteps } from '../catalog/interview.ts';
import type { Pool } from '../db/pool.ts';
import { type Answers, type Proposal, proposed, proposedClause } from './applicability.ts';
import type { Company } from './company.ts';
import { isCondition } from './facts.ts';
import { readAnswered, storeAnswered } from './store.ts';

/** As many as one press of a button may answer. */
export const questionsAtOnceMax = 200;

export interface AskedQuestion extends InterviewQuestion {
  /** Null while it waits for an answer, or for a new one because an answer behind it has changed. */
  readonly answeredAt: Date | null;
  /** For what is proposed to be left out: each number with its reason. */
  readonly proposals: readonly (Proposal & { readonly id: string })[];
}
export interface InterviewState {
  readonly steps: readonly (Omit<InterviewStep, 'questions'> & { readonly questions: readonly AskedQuestion[] })[];
  readonly required: Progress;
  /** Values by chapter, which may wait. */
  readonly later: Progress;
}
export interface Progress {
  readonly total: number;
  readonly answered: number;
}

/** What the answers propose to leave out: chapters, and clauses of the chapters that stay. */
export function droppedBy(answers: Answers): Dropped {
  const dropped = controls.filter((control) => proposed(control, answers)?.applicable === false).map(({ id }) => id);
  const clauses = controls
    .filter(({ id }) => !dropped.includes(id))
    .flatMap((control) => control.clauses.filter((clause) => proposedClause(clause, answers)?.applicable === false).map(({ id }) => id));
  return { controls: dropped, clauses };
}

/** The interview as a company stands in it. Answers live in facts and in the draft; here is kept which questions were answered. */
export class Interview {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #company: Company;

  constructor(pool: Pool, clock: Clock, company: Company) {
    this.#pool = pool;
    this.#clock = clock;
    this.#company = company;
  }

  async state(): Promise<InterviewState> {
    const answered = new Map((await readAnswered(this.#pool)).map(({ question, answeredAt }) => [question, answeredAt]));
    const dropped = droppedBy(this.#company.conditions());
    const steps = interviewSteps(dropped).map((step) => ({
      ...step,
      questions: step.questions.map((question) => this.#asked(question, dropped, answered.get(question.id) ?? null)),
    }));
    const questions = steps.flatMap((step) => step.questions);
    return {
      steps,
      required: progressOf(questions.filter(({ required }) => required)),
      later: progressOf(questions.filter(({ required }) => !required)),
    };
  }

  /** Marks questions as answered. Throws `not-found` for one that is not asked. */
  async answer(questions: readonly string[], by: string): Promise<void> {
    const dropped = droppedBy(this.#company.conditions());
    const asked = new Set(interviewSteps(dropped).flatMap((step) => step.questions.map(({ id }) => id)));
    for (const question of questions) if (!asked.has(question)) throw new Fault('not-found', { value: question.slice(0, 60) });
    if (questions.length === 0) return;
    await storeAnswered(this.#pool, [...new Set(questions)], this.#clock.now(), by);
  }

  #asked(question: InterviewQuestion, dropped: Dropped, answeredAt: Date | null): AskedQuestion {
    const ids = question.kind === 'control' ? [question.key] : question.kind === 'clauses' ? dropped.clauses : [];
    const proposals = ids.map((id) => ({ id, ...this.#company.proposed(id)! }));
    const changedAt = ids.length === 0 ? undefined : this.#conditionsChangedAt();
    // A confirmation is of what was proposed then: once a condition has changed since, it is asked for again.
    const isStale = answeredAt !== null && changedAt !== undefined && changedAt > answeredAt;
    return { ...question, answeredAt: isStale ? null : answeredAt, proposals };
  }

  #conditionsChangedAt(): Date | undefined {
    const times = Object.keys(this.#company.conditions())
      .filter(isCondition)
      .map((key) => this.#company.history(key)[0]!.effectiveFrom);
    return times.length === 0 ? undefined : new Date(Math.max(...times.map((time) => time.getTime())));
  }
}

const progressOf = (questions: readonly AskedQuestion[]): Progress => ({
  total: questions.length,
  answered: questions.filter(({ answeredAt }) => answeredAt !== null).length,
});
