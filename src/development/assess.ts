import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type Assessment, insertAssessment } from './assessment.store.ts';
import { type Answers, assess, questions, unanswered } from './assessment.ts';
import { type Actor, type DevelopmentDeps, developmentLimits } from './ports.ts';

export interface AssessGiven {
  readonly about: 'case' | 'row';
  readonly id: string;
  readonly answers: Answers;
  readonly expert: string;
  readonly note: string;
}

/**
 * Keeps the assessment of a project or of a line of the register of systems; the line then says when it was assessed, and by when again.
 * @throws Fault `not-found`, `bad-request` (a question is not answered), `wrong-state` (the project has ended)
 */
export async function keepAssessment(deps: DevelopmentDeps, given: AssessGiven, actor: Actor): Promise<Assessment> {
  const { pool, clock, ports } = deps;
  const missing = unanswered(given.answers);
  if (missing.length > 0) {
    const { title } = questions.find(({ id }) => id === missing[0])!;
    throw new Fault('bad-request', {
      field: missing[0]!,
      ja: `「${title.ja}」に答えてください。`,
      en: `Please answer “${title.en}”.`,
    });
  }
  const at = clock.now();
  if (given.about === 'case') {
    const project = await ports.project(given.id, actor);
    if (project.ended) throw new Fault('wrong-state', { state: project.state });
  } else if (!(await ports.systemsAt(at)).some(({ id }) => id === given.id)) throw new Fault('not-found', { row: given.id });
  const answers = Object.fromEntries(questions.map(({ id }) => [id, given.answers[id]!]));
  const { level, exposed, factors } = assess(answers);
  const one: Assessment = {
    id: newId(),
    about: given.about,
    aboutId: given.id,
    answers,
    level,
    exposed,
    factors,
    expert: given.expert.trim().slice(0, developmentLimits.textCharsMax),
    note: given.note.trim().slice(0, developmentLimits.noteCharsMax),
    by: actor.actor,
    at,
  };
  await inTransaction(pool, async (tx) => {
    if (given.about === 'row') {
      const assessedOn = ports.localDate(at);
      const assessUntil = ports.monthsBefore(assessedOn, -ports.assessmentMaxAgeMonths(at));
      await ports.writeAssessed(tx, given.id, { assessedOn, assessUntil }, { by: actor.actor, at });
    }
    const subject = given.about === 'case' ? `case:development/project case:${given.id}` : `register:systems/systems row:${given.id}`;
    const payload = { level, exposed, factors: [...factors], answers: sha256Hex(canonicalJson(answers)) };
    const seq = await append(tx, at, [{ kind: 'development.assessed', actor: actor.actor, subject, payload }]);
    await insertAssessment(tx, one, seq);
  });
  return one;
}
