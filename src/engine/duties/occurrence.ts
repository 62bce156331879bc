import type { Words } from '../../base/text.ts';
import type { DutyResult } from '../../mechanism/duty.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { Party, PreparedSheet } from './ports.ts';

/** `waiting` is planned and not to be done yet; `completed` and `skipped` are final. */
export const occurrenceStates = ['waiting', 'open', 'overdue', 'completed', 'skipped'] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/** By the calendar, set off by an event, or asked because nothing happened for long. */
export type OccurrenceKind = 'scheduled' | 'event' | 'quiet';

/** One time that a duty is to be done (回). */
export interface Occurrence {
  readonly id: string;
  readonly duty: string;
  readonly key: string;
  readonly kind: OccurrenceKind;
  readonly title: Words;
  readonly about: Words;
  /** The one to whom this very one falls; null: the owner of the duty. */
  readonly owner: Party | null;
  readonly request: string | null;
  /** The case whose step its record is. */
  readonly caseId: string | null;
  readonly nominalOn: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly dueAt: Date;
  readonly moved: number;
  readonly state: OccurrenceState;
  readonly revision: number;
  readonly escalation: number;
  readonly result: DutyResult | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** With what was recorded. */
export interface RecordedOccurrence extends Occurrence {
  readonly record: Cells | null;
  readonly remark: string;
  readonly reason: string;
  readonly sheet: ShownSheet | null;
}

/** A sheet as a person saw it. The digest is SHA-256 over the canonical JSON of `since` and `sections`. */
export interface ShownSheet extends PreparedSheet {
  readonly preparedAt: Date;
  readonly since: Date | null;
  readonly digest: string;
}

export const occurrenceActs = [
  'opened',
  'started',
  'due-soon',
  'owner-gone',
  'moved',
  'overdue',
  'escalated-committee',
  'escalated-management',
  'completed',
  'skipped',
] as const;
export type OccurrenceAct = (typeof occurrenceActs)[number];

/** One line of an occurrence's history. */
export interface OccurrenceEvent {
  readonly at: Date;
  readonly act: OccurrenceAct;
  readonly by: string;
  readonly reason: string;
  readonly dueOn: string;
  readonly ledgerSeq: number | null;
}

/** Who answers for something: a role or a person, with the name; `gone` where the person left, or nobody holds the role. */
export interface NamedParty {
  readonly party: Party;
  readonly name: Words;
  readonly gone: boolean;
}

export const dutySubject = (duty: string): string => `duty:${duty}`;
export const occurrenceSubject = ({ duty, id }: { readonly duty: string; readonly id: string }): string => `duty:${duty} occurrence:${id}`;
