import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Words } from '../../base/text.ts';
import type { Pool } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import type { RequestsPorts } from './ports.ts';

export type RequestState = 'draft' | 'submitted' | 'approved' | 'denied' | 'withdrawn' | 'lapsed' | 'expired' | 'revoked' | 'closed';
export type DecisionWord = 'approve' | 'deny' | 'return';
export type EventAct =
  | 'submitted'
  | 'decided'
  | 'approved'
  | 'denied'
  | 'returned'
  | 'withdrawn'
  | 'lapsed'
  | 'overdue'
  | 'expiring'
  | 'expired'
  | 'revoked'
  | 'closed';

/** Undecided for so many days after its submission, a request lapses: the need it spoke of is no longer known. */
export const lapseDays = 30;
/** So many days before its end the applicant is told that an approval runs out. */
export const expiringDays = 7;
/** Whoever is away for longer gives the role to somebody else. The migration holds the same number. */
export const delegationDaysMax = 92;
export const reasonCharsMax = 500;
/** Drafts and undecided requests of one applicant, and files of one request: nobody fills the database, or approvers' mail, alone. */
export const openMax = 100;
export const filesMax = 40;
/** A register that was confirmed within so many months says that nothing had to be asked for. */
export const confirmationMonths = 13;

export interface RequestsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: ReadonlyMap<string, RequestKind>;
  readonly ports: RequestsPorts;
}

/** A request as it stands. Dates are the company's days. */
export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly applicant: string;
  readonly state: RequestState;
  readonly revision: number;
  readonly round: number;
  /** The step that is asked now; null unless it is submitted. */
  readonly place: number | null;
  readonly form: Cells;
  readonly validForDays: number | null;
  readonly about: string;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decideBy: string | null;
  readonly lapsesAt: Date | null;
  readonly overdueAt: Date | null;
  readonly approvedAt: Date | null;
  readonly validUntil: string | null;
  readonly line: string | null;
  readonly occurrence: string | null;
  readonly expiringAt: Date | null;
  readonly endedAt: Date | null;
  readonly closedAt: Date | null;
}

/** A step of the route as it was frozen, with the accounts that may decide on it. */
export interface StepRow {
  readonly place: number;
  readonly step: string;
  readonly title: Words;
  readonly approvals: number;
  readonly roles: readonly string[];
  readonly because: Words | null;
  readonly deciders: readonly string[];
}

export interface DecisionRow {
  readonly id: string;
  readonly round: number;
  readonly place: number;
  readonly account: string;
  readonly inPlaceOf: string | null;
  readonly decision: DecisionWord;
  readonly comment: string;
  readonly assessment: Cells | null;
  readonly at: Date;
}

export interface EventRow {
  readonly act: EventAct;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly decision: string | null;
  readonly ledgerSeq: number | null;
}

export interface DelegationRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly until: string;
  readonly reason: string;
  readonly at: Date;
  readonly endedAt: Date | null;
}

export const subjectOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `request:${kind} case:${id}`;

/** What a kind that the product no longer has is called: its id. Its requests stay readable. */
export const titleOf = (kinds: ReadonlyMap<string, RequestKind>, id: string): Words => kinds.get(id)?.title ?? { ja: id, en: id };
