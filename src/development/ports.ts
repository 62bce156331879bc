import type { Clock } from '../base/clock.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { Cells } from '../mechanism/field.ts';
import type { EnvironmentLine, MeasuredDevice } from './environments.ts';
import type { SystemKind } from './starters/index.ts';

/** Who asks. */
export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
}

/** A project as this room needs it. */
export interface Project {
  readonly id: string;
  /** DEV-3 */
  readonly number: string;
  readonly label: string;
  readonly state: string;
  readonly kind: SystemKind;
  readonly ended: boolean;
}

/** A line of the register of systems. */
export interface SystemLine {
  readonly id: string;
  readonly label: string;
  /** Reached from outside the company. */
  readonly exposed: boolean;
  /** 2026-11-22; null where nobody said so. */
  readonly assessedOn: string | null;
}

/** What another room knows of a project; null where nobody measures it. */
export interface ReleaseFacts {
  /** Findings at or above the company's severity that are open. */
  openFindings(tx: Tx, project: { readonly case: string; readonly line: string | null; readonly at: Date }): Promise<number | null>;
  /** How its acceptance stands: `none` where none is under way. */
  acceptance(
    tx: Tx,
    project: { readonly case: string; readonly line: string | null; readonly at: Date },
  ): Promise<'approved' | 'open' | 'none' | null>;
}

export interface DevelopmentDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ports: DevelopmentPorts;
}

export interface DevelopmentPorts {
  /** @throws Fault `not-found`, also where the reader may not know of it */
  project(id: string, actor: Actor): Promise<Project>;
  /** Projects that had been begun at a moment. */
  projectsAt(at: Date): Promise<readonly Project[]>;
  localDate(at: Date): string;
  /** A day so many months before another. */
  monthsBefore(day: string, months: number): string;
  assessmentMaxAgeMonths(at: Date): number;
  /** The company analyses recovery too. */
  needsRecovery(at: Date): boolean;
  /** In which stages the company reviews: three, four or five. */
  reviewStages(at: Date): string;
  systemsAt(at: Date): Promise<readonly SystemLine[]>;
  /** Writes the day of the assessment, and that of the next, into the line of a system. */
  writeAssessed(tx: Tx, row: string, cells: Cells, by: { readonly by: string; readonly at: Date }): Promise<void>;
  environmentsAt(at: Date): Promise<readonly EnvironmentLine[]>;
  /** What devices said, of now; null for a past moment. */
  devicesNow(at: Date): Promise<ReadonlyMap<string, MeasuredDevice> | null>;
  readonly release: ReleaseFacts;
}

export const developmentLimits = {
  /** Requirements of one project. */
  requirementsMax: 300,
  /** Lines in one save. */
  linesMax: 300,
  titleCharsMax: 200,
  textCharsMax: 500,
  noteCharsMax: 1_000,
  fileBytesMax: 4 * 1024 * 1024,
} as const;
