import type { Words } from '../base/text.ts';
import type { Field } from './field.ts';
import type { ChoiceParam, NumberParam } from './param.ts';
import type { ResponsibleRole } from './role.ts';

/** What sets off a duty that has no date of its own. */
export type DutyEvent =
  /** Somebody records that it happened; the words name what: 機器を廃棄するとき. */
  | { readonly type: 'recorded'; readonly says: Words }
  /** A change of the organisation was recorded, or the staff list shows one. */
  | { readonly type: 'organisation-changed' }
  /** A request of this kind was approved. */
  | { readonly type: 'request-approved'; readonly request: string }
  /** A line was added to this register. */
  | { readonly type: 'row-added'; readonly register: string }
  /** A case of this kind came so far that this duty is its next step; the engine of cases opens it. */
  | { readonly type: 'case'; readonly kind: string; readonly says: Words }
  /** A value that calls for attention was measured. */
  | { readonly type: 'measured'; readonly what: 'capacity' | 'device-retired'; readonly says: Words };

export type Recurrence =
  | {
      readonly type: 'every';
      /** A company value where the company sets the period: one value drives the sentence and the dates. */
      readonly count: number | NumberParam;
      readonly unit: 'month' | 'week' | 'day';
      /** The day within its month; ignored for weeks (Monday) and days. A 31st is the last day of a shorter month. */
      readonly on: { readonly day: number } | { readonly businessDay: 'first' | 'last' };
      /** The first month of the fiscal year is 1: a yearly duty in April of a company whose year begins in April. */
      readonly fiscalMonth?: number;
      /** And also when one of these happens: then within ten business days. */
      readonly also?: readonly DutyEvent[];
    }
  | {
      readonly type: 'event';
      readonly on: readonly DutyEvent[];
      /**
       * Business days until it must be done; or days as the calendar counts them, where the company's sentence says days and a value
       * drives it; or hours, where a choice's options are named by their hours.
       */
      readonly within:
        | { readonly businessDays: number | NumberParam }
        | { readonly days: number | NumberParam }
        | { readonly hours: number | ChoiceParam };
      /** From when it counts: the event itself, or the end of the validity of the request that was approved. */
      readonly from: 'event' | 'end-of-validity';
      /**
       * Where nothing happened for so many months, the owner confirms that there was no case: an event that nobody recorded must not
       * look like one that did not happen.
       */
      readonly quietMonths: number;
    };

/** What the machine lays out so that the person confirms instead of collecting. All are ids of other mechanisms. */
export interface Sheet {
  /** Counts, failing and unmeasured devices of these checks. */
  readonly checks?: readonly string[];
  /** Lines that are past a deadline or near it, differences, and what changed since the last time. */
  readonly registers?: readonly string[];
  /** Open and decided requests of these kinds since the last time. */
  readonly requests?: readonly string[];
  /** How full disks are and will be, and what reached a level since the last time. */
  readonly capacity?: true;
  /** Use counts of the list of permitted software, and what is in no list. */
  readonly software?: true;
  /** Changes seen on devices that wait for a reason, and how the others since the last time were dealt with. */
  readonly changes?: true;
  /** What was measured on the devices of the case for which it opened. */
  readonly caseDifferences?: true;
}

/** A recurring duty (定期業務). An occurrence of it has a date, a person, a record and a proof. */
export interface Duty {
  readonly status: 'running';
  readonly kind: 'duty';
  /** `<room>/<name>`, permanent: `backup/restore-check`. */
  readonly id: string;
  readonly title: Words;
  /** Why it is done: one or two sentences. */
  readonly purpose: Words;
  readonly owner: ResponsibleRole;
  readonly recurrence: Recurrence;
  /** What to do when the date falls on a day off. */
  readonly shift: 'next' | 'previous' | 'none';
  /** How to do it, step by step, in plain words. */
  readonly steps: readonly Words[];
  readonly sheet?: Sheet;
  /** What the person writes down. Always asked besides: whether everything was in order (`result`), and a remark. */
  readonly record: readonly Field[];
  /** Whether a file must be there before it counts as done. */
  readonly file: 'needed' | 'possible';
}

export const defineDuty = (duty: Omit<Duty, 'status' | 'kind'>): Duty => ({ status: 'running', kind: 'duty', ...duty });

/** How an occurrence came out. A problem is done work too: it is said, and followed up where the record says so. */
export const dutyResults = {
  'in-order': { ja: '問題なし', en: 'In order' },
  problem: { ja: '問題あり', en: 'Problem found' },
  'no-case': { ja: '該当なし', en: 'No case' },
} as const satisfies Record<string, Words>;
export type DutyResult = keyof typeof dutyResults;
