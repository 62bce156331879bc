import type { Words } from '../base/text.ts';
import type { Cell, Cells, Field } from './field.ts';
import type { ChoiceParam, NumberParam, Param, ParamValue } from './param.ts';
import type { ResponsibleRole } from './role.ts';

/** Who may apply. `employee` is everybody who can sign in, but an auditor. */
export type ApplicantRole = ResponsibleRole | 'employee';

/** How a company value says who approves, where it chooses one role; and what a route makes of it. */
export const approverRoles = {
  administrator: { ja: '情報システム管理者', en: 'the information system administrator' },
  committee: { ja: '情報セキュリティ委員会', en: 'the information security committee' },
  departmentManager: { ja: '部門の管理者', en: 'the department manager' },
} as const satisfies Partial<Record<ResponsibleRole, Words>>;
export const byApproverRole = {
  administrator: ['administrator'],
  committee: ['committee'],
  departmentManager: ['departmentManager'],
} as const satisfies Record<keyof typeof approverRoles, readonly ResponsibleRole[]>;

/** One step of the route: so many different people of these roles say yes, none of them the applicant. */
export interface RouteStep {
  /** Permanent within its kind: `administrator`. */
  readonly id: string;
  readonly title: Words;
  readonly roles: readonly ResponsibleRole[];
  /**
   * Where a company value says who approves: the roles for each of its options. One value drives the sentence and the route. An option
   * with no roles leaves the step out; one that is not named leaves `roles`. Two such steps that come to the same roles are one.
   */
  readonly chosen?: { readonly by: ChoiceParam; readonly roles: Readonly<Record<string, readonly ResponsibleRole[]>> };
  readonly approvals: number;
  /** The step is taken only where the form says so: a large change also goes to the committee. */
  readonly when?: { readonly field: string; readonly is: readonly Cell[] } | { readonly field: string; readonly atLeast: number };
}

/** What an approval brings about. */
export interface Effect {
  /** The id of the register that gets a line. */
  readonly register: string;
  /** The line, from the form and the assessment. Pure. `validUntil` is null where the approval has no end. */
  cells(from: { readonly form: Cells; readonly assessment: Cells; readonly validUntil: string | null; readonly approvedOn: string }): Cells;
}

/** When people work, as a procedure says it; the company's own calendar counts beside it. */
export interface WorkingRule {
  /** On the company's clock; null: as the company's facts say. */
  readonly hours: { readonly from: string; readonly to: string } | null;
  /** 0 is Sunday; null: as the company's facts say. */
  readonly openWeekdays: readonly number[] | null;
  /** Whether people are off on national holidays. */
  readonly nationalHolidays: boolean;
}

/** What a form can be held against besides itself: the company's calendar and values. Moments are 2026-11-22T19:00 on its clock. */
export interface CompanyNow {
  readonly now: string;
  value(param: Param): ParamValue;
  /** Whether a span touches a day on which people work, and their hours on it; null where that year's holidays are not known. */
  working(from: string, to: string, rule: WorkingRule): { readonly days: boolean; readonly hours: boolean } | null;
}

/** A kind of request (申請): form, assessment, route, validity, effect. One application of it is a *request*. */
export interface RequestKind {
  readonly status: 'running';
  readonly kind: 'request';
  /** `<room>/<name>`, permanent: `software/install`. */
  readonly id: string;
  readonly title: Words;
  /** When one needs it, in plain words for an employee. */
  readonly purpose: Words;
  readonly applicants: readonly ApplicantRole[];
  readonly form: readonly Field[];
  /** What the approvers of the first step must have judged before they say yes. */
  readonly assessment: readonly Field[];
  readonly route: readonly RouteStep[];
  /**
   * How many days an approval holds, counted from the approval: at most so many, fewer where the applicant asks for fewer. Null: for
   * good (an acceptance, an agreement), until it is revoked. A company value whose unit is months counts months.
   */
  readonly validDays: number | NumberParam | null;
  /** Business days in which approvers should decide; later it is overdue and goes up. */
  readonly decideWithinDays: number;
  readonly effect: Effect;
  /** The duty whose record closes the request (deletion report); it opens with the approval. */
  readonly closing?: { readonly duty: string };
  /**
   * Why such a form can never be approved, whoever asks: real data must not be personal. Null where it can. Pure. Asked when it is
   * submitted, and again before each approval: the company's hours and values may have changed meanwhile.
   */
  refuses?(form: Cells, company: CompanyNow): Words | null;
}

export const defineRequest = (request: Omit<RequestKind, 'status' | 'kind'>): RequestKind => ({
  status: 'running',
  kind: 'request',
  ...request,
});
