import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-duties.ts';
import type { planSchema } from '../../../src/api/contract-duty-plan.ts';

/** The shapes of what the server answers about duties; apart from the queries, so that what reads addresses needs no browser. */
export type Duties = z.infer<typeof contract.dutiesSchema>;
export type Duty = Duties['duties'][number];
export type DutyOwner = Duty['owner'];
export type Occurrences = z.infer<typeof contract.occurrencesSchema>;
export type Occurrence = z.infer<typeof contract.occurrenceSchema>;
export type OccurrenceState = Occurrence['state'];
export type DutyResult = NonNullable<Occurrence['result']>;
export type OccurrenceDetail = z.infer<typeof contract.occurrenceDetailSchema>;
export type Sheet = z.infer<typeof contract.sheetSchema>;
export type SheetSection = Sheet['sections'][number];
export type QuietQuestion = z.infer<typeof contract.quietQuestionsSchema>['questions'][number];
export type NoCase = z.infer<typeof contract.noCaseSchema>;
export type Receipt = z.infer<typeof contract.receiptSchema>;
export type Feed = z.infer<typeof contract.feedSchema>;
export type Plan = z.infer<typeof planSchema>;
export type PlanEntry = Plan['duties'][number]['entries'][number];
export type Opened = z.infer<typeof contract.openedSchema>;

export const occurrenceStates = ['overdue', 'open', 'waiting', 'completed', 'skipped'] as const satisfies readonly OccurrenceState[];
export const dutyResults = ['in-order', 'problem', 'no-case'] as const satisfies readonly DutyResult[];

export type DutyShow = OccurrenceState | 'all';
/** `quiet`: what is asked because nothing happened for long. */
export type DutyView = 'month' | 'year' | 'quiet';

/** What an address of the list chooses; what is left out is the list of what is to be done. */
export interface DutySearch {
  readonly view?: DutyView | undefined;
  /** `2026-11` of the month, or the year in which the yearly plan begins. */
  readonly month?: string | undefined;
  readonly year?: number | undefined;
  readonly who?: 'mine' | 'all' | undefined;
  readonly state?: DutyShow | undefined;
  readonly duty?: string | undefined;
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: 'dueOn' | 'title' | 'closedAt' | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly offset?: number | undefined;
}
