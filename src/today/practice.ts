import type { Words } from '../base/text.ts';

/** What a line is about, as the rooms of duties, requests and registers say it. */
export interface Dated {
  readonly id: string;
  readonly title: Words;
  /** 2026年11月分; what a request is about. */
  readonly about: Words;
  readonly dueOn: string | null;
}

export interface DutyToDo extends Dated {
  readonly owner: Words;
  /** How far it went up: 0 nobody but its owner, 1 committee, 2 management. */
  readonly escalation: number;
  /** Asked because nothing happened for long. */
  readonly isQuiet: boolean;
}

export interface RequestToDecide extends Dated {
  readonly applicant: string;
  /** Days: since when it waits, and when it lapses undecided. */
  readonly since: string | null;
  readonly lapsesOn: string | null;
}

/** A case that waits for an act of this person. */
export interface CaseToDo {
  readonly id: string;
  readonly kind: Words;
  readonly number: string;
  readonly label: string;
  readonly state: Words;
  /** What can be done, as the buttons say it. */
  readonly does: readonly Words[];
  /** The day since when it stands there. */
  readonly since: string;
}

/** A target of scans that waits for whoever works on it: findings are open, or no report is recent. */
export interface ScanToDo {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
  /** No longer shown by a scan, or shown again: somebody looks. */
  readonly toConfirm: number;
}

/** A review of which lines were handed to this person and wait for a decision. */
export interface ReviewToDo {
  readonly id: string;
  /** REV-3. */
  readonly number: string;
  readonly label: Words;
  readonly lines: number;
}

export interface PracticeSituation {
  /** Cases that wait for an act of this person, what waits longest first. */
  readonly cases: { readonly total: number; readonly first: readonly CaseToDo[] };
  /** Occurrences that this person does: as owner or as deputy. */
  readonly duties: readonly DutyToDo[];
  /** Requests that wait for this person's decision; own ones that came back; own approvals that end soon. */
  readonly requests: {
    readonly decide: readonly RequestToDecide[];
    readonly returned: readonly Dated[];
    readonly ending: readonly Dated[];
  };
  /** The person's own devices on which something fails. */
  readonly devices: readonly { readonly id: string; readonly name: string; readonly failing: number; readonly example: Words }[];
  /** What this person keeps: lines past a date, differences, what is to be confirmed. */
  readonly registers: {
    readonly overdue: readonly Counted[];
    readonly differences: readonly Counted[];
    readonly toConfirm: readonly { readonly id: string; readonly title: Words }[];
  };
  /** Changes seen on devices that wait for a reason, for an administrator; null for whoever writes none. */
  readonly changes: { readonly count: number; readonly devices: number; readonly dueOn: string } | null;
  /** Targets of scans on which this person works as a named developer, where findings are open or no report is recent. */
  readonly scans: readonly ScanToDo[];
  /** Reviews under way with lines that this person was handed, the oldest first. */
  readonly reviews: readonly ReviewToDo[];
  /** What went up to the committee, or to management. */
  readonly escalated: readonly DutyToDo[];
  /** Exceptions that end within a month, for the committee; null where there are none. */
  readonly endingExceptions: { readonly count: number; readonly soonest: string } | null;
  /** The month whose page waits for management: `2026-10`. Null for whoever is not management. */
  readonly report: string | null;
}

export interface Counted {
  readonly id: string;
  readonly title: Words;
  readonly count: number;
}

export interface PracticeLine {
  readonly id: string;
  readonly title: Words;
  readonly why: Words;
  readonly dueOn: string | null;
  readonly to: string;
  readonly act: Words;
}

/** Of one sort so many stand by themselves; the rest is one line, so that a list stays a list. */
export const eachMax = 3;

/** The first few by themselves, and one line for the others. */
export function folded<T extends Dated>(
  items: readonly T[],
  each: (item: T) => PracticeLine,
  rest: (others: readonly T[]) => PracticeLine,
): PracticeLine[] {
  if (items.length <= eachMax + 1) return items.map(each);
  return [...items.slice(0, eachMax).map(each), rest(items.slice(eachMax))];
}

/** The first date of several, by which their one line stands in the list. */
export const soonest = (items: readonly Dated[]): string | null =>
  items.reduce<string | null>((first, { dueOn }) => (dueOn !== null && (first === null || dueOn < first) ? dueOn : first), null);
