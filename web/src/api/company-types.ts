/** Shapes of what the server answers about the company, its calendar and the interview. Types only, for what runs without a browser. */
import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-company.ts';

export type Company = z.infer<typeof contract.companySchema>;
export type Facts = Company['facts'];
export type FactKey = keyof Facts;
export type Condition = Company['conditions'][number];
export type Closure = z.infer<typeof contract.closureSchema>;
export type CalendarMonth = z.infer<typeof contract.calendarSchema>['months'][number];
export type CalendarDay = CalendarMonth['days'][number];
export type HolidaysPreview = z.infer<typeof contract.holidaysPreviewSchema>;
export type FactHistory = z.infer<typeof contract.factHistorySchema>;
export type Interview = z.infer<typeof contract.interviewSchema>;
export type Step = Interview['steps'][number];
export type Question = Step['questions'][number];
export type Calendar = z.infer<typeof contract.calendarSchema>;
export type InterviewProgress = z.infer<typeof contract.progressSchema>;
export interface FactChange {
  readonly key: string;
  readonly value: unknown;
  readonly revision: number;
}
