import type { Words } from '../base/text.ts';

/** What a review looks at: rights of administrators, permitted software, access to information, access to source code. */
export const variants = ['privileges', 'software', 'access', 'source-code'] as const;
export type Variant = (typeof variants)[number];
export type ListVariant = Exclude<Variant, 'software'>;
export const kindId = 'reviews/campaign';
export const campaignSubject = (caseId: string): string => `case:${kindId} case:${caseId}`;

export const reviewLimits = {
  /** Lines of one review; more is a sign that something is told that is no right of anybody. */
  linesMax: 20_000,
  pageMax: 200,
  /** Lines that are decided or handed on at once. */
  togetherMax: 5_000,
  reasonCharsMax: 500,
  fileBytesMax: 4 * 1024 * 1024,
  listRowsMax: 10_000,
  devicesMax: 10_000,
} as const;

/** Who looks at a line. What belongs to an administrator goes to the committee. */
export type Part = 'administrator' | 'committee';
export type Delta = 'new' | 'changed' | 'unchanged' | 'removed';
/** `not-there`: a register says it, and what was measured does not. */
export type Measured = 'measured' | 'not-measured' | 'not-there';

/** What a person has to look at, found by the machine. A line with any of them is kept with a reason only. */
export const flags = [
  'left',
  'unknown-holder',
  'unregistered',
  'not-measured',
  'not-there',
  'shared',
  'guest',
  'expired',
  'department-changed',
  'disabled',
  'carried',
  'unused',
  'support-ended',
] as const;
export type Flag = (typeof flags)[number];

export type SourceStateId = 'complete' | 'incomplete' | 'stale' | 'failed' | 'missing';
/** How whole and fresh a source was when the population was frozen. */
export interface SourceState {
  readonly source: string;
  readonly title: Words;
  readonly state: SourceStateId;
  readonly because: Words;
  readonly asOf: Date | null;
  readonly items: number;
}

/** What is kept of a line besides its words: enough to find the same right again, and to see whether it is gone. */
export interface Seen {
  readonly account: string;
  /** As devices and lists call it, folded. */
  readonly logins: readonly string[];
  /** Sources that showed it. */
  readonly shownBy: readonly string[];
  readonly devices: readonly string[];
  readonly department: string;
  /** Lists whose names or objects would show it, folded. */
  readonly covers: readonly string[];
  readonly extent: number;
  /** Of all devices, or of one of which nothing was told. */
  readonly everyDevice: boolean;
}

/** A right as the sources show it now. */
export interface Candidate {
  /** The same right in every review. */
  readonly key: string;
  readonly subject: string | null;
  readonly who: string;
  readonly what: string;
  readonly level: string;
  readonly flags: readonly Flag[];
  readonly measured: Measured;
  readonly row: string | null;
  readonly seen: Seen;
}

/** Everybody on the staff list. */
export interface StaffPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly department: string;
  readonly active: boolean;
  readonly accountId: string | null;
}

/** All that was collected at a moment. */
export interface Collected {
  readonly sources: readonly SourceState[];
  readonly candidates: readonly Candidate[];
  readonly staff: readonly StaffPerson[];
  readonly proof: Proof;
}

/** By what an absence can be proven. */
export interface Proof {
  /** Devices in use whose report can be read, and when they said it last. Null where they could not be asked at all. */
  readonly observed: ReadonlyMap<string, Date> | null;
  /** Devices in use, those that said nothing readable included. */
  readonly inUse: ReadonlySet<string>;
  /** The newest list of each name, with all that it speaks of, folded. */
  readonly lists: readonly { readonly source: string; readonly names: ReadonlySet<string>; readonly at: Date }[];
  /** When the sources that are counted here by themselves were read: use counts of software. */
  readonly counted: Date | null;
  /** Folded names of software that is on any device; null where that was not asked. */
  readonly installed: readonly string[] | null;
}

export interface NewLine extends Candidate {
  readonly id: string;
  readonly no: number;
  readonly delta: Delta;
  readonly part: Part;
  readonly subjectAccounts: readonly string[];
  readonly previous: string | null;
}

/** A line as it was frozen. */
export interface Line extends NewLine {
  readonly caseId: string;
}

export const decisions = ['keep', 'reduce', 'revoke'] as const;
export type Decision = (typeof decisions)[number];
export interface Answers {
  readonly duty: boolean;
  readonly role: boolean;
  readonly responsibility: boolean;
  readonly competence: boolean;
}

export interface Actor {
  readonly actor: string;
  readonly accountId: string | null;
  readonly roles: readonly string[];
}
