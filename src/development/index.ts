import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import type { PracticeStandings } from '../mechanism/standing.ts';
import { type AssessGiven, keepAssessment } from './assess.ts';
import { type Assessment, assessmentsOf } from './assessment.store.ts';
import { applyList, exportList, type ImportPlan, readList } from './exchange.ts';
import { freeze, mayRelease } from './freeze.ts';
import type { Actor, DevelopmentDeps, Project } from './ports.ts';
import { type Freeze, freezesAt, requirementsById, requirementsOf } from './requirement.store.ts';
import type { Requirement } from './requirement.ts';
import { standingsAt } from './standing.ts';
import { type Proposed, propose } from './starters/index.ts';
import { type LineGiven, saveLines, saveTraces, type TraceGiven, takeStarters } from './write.ts';

export type { AssessGiven } from './assess.ts';
export type { Assessment } from './assessment.store.ts';
export { assess, levels, type Option, type Question, questions } from './assessment.ts';
export type { EnvironmentLine, MeasuredDevice } from './environments.ts';
export type { ImportPlan, ImportProblem, PlannedLine } from './exchange.ts';
export { type Actor, type DevelopmentPorts, developmentLimits, type Project, type ReleaseFacts, type SystemLine } from './ports.ts';
export type { Freeze } from './requirement.store.ts';
export { choices, fieldTitles, type Requirement, unready } from './requirement.ts';
export { type Proposed, type SystemKind, starters, topics, verifications } from './starters/index.ts';
export type { LineGiven, TraceGiven } from './write.ts';

/** The list of a project with what it was chosen by. */
export interface Sheet {
  readonly project: Project;
  readonly lines: readonly Requirement[];
  /** What the list says can be written now. */
  readonly open: boolean;
  readonly needsRecovery: boolean;
  readonly assessments: readonly Assessment[];
  /** Of the newest assessment; empty before the first. */
  readonly proposed: readonly Proposed[];
  readonly frozen: Freeze | null;
}

interface Done {
  readonly case: string;
  readonly kind: string;
  readonly variant: string;
  readonly line: string | null;
  readonly step: string;
  readonly by: string;
  readonly at: Date;
}

const projectKind = 'development/project';
const assessmentsShown = 20;

/** Requirements of development projects: what is asked, by which risk, and how it is met. */
export class Development {
  readonly #deps: DevelopmentDeps;

  constructor(deps: DevelopmentDeps) {
    this.#deps = deps;
  }

  /** @throws Fault `not-found` */
  async sheet(caseId: string, actor: Actor): Promise<Sheet> {
    const { pool, clock, ports } = this.#deps;
    const at = clock.now();
    const project = await ports.project(caseId, actor);
    const [lines, assessments, freezes] = await Promise.all([
      requirementsOf(pool, caseId, at),
      assessmentsOf(pool, 'case', caseId, assessmentsShown),
      freezesAt(pool, [caseId], at),
    ]);
    const [newest] = assessments;
    return {
      project,
      lines,
      open: !project.ended && project.state === 'requirements',
      needsRecovery: ports.needsRecovery(at),
      assessments,
      proposed: newest === undefined ? [] : propose(project.kind, newest),
      frozen: freezes.get(caseId) ?? null,
    };
  }

  /** Requirements by their permanent id, with the project that each is of. For acceptances that refer to them. */
  requirements(ids: readonly string[]): Promise<readonly (Requirement & { readonly caseId: string })[]> {
    return requirementsById(this.#deps.pool, ids, this.#deps.clock.now());
  }
  /** The newest first, of a line of the register of systems. */
  systemAssessments(row: string): Promise<Assessment[]> {
    return assessmentsOf(this.#deps.pool, 'row', row, assessmentsShown);
  }
  assess(given: AssessGiven, actor: Actor): Promise<Assessment> {
    return keepAssessment(this.#deps, given, actor);
  }
  takeStarters(caseId: string, language: Language, actor: Actor): Promise<{ readonly added: number }> {
    return takeStarters(this.#deps, caseId, language, actor);
  }
  save(caseId: string, lines: readonly LineGiven[], actor: Actor): Promise<readonly Requirement[]> {
    return saveLines(this.#deps, caseId, lines, actor);
  }
  trace(caseId: string, lines: readonly TraceGiven[], actor: Actor): Promise<readonly Requirement[]> {
    return saveTraces(this.#deps, caseId, lines, actor);
  }
  async exportFile(caseId: string, language: Language, actor: Actor): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const { pool, clock, ports } = this.#deps;
    const project = await ports.project(caseId, actor);
    const at = clock.now();
    const bytes = await exportList(project, await requirementsOf(pool, caseId, at), { language, at });
    return { name: `${project.number}.xlsx`, bytes };
  }
  /** What a file would change; writes nothing. */
  async previewImport(caseId: string, file: { readonly name: string; readonly bytes: Uint8Array }, actor: Actor): Promise<ImportPlan> {
    const { pool, clock, ports } = this.#deps;
    const project = await ports.project(caseId, actor);
    if (project.ended) throw new Fault('wrong-state', { state: project.state });
    const {
      lines: _,
      traces: __,
      ...plan
    } = await readList(file.bytes, file.name, await requirementsOf(pool, caseId, clock.now()), project.state !== 'requirements');
    return plan;
  }
  applyImport(caseId: string, given: Parameters<typeof applyList>[2], actor: Actor): ReturnType<typeof applyList> {
    return applyList(this.#deps, caseId, given, actor);
  }

  /** Listens to the steps of cases, in their transaction. */
  async onStep(tx: Tx, done: Done): Promise<void> {
    if (done.kind !== projectKind) return;
    if (done.step === 'open') refuseFewerReviews(done.variant, this.#deps.ports.reviewStages(done.at));
    if (done.step === 'submitRequirements') await freeze(this.#deps, tx, done);
    if (done.step === 'release' || done.step === 'releaseReviewed') await mayRelease(this.#deps, tx, done);
  }

  /** How the tools that rest on this room stood at a moment, by `practiceKey`. */
  standings(at: Date): Promise<PracticeStandings> {
    return standingsAt(this.#deps, at);
  }
}

const stages = ['three', 'four', 'five'];

/** A project may review more stages than the company's value says, never fewer. */
function refuseFewerReviews(variant: string, wanted: string): void {
  if (stages.indexOf(variant) >= stages.indexOf(wanted)) return;
  const count = stages.indexOf(wanted) + 3;
  throw new Fault('value-out-of-bounds', {
    field: 'variant',
    ja: `会社の値では、${count}段階でレビューすることになっています。段階を減らさずに始めてください。`,
    en: `The company reviews ${count} stages. Start the project with no fewer.`,
  });
}
