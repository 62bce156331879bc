import type { Words } from '../base/text.ts';
import type { Cells, Field } from './field.ts';
import type { ApplicantRole } from './request.ts';
import type { ResponsibleRole } from './role.ts';

/** How a step of a case comes about. */
export type StepWay =
  /** A person does it on the page of the case. */
  | { readonly type: 'act' }
  /** A request of this kind is approved: the case opens with it, with the applicant and whoever approved. */
  | { readonly type: 'request'; readonly request: string }
  /**
   * An occurrence of this duty is recorded. It opens when the case comes to a state from which the step leads on, so that the step has a
   * date, an owner, reminders and a way up. Its record is the step's content; `fields` stays empty. `falls`: to whoever opened the case,
   * where the staff list knows who that is; the duty's owner stands in. As the opening step it is a duty with a date of its own: each time
   * that one is recorded, a case begins with it.
   */
  | { readonly type: 'duty'; readonly duty: string; readonly falls?: 'opener' }
  /** The product itself does it: a measurement shows it, a time came. */
  | { readonly type: 'machine' };

/** One way on from one state to another. */
export interface CaseStep {
  /** Permanent within its kind: `apply`. */
  readonly id: string;
  /** What was done, as the history says it: 適用. */
  readonly title: Words;
  /** What the button says: 適用を記録する. */
  readonly does: Words;
  readonly hint?: Words;
  readonly way: StepWay;
  /** Left out: in every variant. */
  readonly variants?: readonly string[];
  /** States that it leads on from; an empty list opens the case. A step that leads nowhere new names the same state in `to`. */
  readonly from: readonly string[];
  /** The state that it leads to; or by what a choice (or boolean, as 'true' and 'false') of its fields says. */
  readonly to: string | { readonly field: string; readonly is: Readonly<Record<string, string>> };
  /** Where the duty was recorded with a problem: the state then. Left out: as if in order. */
  readonly onProblem?: string;
  /**
   * For a step by duty: `in` names states in which its occurrence stands open already, beside those that the step leads on from;
   * `dueOn` says the day by which it is due (null: it does not open now), and `leadDays` how long before it can be done, 30 where left
   * out. Without `dueOn`: as the duty says, from the moment it opens.
   */
  readonly opens?: { readonly in?: readonly string[]; readonly leadDays?: number; dueOn?(so: CaseSoFar): string | null };
  /** Who may do it. For requests and duties these see to that themselves; here it says who it is that should. */
  readonly by: readonly ApplicantRole[];
  readonly fields: readonly Field[];
  /**
   * For an act that opens a case: the field of type row, of the mirrored register, that names a line which was there before. Where it is
   * filled, the case takes that line as its own in place of a new one. `says`: what the line's page calls the way there.
   */
  readonly adopts?: { readonly field: string; readonly says: Words };
  /** The field of type person that names who really did it, where somebody else writes it down. */
  readonly who?: string;
  /** The field (date or moment) that says when it was done; not in the future, and not before what came before it. */
  readonly when?: string;
  /** May have been done before what came before it: an emergency is approved afterwards. */
  readonly anyTime?: true;
  /** Steps that nobody may have done who does this one: neither the account, nor the person named, nor a deputy's account. */
  readonly apart?: readonly string[];
  /** Asks for the second factor again: decisions. */
  readonly stepUp?: true;
  readonly file?: 'needed' | 'possible';
  /** Why it cannot be done as it was filled in. Pure; null where it can. */
  refuses?(cells: Cells, so: CaseSoFar): Words | null;
}

/** What a step may look at. */
export interface CaseSoFar {
  readonly variant: string;
  readonly state: string;
  /** The newest content of each step that was done. */
  readonly done: ReadonlyMap<string, { readonly at: Date; readonly cells: Cells }>;
  readonly now: Date;
}

export interface CaseState {
  readonly title: Words;
  /** Nothing comes after it. `done` as it should, `called-off` otherwise. */
  readonly end?: 'done' | 'called-off';
  /**
   * With an end: a line that was in the register before the case does not end with it. It says again what it said before, and is free
   * for another case. Left out: it ends, as a line that the case made.
   */
  readonly releases?: true;
}

/** A kind of case (案件の種類): what has a life of its own, from its opening to its end. One of them is a *case* (案件). */
export interface CaseKind {
  readonly status: 'running';
  readonly kind: 'case';
  /** `<room>/<name>`, permanent: `changes/change`. */
  readonly id: string;
  /** Before its number: `CHG-12`. Unique. */
  readonly code: string;
  readonly title: Words;
  readonly purpose: Words;
  readonly variants: Readonly<Record<string, Words>>;
  /** In the order in which they are shown. */
  readonly states: Readonly<Record<string, CaseState>>;
  readonly steps: readonly CaseStep[];
  /** What the case is called, of the content of its opening step. Pure; cut at 160 characters. */
  label(opening: Cells): string;
  /** Which variant it is, of the content of its opening step, where the person does not choose it. */
  variantOf?(opening: Cells): string;
  /** Whether an approved request, or a recorded duty, opens one at all; left out: always. A permission that is only renewed changes nothing. Pure. */
  opensFor?(opening: Cells): boolean;
  /** The devices that it is about, of the content of its opening step: what is measured on them is shown beside it. */
  devices?(opening: Cells): readonly string[];
  /**
   * The line of a register that mirrors the case and is written anew at every step; it ends with the case. A column that is left out keeps
   * what the line says, null makes it blank. `line`: what a line says now that was there before the case; null where the case made its
   * own. Pure.
   */
  readonly mirror?: {
    readonly register: string;
    cells(so: CaseSoFar, line: Cells | null): Cells | null;
  };
  /** Who may read all of them, besides auditors and whoever did a step of one. */
  readonly readers: readonly ResponsibleRole[];
  /** Whoever a field of type person names in its history may read it too, before they did a step: the people of a project. */
  readonly readByNamed?: true;
}

export const defineCase = (definition: Omit<CaseKind, 'status' | 'kind'>): CaseKind => ({ status: 'running', kind: 'case', ...definition });

/** Every way on, spelled out: what the database holds every event of a case against. */
export interface Transition {
  readonly step: string;
  readonly variant: string;
  /** Null opens. */
  readonly from: string | null;
  readonly to: string;
  readonly anyTime: boolean;
  /** Done by the product itself. */
  readonly machine: boolean;
  /** The duty whose record it is; the request with which the case opened. */
  readonly duty: string | null;
  readonly request: string | null;
}

export function transitionsOf(kind: CaseKind): Transition[] {
  const targets = (step: CaseStep): string[] => {
    const all = typeof step.to === 'string' ? [step.to] : Object.values(step.to.is);
    return [...new Set(step.onProblem === undefined ? all : [...all, step.onProblem])];
  };
  return kind.steps.flatMap((step) =>
    (step.variants ?? Object.keys(kind.variants)).flatMap((variant) =>
      (step.from.length === 0 ? [null] : step.from).flatMap((from) =>
        targets(step).map((to) => ({
          step: step.id,
          variant,
          from,
          to,
          anyTime: step.anyTime === true,
          machine: step.way.type === 'machine',
          ...recordOf(step),
        })),
      ),
    ),
  );
}

const recordOf = ({ way }: CaseStep): Pick<Transition, 'duty' | 'request'> => ({
  duty: way.type === 'duty' ? way.duty : null,
  request: way.type === 'request' ? way.request : null,
});
